import Domain
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// A published claim put right: who said it, and what.
@Suite(.desk)
struct ClaimCorrectionTests {
    private static let right = Claimant(name: "Mira Oduya", kind: .named, quotation: .indirect)

    private func correction(_ claim: ClaimCorrection) -> CorrectionDecision {
        CorrectionDecision(kind: .correction, publicText: "We named the wrong person.", claim: claim)
    }

    @Test func claimantAndStatementAreCorrectedWithWhatStoodBeforeInEveryForm() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        let old = claim.claimant
        let entry = try await bench.desk.correct(
            claim.id, correction(ClaimCorrection(statement: "The wall is 412 m long.", claimant: Self.right)),
            by: bench.caller("ed"))
        #expect(entry.changes.contains(.init(.statement, before: claim.statement, after: "The wall is 412 m long.")))
        #expect(entry.changes.contains(.init(.claimant, before: old.name, after: "Mira Oduya")))
        let now = try await bench.desk.claim(claim.id, for: bench.principal("ed"))
        #expect(now.claim.claimant == Self.right && now.claim.status == .corrected && now.verdict?.version == 1)

        let statement = "The claim read “\(claim.statement)” and reads “The wall is 412 m long.” now."
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        let texts = [
            "page": try await bench.page(of: claim), "desk": try await bench.deskPage(),
            "feed": try await bench.correctionFeed(), "report": try await bench.reportPage(article.id),
            "md": report.rendered(as: .md, server: ""), "review": report.rendered(as: .claimreview, server: ""),
        ]
        for (form, text) in texts {
            #expect(text.contains(statement), "\(form)")
            #expect(text.contains("is attributed to “Mira Oduya” now."), "\(form)")
        }
        #expect(texts["page"]?.contains("Said by Mira Oduya, reported indirectly") == true)
        let csv = "[statement: \(claim.statement) → The wall is 412 m long.]"
        #expect(report.rendered(as: .csv, server: "").contains(csv))
        let order = ExportOrder(format: .csv, filter: ExportFilter(statuses: [.corrected]))
        #expect(try await bench.stream(order).text.contains(csv))
        let lines = try await bench.stream(ExportOrder(format: .ndjson)).text.split(separator: "\n")
        let line = try JSON(reading: Array(try #require(lines.first).utf8))
        let reported = try #require(report.json["claims"]?.items.first { $0["publicVerdict"] != .null })
        #expect(line["corrections"]?.items.first?["changes"]?.items.count == entry.changes.count)
        let told = reported["corrections"]?.items.first?["changes"]?.items ?? []
        for (exported, change) in zip(line["corrections"]?.items.first?["changes"]?.items ?? [], told) {
            for name in ["field", "before", "after"] { #expect(exported[name] == change[name], "\(name)") }
        }
    }

    @Test func aCorrectionThatChangesNothingIsNone() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        await #expect(throws: LedgerError.sameVerdict) {
            try await bench.desk.correct(
                claim.id, correction(ClaimCorrection(statement: claim.statement, claimant: claim.claimant)),
                by: bench.caller("ed"))
        }
        await #expect(throws: InputError.self) {
            try await bench.desk.correct(claim.id, correction(ClaimCorrection()), by: bench.caller("ed"))
        }
        #expect(try await bench.desk.ledger(of: claim.id, for: bench.principal("ed")).count == 1)
    }

    @Test func theAnswerOfWhoWasNamedByMistakeIsShownNoMore() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        _ = try await bench.desk.recordReply(
            ReplyAttempt.Input(
                channel: .email, contact: "press", contactedAt: Date(timeIntervalSince1970: 1_790_000_000),
                answer: "I never said that.", answeredAt: Date(timeIntervalSince1970: 1_790_000_100)),
            on: claim.id, by: bench.caller("ed"))
        #expect(try await bench.page(of: claim).contains("I never said that."))
        _ = try await bench.desk.correct(
            claim.id, correction(ClaimCorrection(claimant: Self.right)), by: bench.caller("ed"))
        #expect(try await !bench.page(of: claim).contains("I never said that."))
        #expect(try await !bench.stream(ExportOrder(format: .ndjson)).text.contains("I never said that."))
    }

    @Test func aTitleDoesNotGoOnNamingWhatWasPutRight() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
        _ = try await bench.desk.decide(
            claim.id,
            VerdictInput(
                rating: "false", rationale: "It is not so.",
                headline: Headline(title: "The authority is wrong", claimReviewed: "The wall has 412 m")),
            by: bench.caller("ed"))
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        var decision = correction(ClaimCorrection(claimant: Self.right))
        await #expect(throws: InputError("title", "is to be said anew, or null: the claim has changed")) {
            try await bench.desk.correct(claim.id, decision, by: bench.caller("ed"))
        }
        // Neither half of it is stored.
        #expect(try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim.claimant == claim.claimant)
        decision.kind = .clarification
        decision.verdict = VerdictRevision(headline: Headline(title: "Oduya is wrong"), cleared: [.claimReviewed])
        let entry = try await bench.desk.correct(claim.id, decision, by: bench.caller("ed"))
        #expect(entry.changes.map(\.field).suffix(2) == [.title, .claimReviewed] && entry.verdictVersion == 2)
        let now = try await bench.desk.claim(claim.id, for: bench.principal("ed"))
        #expect(now.verdict?.basis == .agreement && now.claim.status == .published)
        let page = try await bench.page(of: claim)
        #expect(page.contains("Oduya is wrong") && !page.contains("\"claimReviewed\":\"The wall has 412 m\""))
    }

    @Test func whoReviewedTheClaimChangesItWithAReasonAlone() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "eva": "false"]).claim
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        var decision = correction(ClaimCorrection(claimant: Self.right))
        await #expect(throws: VerdictError.ownReview) {
            try await bench.desk.correct(claim.id, decision, by: bench.caller("eva"))
        }
        decision.overrideReason = "Nobody else is in."
        _ = try await bench.desk.correct(claim.id, decision, by: bench.caller("eva"))
    }
}
