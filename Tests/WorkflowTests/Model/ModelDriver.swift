import Domain
import Foundation
import Postgres
import Store
import Testing

@testable import Workflow

/// Does the steps of a history on the real desk, and tells what they came to in the model's words.
struct ModelDriver {
    let place: HistoryDesk
    private(set) var leases: [Lease] = []
    private var reviews: [Review.ID] = []
    private var requests: [CorrectionRequest.ID] = []
    private var principals: [String: Principal]
    private var count = 0

    private var desk: Desk { place.bench.desk }

    init(_ place: HistoryDesk) {
        self.place = place
        principals = place.bench.principals
    }

    /// - Throws: only what is no answer to anybody: a broken test.
    mutating func perform(_ step: Step) async throws -> String {
        count += 1
        do {
            return try await answer(to: step)
        } catch let error as ExpectationFailedError {
            throw error
        } catch {
            return Step.refusal(error)
        }
    }

    private func caller(_ name: String) throws -> Caller {
        Caller(try #require(principals[name]), requestID: "\(count)")
    }

    private func token(_ lease: Int, _ token: Step.Token) -> Int {
        leases[lease].token + (token == .right ? 0 : 1_000_000)
    }

    private func input(_ rating: String, _ words: String, _ member: String) -> ReviewInput {
        ReviewInput(
            rating: rating, rationale: words,
            evidence: [EvidenceInput(url: "https://example.org/\(member)", stance: .refutes)])
    }

    private mutating func answer(to step: Step) async throws -> String {
        switch step {
        case .take(let member, let limit, let wish):
            let request = TakeRequest(
                limit: limit, kinds: wish.kind.map { [$0] }, languages: wish.language.map { [$0] },
                articleID: wish.article.map { place.articles[$0] }, claimant: wish.claimant)
            return told(try await desk.take(request, by: caller(member)))
        case .renew(let lease, let member, let kind):
            let renewed = try await desk.renew(leases[lease].id, token: token(lease, kind), by: caller(member))
            #expect(renewed.secondsLeft > 890)
        case .release(let lease, let member, let kind):
            _ = try await desk.release(leases[lease].id, token: token(lease, kind), reason: nil, by: caller(member))
        case .skip(let lease, let member, let kind):
            _ = try await desk.skip(leases[lease].id, token: token(lease, kind), reason: "no", by: caller(member))
        case .save(let lease, let member, let words, let kind):
            let draft = try await desk.saveDraft(
                leases[lease].id, token: token(lease, kind), Draft.Content(rationale: words), by: caller(member))
            #expect(draft.content.rationale == words)
        case .review(let lease, let member, let rating, let words, let kind):
            let receipt = try await desk.review(
                leases[lease].id, token: token(lease, kind), input(rating, words, member), by: caller(member))
            reviews.append(receipt.review.id)
            #expect(receipt.review.rationale == words)
            return "version \(receipt.review.version), \(receipt.claimStatus)"
        case .replace(let review, let member, let rating, let words):
            let receipt = try await desk.replaceReview(
                reviews[review], with: input(rating, words, member), reason: "Read again.", by: caller(member))
            reviews.append(receipt.review.id)
            return "version \(receipt.review.version), \(receipt.claimStatus), saw others \(receipt.review.sawOthers)"
        case .withdraw(let review, let member):
            return "\(try await desk.withdrawReview(reviews[review], reason: "Not sure.", by: caller(member)))"
        case .sendBack(let review, let editor):
            _ = try await desk.returnReview(reviews[review], comment: "Which year?", by: caller(editor))
        case .runOut(let lease): try await place.runOut([leases[lease].id])
        case .forget(let pair): try await forget(pair)
        case .look(let claim, let member):
            let detail = try await desk.claim(place.claims[claim], for: caller(member).principal)
            return "\(detail.claim.status), reviews of \(detail.reviews.map(\.reviewerName).sorted())"
        default: return try await editing(step)
        }
        return "done"
    }

    private mutating func editing(_ step: Step) async throws -> String {
        switch step {
        case .triage(let claim, let editor, let decision):
            let order: TriageOrder = decision == .queue ? .queue : .dismiss
            let detail = try await desk.triage(place.claims[claim], order, reason: "So.", by: caller(editor))
            return "\(detail.claim.status)"
        case .edit(let claim, let editor, let priority, let required):
            let change = ClaimChange(priority: priority, requiredReviews: required)
            return
                "\(try await desk.edit(place.claims[claim], change, ifRevision: nil, by: caller(editor)).claim.status)"
        case .decide(let claim, let editor, let override):
            return
                "version \(try await desk.decide(place.claims[claim], verdict(override), by: caller(editor)).version)"
        case .publish(let claim, let editor, let override):
            let publication = try await desk.publish(
                place.claims[claim], overrideReason: override ? "Nobody else." : nil, by: caller(editor))
            return "version \(publication.verdict.version)"
        case .request(let claim, let member):
            let input = CorrectionRequest.Input(text: "It is wrong.")
            requests.append(try await desk.requestCorrection(input, of: place.claims[claim], by: caller(member)).id)
        case .correct(let claim, let editor, let kind, let request, let override):
            let decision = CorrectionDecision(
                kind: kind, publicText: kind == .noChange ? nil : "What was said.",
                requestID: request.map { requests[$0] }, verdict: kind == .correction ? verdict(false) : nil,
                overrideReason: override ? "Nobody else." : nil)
            return "version \(try await desk.correct(place.claims[claim], decision, by: caller(editor)).verdictVersion)"
        case .enter(let claim, let editor, let kind):
            _ = try await desk.enter(
                kind, of: place.claims[claim], publicText: "What was said.", reason: nil, by: caller(editor))
        case .setRoles(let member, let roles):
            let old = try #require(principals[member])
            _ = try await desk.changeMember(
                old.memberID, MemberChange(roles: roles), ifRevision: nil, by: caller("adm"))
            use(old.keyID, roles, as: old)
        case .deactivate(let member):
            let old = try #require(principals[member])
            _ = try await desk.deactivate(old.memberID, reason: "Left.", by: caller("adm"))
        case .activate(let member):
            let old = try #require(principals[member])
            let back = try await desk.activate(old.memberID, by: caller("adm"))
            let new = try await desk.createKey(
                for: old.memberID, name: "new", roles: nil, expiresAt: nil, by: caller("adm"))
            use(new.key.id, back.roles, as: old)
        default: Issue.record("nobody does \(step)")
        }
        return "done"
    }

    /// The words tell the verdicts of a claim apart: one that says the same is none.
    private func verdict(_ override: Bool) -> VerdictInput {
        VerdictInput(
            rating: "false", rationale: "So it is (\(count)).", overrideReason: override ? "Nobody else." : nil)
    }

    private mutating func use(_ key: AccessKey.ID?, _ roles: Set<Domain.Role>, as old: Principal) {
        principals[old.memberName] = Principal(
            deskID: old.deskID, memberID: old.memberID, memberName: old.memberName, keyID: key, roles: roles)
    }

    private mutating func told(_ take: Take) -> String {
        leases += take.leases.map(\.lease)
        let taken = take.leases.map { taken in
            let claim = place.claims.firstIndex(of: taken.claim.id) ?? -1
            return "\(claim) draft \(taken.draft?.content.rationale ?? "none")"
        }
        let empty = take.emptyBecause.map { [$0.leasedByOthers, $0.notForYou, $0.filteredOut] }
        return Step.took(taken, open: take.queue.open, leased: take.queue.leased, empty: empty)
    }

    private func forget(_ pair: DeskModel.Pair) async throws {
        let member = try #require(principals[pair.member]).memberID
        try await place.bench.database.write { session in
            try session.execute(
                """
                UPDATE skips SET until = clock_timestamp() - interval '1 ms'
                WHERE desk_id = \(place.id) AND claim_id = \(place.claims[pair.claim]) AND member_id = \(member)
                """)
        }
    }
}
