import Domain
import Foundation
import Testing

@testable import Rendering

@Suite struct ReportClaimReviewTests {
    @Test func eachPublishedVerdictIsAClaimReviewAtItsAddressAndNothingElseIs() throws {
        var report = ArticleReport.sample
        report.deskSlug = "coast"
        let text = report.rendered(as: .claimreview, server: "https://desk.example/base/")
        guard case .array(let reviews) = try JSON(reading: Array(text.utf8)) else {
            Issue.record("not a list: \(text)")
            return
        }
        let published = report.entries.filter { $0.verdict != nil }
        #expect(reviews.count == published.count && reviews.count == 4)
        for (review, entry) in zip(reviews, published) {
            let address = "https://desk.example/base/desk/coast/claims/\(entry.claim.id)"
            #expect(review.text().contains("\"url\":\"\(address)\""))
        }
        #expect(!text.contains("Edith") && !text.contains("secret"))
        #expect(ClaimReviewLinter.lint(.array(reviews)).filter { $0.severity == .error } == [])
    }

    @Test func aRatingHasNumbersWhereTheReportKnowsItsScale() throws {
        var report = ArticleReport.sample
        #expect(!report.rendered(as: .claimreview, server: "https://desk.example").contains("ratingValue"))
        for entry in report.entries {
            if let verdict = entry.verdict {
                report.scales[verdict.scale] = [.right, .mostlyFalse, .wrong, .unverifiable]
            }
        }
        let text = report.rendered(as: .claimreview, server: "https://desk.example")
        #expect(text.matches(of: /"ratingValue": [621],\n +"bestRating": 6,\n +"worstRating": 1/).count == 3)
        #expect(text.contains("\"alternateName\": \"Unverifiable\",\n      \"ratingExplanation\""))
    }

    @Test func anArticleWithoutVerdictsIsAnEmptyList() {
        #expect(ArticleReport.empty.rendered(as: .claimreview, server: "https://desk.example") == "[]\n")
    }
}
