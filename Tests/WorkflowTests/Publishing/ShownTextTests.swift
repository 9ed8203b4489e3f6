import Domain
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// How much of an article's own text goes out with its first verdict.
@Suite(.desk) struct ShownTextTests {
    private static let text = """
        The harbour wall of Port Sable is 412 metres long and cost 38 million crowns, the port authority said on Monday.

        And who knows what the winter will bring?

        The insurance paid 1.9 million crowns, the port authority said.
        """

    /// What everybody can read, and what is handed on, after one of the claims was published.
    private struct Forms {
        let claim: Claim
        /// The words of a claim that nobody has checked yet.
        let open: String
        let page: String
        let handedOn: [ReportFormat: String]
        let others: [String]
    }

    private func forms(_ bench: Bench) async throws -> Forms {
        let (claims, article) = try await bench.queued(Self.text, requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        let formats = ReportFormat.allCases.map { ($0, report.rendered(as: $0, server: "https://facts.example.org")) }
        return Forms(
            claim: claim, open: try #require(claims.first { $0.id != claim.id }).words,
            page: try await bench.reportPage(article.id), handedOn: Dictionary(uniqueKeysWithValues: formats),
            others: [
                try await bench.page(of: claim), try await bench.deskPage(), try await bench.verdictFeed(),
            ])
    }

    @Test func onlyThePassagesOfPublishedClaimsGoOut() async throws {
        let bench = try await Bench.make()
        let forms = try await forms(bench)
        let exact = forms.claim.words
        #expect(
            forms.page.contains(exact) && forms.page.contains("Only what stands around the checked claims is shown"))
        // Most sentences of an article may be claims: their words would be the text again.
        #expect(!forms.page.contains(forms.open) && !forms.page.contains("the winter will bring"))
        #expect(forms.page.contains("1 has a published verdict"))
        let html = try #require(forms.handedOn[.html])
        #expect(html.contains("<h2 id=\"article\">") && html.contains(exact))
        // JSON has the few characters beside each claim by which programs find it again.
        let texts = forms.handedOn.filter { $0.key != .json }.values
        for form in forms.others + Array(texts) { #expect(!form.contains("the winter will bring")) }
    }

    @Test func theWholeTextGoesOutWhereTheDeskSaysSo() async throws {
        let bench = try await Bench.make()
        try await bench.setPolicy("articleText", "whole")
        let forms = try await forms(bench)
        #expect(forms.page.contains("the winter will bring") && forms.page.contains(forms.open))
        #expect(!forms.page.contains("Only what stands around"))
        #expect(forms.handedOn[.html]?.contains("the winter will bring") == true)
    }

    @Test func nothingButTheClaimsWordsGoesOutWhereTheDeskSaysSo() async throws {
        let bench = try await Bench.make()
        try await bench.setPolicy("articleText", "none")
        let forms = try await forms(bench)
        for form in [forms.page, try #require(forms.handedOn[.html])] {
            #expect(form.contains(forms.claim.words) && !form.contains("<h2 id=\"article\">"))
            #expect(!form.contains("the winter will bring") && !form.contains("In the text"))
        }
    }

    @Test func aReportForTheDeskAloneHasTheWholeText() async throws {
        let bench = try await Bench.make()
        let forms = try await forms(bench)
        let report = try await bench.desk.report(
            forms.claim.articleID, unpublished: true, for: bench.principal("ed"))
        #expect(report.rendered(as: .html, server: "").contains("the winter will bring"))
    }
}
