import Domain
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// An article in Markdown, in every form that shows its words.
@Suite(.desk) struct MarkdownArticleTests {
    private static let text = """
        ## The *new* wall

        The **harbour wall** of [Port Sable](https://sable.example/) is 412 metres long and cost **38 million crowns**, the \
        port authority said on Monday.
        """

    @Test func noFormShowsItsMarks() async throws {
        let bench = try await Bench.make()
        try await bench.setPolicy("articleText", "whole")
        let receipt = try await bench.desk.submit(
            Submission(
                externalID: "a1", title: "Harbour wall", body: Self.text, mediaType: .markdown, requiredReviews: 2),
            by: bench.caller("submitter"))
        try await bench.work()
        let claim = try await bench.publishedClaim()
        #expect(claim.words.contains("**"))
        let report = try await bench.desk.report(receipt.articleID, for: bench.principal("ed"))
        func form(_ format: ReportFormat) -> String { report.rendered(as: format, server: "https://facts.example.org") }
        let forms = try await [
            "page": bench.page(of: claim), "article": bench.reportPage(receipt.articleID), "feed": bench.verdictFeed(),
            "html": form(.html), "claim review": form(.claimreview),
        ]
        for (name, text) in forms {
            #expect(text.contains("38 million crowns"), "\(name): \(text)")
            for mark in ["**", "## The", "](https", "*new*"] { #expect(!text.contains(mark), "\(name): \(text)") }
        }
        #expect(
            form(.md).contains("> The harbour wall of Port Sable is 412 metres long") && !form(.md).contains("\\*\\*"))
        // Places are those of the text as it came, and so are the words beside them.
        #expect(form(.csv).contains("**38 million crowns**"))
    }
}
