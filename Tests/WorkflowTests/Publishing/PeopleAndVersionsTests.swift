import Domain
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// How many people and versions the public reads of, in every form.
@Suite(.desk)
struct PeopleAndVersionsTests {
    @Test func wherePersonReviewedDecidedAndPublishedNoSecondOneIsClaimed() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["eva": "accurate"]).claim
        _ = try await bench.desk.publish(claim.id, overrideReason: "Alone on duty.", by: bench.caller("eva"))
        let page = try await bench.page(of: claim)
        #expect(page.contains("One reviewer rated the claim; the same person, as an editor, checked and published"))
        #expect(page.contains("Nobody else took part."))
        #expect(!page.contains("; an editor"))
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        let alone = "One and the same person reviewed the claim, decided, and published the verdict."
        for format in [ReportFormat.md, .html] {
            #expect(report.rendered(as: format, server: "https://d.example").contains(alone), "\(format)")
        }
        let entry = try #require(report.json["claims"]?.items.first { $0["publicVerdict"] != .null })
        #expect(entry["publicVerdict"]?["people"] == 1 && entry["publicVerdict"]?["reviews"] == 1)
        let line = try await bench.stream(ExportOrder(format: .ndjson)).text
        #expect(try JSON(reading: Array(line.utf8))["people"] == 1)
    }

    @Test func anEditorAmongTheReviewersIsSaidToBeOne() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "eva": "accurate"]).claim
        _ = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "So.", overrideReason: "Alone."), by: bench.caller("eva")
        )
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        let page = try await bench.page(of: claim)
        #expect(page.contains("did not all agree; one of them, as an editor, weighed the evidence and decided"))
        #expect(page.contains("Another editor published it."))
    }

    @Test func publicVersionsCountFromTheFirstThatWasPublished() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "accurate"]).claim
        for number in 1...3 {
            _ = try await bench.desk.decide(
                claim.id, VerdictInput(rating: "false", rationale: "Reason \(number)."), by: bench.caller("ed"))
        }
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        try await expect(version: 1, of: claim.id, in: article.id, on: bench)
        _ = try await bench.desk.correct(
            claim.id,
            CorrectionDecision(
                kind: .correction, publicText: "We erred.",
                verdict: VerdictRevision(rating: "mostly", rationale: "Now.")),
            by: bench.caller("ed"))
        try await expect(version: 2, of: claim.id, in: article.id, on: bench)
        let page = try await bench.page(of: claim)
        #expect(page.contains("Version 1, decided on") && !page.contains("Version 3"))
        let now = try await bench.desk.figures(from: nil, to: nil, for: bench.principal("ed"))
        #expect(now.ratings.map(\.count) == [1] && now.ratings.map(\.rating.key) == ["mostly"])
        #expect(now.evidence.map(\.count) == [1])
    }

    private func expect(version: Int, of claim: Claim.ID, in article: Article.ID, on bench: Bench) async throws {
        let report = try await bench.desk.report(article, for: bench.principal("ed"))
        let entry = try #require(report.json["claims"]?.items.first { $0["publicVerdict"] != .null })
        #expect(entry["publicVerdict"]?["version"] == .int(version))
        #expect(entry["corrections"]?.items.last?["verdictVersion"] == (version == 1 ? nil : .int(version)))
        for format in [ReportFormat.md, .html] {
            let text = report.rendered(as: format, server: "https://d.example")
            #expect(text.contains("version \(version) of the verdict"), "\(format)")
        }
        #expect(report.claimReviews(server: "https://d.example").map(\.version) == [version])
        let line = try JSON(reading: Array(try await bench.stream(ExportOrder(format: .ndjson)).text.utf8))
        #expect(line["verdictVersion"] == .int(version))
        #expect(
            line["corrections"] == nil
                || line["corrections"]?.items.last?["verdictVersion"]
                    == entry["corrections"]?.items.last?["verdictVersion"]
        )
    }
}
