import Domain
import Foundation
import Testing

@testable import Workflow

/// A verb of the desk that not every member may use, with the cheapest arguments: its rows do not exist.
struct Verb: Sendable, CustomTestStringConvertible {
    let act: Act
    let run: @Sendable (Desk, Principal) async throws -> Void

    init(_ act: Act, _ run: @escaping @Sendable (Desk, Principal) async throws -> Void) {
        (self.act, self.run) = (act, run)
    }

    var testDescription: String { act.rawValue }

    static let all = articles + claims + reviews + verdicts + exports + people + watching

    private static let first = PageRequest(limit: 1)

    private static let articles = [
        Verb(.submit) { _ = try await $0.submit(Submission(title: "T", body: "B."), by: Caller($1)) },
        Verb(.withdraw) { _ = try await $0.withdraw(.ofNothing(), reason: "r", by: Caller($1)) },
        Verb(.embargo) { _ = try await $0.embargo(.ofNothing(), until: nil, by: Caller($1)) },
        Verb(.seeUnpublished) { _ = try await $0.report(.ofNothing(), unpublished: true, for: $1) },
    ]

    private static let claims = [
        Verb(.addClaim) {
            _ = try await $0.addClaim(
                ClaimAddition(place: ClaimPlace(.position(start: 0, end: 1))), to: .ofNothing(), by: Caller($1))
        },
        Verb(.edit) {
            _ = try await $0.edit(.ofNothing(), ClaimChange(priority: 1), ifRevision: nil, by: Caller($1))
        },
        Verb(.triage) { _ = try await $0.triage(.ofNothing(), .dismiss, reason: "r", by: Caller($1)) },
        Verb(.noteAppearance) {
            _ = try await $0.noteAppearance(
                AppearanceDecision(state: .removed), of: .ofNothing(), ifRevision: nil, by: Caller($1))
        },
        Verb(.setTriageRules) { _ = try await $0.setTriageRules([], ifRevision: nil, by: Caller($1)) },
        Verb(.tryTriageRules) { _ = try await $0.dryRun([], articles: 1, for: $1) },
    ]

    private static let reviews = [
        Verb(.take) { _ = try await $0.take(TakeRequest(), by: Caller($1)) },
        Verb(.seeLease) { _ = try await $0.lease(.ofNothing(), for: $1) },
        Verb(.seeOwnReviews) { _ = try await $0.ownReviews(first, for: $1) },
        Verb(.renew) { _ = try await $0.renew(.ofNothing(), token: 1, by: Caller($1)) },
        Verb(.release) { _ = try await $0.release(.ofNothing(), token: 1, reason: nil, by: Caller($1)) },
        Verb(.skip) { _ = try await $0.skip(.ofNothing(), token: 1, reason: nil, by: Caller($1)) },
        Verb(.saveDraft) { _ = try await $0.saveDraft(.ofNothing(), token: 1, Draft.Content(), by: Caller($1)) },
        Verb(.review) {
            _ = try await $0.review(.ofNothing(), token: 1, Bench.review("false"), by: Caller($1))
        },
        Verb(.replaceReview) {
            _ = try await $0.replaceReview(
                .ofNothing(), with: Bench.review("false"), reason: "r", by: Caller($1))
        },
        Verb(.withdrawReview) { _ = try await $0.withdrawReview(.ofNothing(), reason: "r", by: Caller($1)) },
        Verb(.returnReview) { _ = try await $0.returnReview(.ofNothing(), comment: "c", by: Caller($1)) },
        Verb(.seeDrafts) { _ = try await $0.drafts(first, for: $1) },
        Verb(.seeReturnedReviews) { _ = try await $0.returnedReviews(first, for: $1) },
        Verb(.seeOwnAssignments) { _ = try await $0.ownAssignments(first, for: $1) },
        Verb(.assign) {
            _ = try await $0.assign(.ofNothing(), .init(memberID: .ofNothing(), dueAt: nil), by: Caller($1))
        },
        Verb(.withdrawAssignment) { _ = try await $0.withdrawAssignment(.ofNothing(), reason: "r", by: Caller($1)) },
        Verb(.comment) { _ = try await $0.comment("c", on: .ofNothing(), by: Caller($1)) },
        Verb(.addEvidence) { _ = try await $0.addEvidence(page, to: .ofNothing(), by: Caller($1)) },
        Verb(.changeEvidence) { _ = try await $0.changeEvidence(.ofNothing(), to: page, by: Caller($1)) },
        Verb(.removeEvidence) { try await $0.removeEvidence(.ofNothing(), by: Caller($1)) },
    ]

    private static let page = EvidenceInput(url: "https://example.org/register", stance: .context)

    private static let verdicts = [
        Verb(.seeDisputes) { _ = try await $0.disputes(first, for: $1) },
        Verb(.decide) {
            _ = try await $0.decide(
                .ofNothing(), VerdictInput(rating: "false", rationale: "r"), by: Caller($1))
        },
        Verb(.publish) { _ = try await $0.publish(.ofNothing(), overrideReason: nil, by: Caller($1)) },
        Verb(.previewPublication) {
            _ = try await $0.previewPublication(.ofNothing(), overrideReason: nil, by: Caller($1))
        },
        entry(.pause), entry(.resumption), entry(.retraction), entry(.reopening),
        Verb(.correct) {
            _ = try await $0.correct(.ofNothing(), CorrectionDecision(kind: .noChange), by: Caller($1))
        },
        Verb(.requestCorrection) {
            _ = try await $0.requestCorrection(.init(text: "Wrong."), of: .ofNothing(), by: Caller($1))
        },
        Verb(.recordReply) {
            let attempt = ReplyAttempt.Input(channel: .email, contact: "press@example.org", contactedAt: .distantPast)
            _ = try await $0.recordReply(attempt, on: .ofNothing(), by: Caller($1))
        },
        Verb(.recordAnswer) {
            let answer = ReplyAttempt.Answer(answer: "No.", answeredAt: .distantPast)
            _ = try await $0.recordAnswer(answer, to: .ofNothing(), by: Caller($1))
        },
        Verb(.seeRemovals) { _ = try await $0.removals(first, for: $1) },
        Verb(.removeWords) {
            _ = try await $0.removeWords(Removal.Input(words: "No name at all", reason: "r"), by: Caller($1))
        },
        Verb(.liftRemoval) { _ = try await $0.liftRemoval(.ofNothing(), reason: "r", by: Caller($1)) },
        Verb(.createScale) { _ = try await $0.createScale(scale, by: Caller($1)) },
        Verb(.addScaleVersion) {
            _ = try await $0.addVersion(of: .ofNothing(), scale, ifVersion: nil, by: Caller($1))
        },
        Verb(.seeAgreement) { _ = try await $0.agreement(on: nil, kind: nil, since: nil, until: nil, for: $1) },
    ]

    private static let scale = RatingScaleInput(name: "Truth", ratings: Bench.ratings)

    private static func entry(_ kind: LedgerEntry.Kind) -> Verb {
        Verb(kind.act) {
            _ = try await $0.enter(kind, of: .ofNothing(), publicText: "So.", reason: nil, by: Caller($1))
        }
    }

    private static let exports = [
        Verb(.requestExport) {
            _ = try await $0.requestExport(ExportOrder(format: .csv), server: "http://h", by: Caller($1))
        },
        Verb(.seeExports) { _ = try await $0.exports(first, for: $1) },
        Verb(.seeExports) { _ = try await $0.export(.ofNothing(), for: $1) },
        Verb(.seeExports) { _ = try await $0.exportBytes(of: .ofNothing(), from: 0, for: $1) },
        Verb(.cancelExport) { _ = try await $0.cancelExport(.ofNothing(), by: Caller($1)) },
        Verb(.streamExport) {
            _ = try await $0.prepareStream(ExportOrder(format: .csv), server: "http://h", for: $1)
        },
    ]

    private static let people = [
        Verb(.changeDesk) { _ = try await $0.changeDesk(DeskChange(), ifRevision: nil, by: Caller($1)) },
        Verb(.seeMembers) { _ = try await $0.members(nil, first, for: $1) },
        Verb(.seeMembers) { _ = try await $0.member(.ofNothing(), for: $1) },
        Verb(.inviteMember) {
            _ = try await $0.invite(MemberInvitation(name: "N", roles: [.reviewer]), keyName: nil, by: Caller($1))
        },
        Verb(.changeMember) {
            _ = try await $0.changeMember(.ofNothing(), MemberChange(name: "N"), ifRevision: nil, by: Caller($1))
        },
        Verb(.deactivateMember) { _ = try await $0.deactivate(.ofNothing(), reason: "r", by: Caller($1)) },
        Verb(.activateMember) { _ = try await $0.activate(.ofNothing(), by: Caller($1)) },
        Verb(.seePersonalData) { _ = try await $0.personalData(of: .ofNothing(), for: $1) },
        Verb(.seePersonalData) { _ = try await $0.requests(of: "Nobody", for: $1) },
        Verb(.erasePersonalData) { _ = try await $0.erase(.ofNothing(), reason: "r", by: Caller($1)) },
        Verb(.createKeyForOthers) {
            _ = try await $0.createKey(
                for: .ofNothing(), name: "n", roles: nil, expiresAt: nil, by: Caller($1))
        },
        Verb(.seeEverybodysKeys) { _ = try await $0.keys(of: .ofNothing(), first, for: $1) },
    ]

    private static let watching = [
        Verb(.seeAudit) { _ = try await $0.audit(AuditFilter(), first, for: $1) },
        Verb(.seeWebhooks) { _ = try await $0.webhooks(first, for: $1) },
        Verb(.seeWebhooks) { _ = try await $0.webhook(.ofNothing(), for: $1) },
        Verb(.seeWebhooks) { _ = try await $0.deliveries(of: .ofNothing(), first, for: $1) },
        Verb(.createWebhook) {
            _ = try await $0.createWebhook(
                url: "https://example.org/hook", events: ["verdict"], description: nil, by: Caller($1))
        },
        Verb(.changeWebhook) {
            _ = try await $0.changeWebhook(.ofNothing(), WebhookChange(isActive: false), by: Caller($1))
        },
        Verb(.deleteWebhook) { _ = try await $0.deleteWebhook(.ofNothing(), by: Caller($1)) },
        Verb(.rotateWebhookSecret) {
            _ = try await $0.rotateWebhookSecret(.ofNothing(), overlapHours: 1, by: Caller($1))
        },
        Verb(.testWebhook) { _ = try await $0.testWebhook(.ofNothing(), by: Caller($1)) },
        Verb(.replayDelivery) { _ = try await $0.replay(.ofNothing(), of: .ofNothing(), by: Caller($1)) },
    ]
}

extension Identifier {
    /// The id of no row.
    static func ofNothing() -> Identifier { Identifier(rawValue: UUID()) }
}
