import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// What an editor reads before a publication is what the public reads after it.
@Suite(.desk) struct PreviewTests {
    /// The forms of a verdict, by name.
    private static func forms(
        _ verdict: PublicVerdict, _ listing: PublicListing, _ report: ArticleReport, _ desk: DeskProfile
    ) throws -> [String: String] {
        let site = PublicSite(desk, server: "https://facts.example.org", links: "")
        let forms = [
            "page": site.page(verdict, namesWhoDecided: desk.policy.publicNames), "article": site.page(report),
            "entry": site.feedEntry(listing), "claim review": site.claimReview(verdict)?.text() ?? "none",
            "markdown": report.rendered(as: .md, server: site.server),
        ]
        // The moment of publication is another one.
        return try forms.mapValues {
            try $0.replacing(Regex(#"\d{4}-\d\d-\d\dT[\d:.]+Z|\d\d:\d\d UTC"#), with: "then")
        }
    }

    private static func forms(_ preview: PublicationPreview) throws -> [String: String] {
        let content = try #require(preview.content)
        return try forms(content.verdict, content.listing, content.report, preview.desk)
    }

    private func preview(
        _ claim: Claim, on bench: Bench, overrideReason: String? = nil,
        gateReasons: [PublicationGates.Gate: String] = [:], as name: String = "ed"
    ) async throws -> PublicationPreview {
        try await bench.desk.previewPublication(
            claim.id, overrideReason: overrideReason, gateReasons: gateReasons, by: bench.caller(name))
    }

    @Test(arguments: [("false", "false"), ("false", "accurate")])
    func everyFormIsTheOneThatIsPublished(first: String, second: String) async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": first, "ben": second]).claim
        if first != second {
            _ = try await bench.desk.decide(
                claim.id, VerdictInput(rating: first, rationale: "Ben read the wrong year."), by: bench.caller("ed"))
        }
        let before = try await preview(claim, on: bench)
        #expect(before.objections.isEmpty && before.gates.first?.standing == .open)
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))

        let request = PublicRequest(slug: "demo")
        var report = try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
        report.auditHead = nil
        let page = try await bench.desk.publicVerdict(claim.id, request).content
        let listing = try await bench.desk.verdictFeed(after: nil, request).content?.items.first
        let after = try Self.forms(try #require(page), try #require(listing), report, before.desk)
        let shown = try Self.forms(before)
        #expect(Set(shown.keys) == Set(after.keys))
        for (name, form) in after { #expect(shown[name] == form, "\(name)") }
    }

    @Test func aPreviewChangesNothing() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
        let audited = try await bench.count("SELECT count(*) AS count FROM audit_events")
        _ = try await preview(claim, on: bench)
        let after = try await bench.desk.claim(claim.id, for: bench.principal("ed"))
        #expect(after.claim.status == .agreed && after.claim.revision == claim.revision)
        #expect(try await bench.count("SELECT count(*) AS count FROM audit_events") == audited)
        #expect(try await bench.count("SELECT count(*) AS count FROM verdicts") == 0)
        await #expect(throws: NotFound("page")) { try await bench.page(of: claim) }
    }

    @Test func allThatStandsAgainstItIsToldAtOnceAndTheFormsAreThere() async throws {
        let bench = try await Bench.make()
        try await bench.setPolicy("independentSources", 2)
        try await bench.setPolicy("primarySource", true)
        try await bench.setPolicy("rightOfReply", true)
        let article = try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
        _ = try await bench.desk.embargo(
            article.id, until: Date(timeIntervalSinceNow: 3600), by: bench.caller("ed"))
        let all = try await preview(claim, on: bench, gateReasons: [.primarySource: "There is none."])
        #expect(all.objections.count == 2 && all.objections.first is EmbargoError)
        guard case .held(let gates) = all.objections.last as? VerdictError else {
            Issue.record("\(all.objections)")
            return
        }
        #expect(gates.contains { $0.gate == .independentSources } && !gates.contains { $0.gate == .primarySource })
        let states = Dictionary(uniqueKeysWithValues: all.gates.map { ($0.gate, $0.standing) })
        #expect(states[.minimumEvidence] == .open && states[.independentSources] == .held)
        #expect(states[.primarySource] == .passed && states[.consideredAgainst] == .off)
        #expect(try Self.forms(all)["page"]?.contains(claim.statement) == true)
    }

    @Test func aClaimWithoutAVerdictToPublishHasNoForms() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let waiting = try await bench.reviewed(by: ["ana": "false"]).claim
        let early = try await preview(waiting, on: bench)
        #expect(early.content == nil && early.gates.isEmpty)
        #expect(early.objections as? [VerdictError] == [.reviewsMissing(required: 2)])
        try await bench.setPolicy("publicNotes", false)
        let agreed = try await bench.reviewed(by: ["ben": "false"]).claim
        let wordless = try await preview(agreed, on: bench)
        #expect(agreed.id == waiting.id && wordless.content == nil)
        #expect(wordless.objections as? [VerdictError] == [.textMissing])
        await #expect(throws: NotFound.self) {
            try await bench.desk.previewPublication(.ofNothing(), overrideReason: nil, by: bench.caller("ed"))
        }
    }

    @Test(arguments: [LedgerEntry.Kind.correction, .retraction])
    func aCorrectionIsReadBeforeItGoesOut(kind: LedgerEntry.Kind) async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        var decision = CorrectionDecision(kind: kind, publicText: "We were wrong.")
        if kind == .correction {
            decision.verdict = VerdictRevision(rating: "accurate", rationale: "It is so.")
            decision.claim = ClaimCorrection(statement: "The wall has 412 m.")
        }
        let before = try await bench.desk.previewCorrection(claim.id, decision, by: bench.caller("ed"))
        #expect(before.objections.isEmpty && before.gates.isEmpty == (kind == .retraction))
        let now = try await bench.desk.claim(claim.id, for: bench.principal("ed"))
        #expect(now.claim == claim && now.verdict?.version == 1)
        let shown = try Self.forms(before)
        _ = try await bench.desk.correct(claim.id, decision, by: bench.caller("ed"))
        let answer = try await bench.desk.publicVerdict(claim.id, PublicRequest(slug: "demo"))
        var report = try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
        report.auditHead = nil
        let listing = try #require(before.content?.listing)
        let after = try Self.forms(try #require(answer.content), listing, report, before.desk)
        for (name, form) in after { #expect(shown[name] == form, "\(name)") }
        #expect(shown["page"]?.contains("We were wrong.") == true)
    }

    @Test func whatStandsAgainstACorrectionIsToldAtOnce() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        try await bench.setPolicy("rightOfReply", true)
        try await bench.setPolicy("minimumEvidence", 9)
        let decision = CorrectionDecision(
            kind: .correction, publicText: "So.", verdict: VerdictRevision(rationale: "Another."))
        let preview = try await bench.desk.previewCorrection(claim.id, decision, by: bench.caller("ed"))
        #expect(preview.objections.count == 1 && preview.gates.filter { $0.standing == .held }.count == 2)
        let none = try await bench.desk.previewCorrection(
            claim.id,
            CorrectionDecision(kind: .correction, publicText: "So.", verdict: VerdictRevision(rating: "false")),
            by: bench.caller("ed"))
        #expect(none.content == nil && none.objections.contains { $0 as? LedgerError == .sameVerdict })
    }

    @Test func aPauseARetractionAndAReopeningAreReadBeforeTheyGoOut() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        func preview(_ kind: LedgerEntry.Kind) async throws -> PublicationPreview {
            try await bench.desk.previewEntry(
                kind, of: claim.id, publicText: "We say why.", reason: nil, by: bench.caller("ed"))
        }
        for kind in [LedgerEntry.Kind.pause, .resumption, .retraction, .reopening] {
            let before = try await preview(kind)
            #expect(before.objections.isEmpty && before.gates.isEmpty)
            let shown = try Self.forms(before)
            _ = try await bench.desk.enter(
                kind, of: claim.id, publicText: "We say why.", reason: nil, by: bench.caller("ed"))
            let answer = try await bench.desk.publicVerdict(claim.id, PublicRequest(slug: "demo"))
            var report = try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
            report.auditHead = nil
            let listing = try #require(before.content?.listing)
            let after = try Self.forms(try #require(answer.content), listing, report, before.desk)
            for (name, form) in after { #expect(shown[name] == form, "\(kind), \(name)") }
        }
        #expect(try await preview(.reopening).objections.contains { $0 as? LedgerError == .notRetracted(.queued) })
    }
}
