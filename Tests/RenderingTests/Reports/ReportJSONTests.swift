import Domain
import Foundation
import Rendering
import Testing

@Suite struct ReportJSONTests {
    private func object(_ report: ArticleReport) throws -> [String: Any] {
        let data = Data(report.rendered(as: .json, server: "https://desk.example").utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func theReportHasDeskArticleVersionSummaryAndClaims() throws {
        let report = try object(.sample)
        #expect(
            Set(report.keys) == [
                "desk", "generatedAt", "article", "version", "summary", "claims", "wordsRemoved", "auditHead",
            ])
        #expect(report["desk"] as? String == "Coast Desk")
        #expect(report["generatedAt"] as? String == "2026-11-22T15:31:02.417Z")
        #expect((report["article"] as? [String: Any])?["externalId"] as? String == "mc-4711")
        #expect((report["version"] as? [String: Any])?["number"] as? Int == 2)
        let summary = try #require(report["summary"] as? [String: Any])
        #expect(summary["found"] as? Int == 7 && summary["published"] as? Int == 4)
        let ratings = try #require(summary["byRating"] as? [[String: Any]])
        let keys = ratings.compactMap { ($0["rating"] as? [String: Any])?["key"] as? String }
        #expect(keys == ["true", "mostly_false", "false", "unverifiable"])
    }

    @Test func aClaimHasItsUsualShapeAndItsPublicVerdict() throws {
        let claims = try #require(try object(.sample)["claims"] as? [[String: Any]])
        #expect(claims.map { $0["ordinal"] as? Int } == [1, 2, 3, 4, 5, 6, 7])
        let verdict = try #require(claims[0]["publicVerdict"] as? [String: Any])
        #expect((verdict["rating"] as? [String: Any])?["label"] as? String == "Mostly false")
        #expect((verdict["evidence"] as? [[String: Any]])?.first?["stance"] as? String == "refutes")
        #expect(verdict["reviews"] as? Int == 2)
        #expect(claims[4]["publicVerdict"] is NSNull)
        #expect(claims[0]["reviews"] == nil && claims[0]["verdict"] == nil)
    }

    @Test(arguments: ReportFormat.allCases)
    func noFormatNamesWhoDecidedOrTheReasonThatWasGivenInsideTheDesk(format: ReportFormat) {
        let text = ArticleReport.sample.rendered(as: format, server: "https://desk.example")
        #expect(!text.contains("Edith Editor") && !text.contains("the secret reason"))
        #expect(text.contains("Minutes of 8 November 2023") || format == .csv)
    }
}
