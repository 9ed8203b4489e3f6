import Domain
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// What readers are given to read: an editor writes it, and what reviewers agreed on stays agreed.
@Suite(.desk)
struct PublicTextTests {
    @Test func reviewersNotesStayWithTheDeskUnlessItSaysSo() async throws {
        let bench = try await Bench.make()
        try await bench.setPolicy("publicNotes", false)
        let article = try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
        await #expect(throws: VerdictError.textMissing) {
            try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        }
        #expect(try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim.status == .agreed)
        let verdict = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "The register has 421 metres."), by: bench.caller("ed"))
        #expect(verdict.basis == .agreement)
        let polished = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "The register of 2026 has 421 metres."),
            by: bench.caller("ed"))
        #expect(polished.basis == .agreement && polished.version == 2)
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        let page = try await bench.page(of: claim)
        #expect(page.contains("and came to the same rating; an editor checked and published the verdict"))
        #expect(page.contains("The register of 2026 has 421 metres."))
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        for format in [ReportFormat.md, .html, .json, .csv, .claimreview] {
            let text = report.rendered(as: format, server: "https://d.example")
            #expect(!text.contains("harbour office"), "\(format)")
        }
        #expect(report.rendered(as: .md, server: "").contains("Based on 2 reviews that agreed"))
    }

    @Test func anotherRatingThanTheReviewsIsAnEditorsDecision() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
        let verdict = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "misleading", rationale: "So."), by: bench.caller("ed"))
        #expect(verdict.basis == .adjudication)
    }

    @Test func titleAndSummaryStandInEveryFormAndAreCorrectedWithBeforeAndAfter() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
        let headline = Headline(
            title: "The wall is longer than was said", summary: "It has 421 metres, not 412.",
            claimReviewed: "The harbour wall is 412 metres long")
        _ = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "The register says so.", headline: headline),
            by: bench.caller("ed"))
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        for text in [
            try await bench.page(of: claim), try await bench.deskPage(), try await bench.verdictFeed(),
            try await bench.reportPage(article.id),
        ] {
            #expect(text.contains("The wall is longer than was said") && text.contains("\(claim.statement.prefix(20))"))
        }
        #expect(try await bench.page(of: claim).contains("It has 421 metres, not 412."))
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        let review = try #require(report.claimReviews(server: "https://d.example").first).json
        #expect(review["claimReviewed"] == "The harbour wall is 412 metres long")
        #expect(
            review["headline"] == "The wall is longer than was said"
                && review["abstract"] == "It has 421 metres, not 412.")
        #expect(!ClaimReviewLinter.lint(review).contains { $0.rule == .claimLong })
        let line = try JSON(reading: Array(try await bench.stream(ExportOrder(format: .ndjson)).text.utf8))
        let entry = try #require(report.json["claims"]?.items.first { $0["publicVerdict"] != .null })
        for name in ["title", "summary", "claimReviewed"] {
            #expect(line[name] != .null && line[name] == entry["publicVerdict"]?[name], "\(name)")
            #expect(try await bench.stream(ExportOrder(format: .csv)).text.contains(line[name]?.string ?? "?"))
            #expect(report.rendered(as: .csv, server: "").contains(line[name]?.string ?? "?"))
        }

        _ = try await bench.desk.correct(
            claim.id,
            CorrectionDecision(
                kind: .correction, publicText: "The title was unfair.",
                verdict: VerdictRevision(headline: Headline(title: "The wall has 421 metres"))),
            by: bench.caller("ed"))
        let page = try await bench.page(of: claim)
        #expect(page.contains("<h1 dir=\"auto\" lang=\"en\">The wall has 421 metres</h1>"))
        #expect(page.contains("The title was “The wall is longer than was said” and is “The wall has 421 metres” now."))
        #expect(page.contains("The rating stays “False”.") && !page.contains("reasons and evidence are new"))
        #expect(try await bench.correctionFeed().contains("and is “The wall has 421 metres” now."))
    }
}
