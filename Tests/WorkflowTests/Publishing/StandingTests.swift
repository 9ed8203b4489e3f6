import Domain
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// A verdict that is under review again, and one that was taken back, in every form of the article's report.
@Suite(.desk) struct StandingTests {
    @Test func everyFormHasWordsForWhatWasPausedAndWhatWasRetracted() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 2)
        let (paused, retracted) = (try await bench.publishedClaim(), try await bench.publishedClaim())
        for (kind, claim) in [(LedgerEntry.Kind.pause, paused), (.retraction, retracted)] {
            _ = try await bench.desk.enter(
                kind, of: claim.id, publicText: "About \(kind.rawValue).", reason: nil, by: bench.caller("ed"))
        }
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        func form(_ format: ReportFormat) -> String { report.rendered(as: format, server: "https://facts.example.org") }
        let publicPage = try await bench.reportPage(article.id)

        for page in [form(.html), publicPage] {
            #expect(page.contains("1 has a verdict that is under review again, 1 had a verdict that was retracted"))
            #expect(page.contains("nothing is published now"))
            #expect(page.contains(">Under review again</h2>") && page.contains(">Retracted</h2>"))
            #expect(page.contains("under review again, and not shown meanwhile: About pause."))
            #expect(page.contains("The verdict was retracted: About retraction.") && !page.contains("Set aside"))
        }
        for claim in [paused, retracted] { #expect(publicPage.contains("/desk/demo/claims/\(claim.id)")) }
        let markdown = form(.md)
        #expect(markdown.contains("## Under review again") && markdown.contains("## Retracted"))
        #expect(markdown.contains("No verdict is published now.") && !markdown.contains("Set aside"))
        let rows = CSVReading.objects(form(.csv))
        func status(_ claim: Claim) -> String? { rows.first { $0["claimId"] == claim.id.description }?["status"] }
        #expect(status(paused) == "paused" && status(retracted) == "retracted")
        let counts = try #require(JSON(parsing: form(.json))?["summary"]?["byStanding"])
        #expect(counts["paused"] == 1 && counts["retracted"] == 1 && counts["published"] == 0)
        #expect(counts["dismissed"] == 0)
    }
}
