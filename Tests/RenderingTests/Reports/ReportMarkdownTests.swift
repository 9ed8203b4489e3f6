import Domain
import Foundation
import Testing

@testable import Rendering

@Suite struct ReportMarkdownTests {
    @Test(arguments: [
        ("plain words, 12 %.", "plain words, 12 %."),
        ("*bold* _it_ `code` ~~no~~", "\\*bold\\* \\_it\\_ \\`code\\` \\~\\~no\\~\\~"),
        ("<b>&amp;</b>", "\\<b\\>\\&amp;\\</b\\>"),
        ("[a](http://x.org) ![b](c)", "\\[a\\](http\\://x.org) !\\[b\\](c)"),
        ("see https://x.org or www.x.org or me@x.org", "see https\\://x.org or www\\.x.org or me\\@x.org"),
        ("a | b \\ c", "a \\| b \\\\ c"),
        ("# head #", "\\# head \\#"), ("> quote", "\\> quote"), ("- item", "\\- item"), ("+ item", "\\+ item"),
        ("---", "\\---"), ("===", "\\==="), ("1. item", "1\\. item"), ("12) item", "12\\) item"),
        ("1.5 million", "1\\.5 million"),
        ("2026", "2026"), ("    code", "code"), ("two\nlines\r\n- three", "two lines - three"),
        ("*\u{301}", "\\*\u{301}"), ("\u{1}# a\u{202E}b\u{B}c\u{2029}- d\u{FFFE}", "\\# ab c - d"),
    ])
    func textFromOutsideShowsAsItIs(text: String, markdown: String) { #expect(Markdown.line(text) == markdown) }

    @Test func aListNumberThatStandsBehindOtherWordsNeedsNoEscape() {
        #expect(Markdown.inner("1. item - x") == "1. item - x")
    }

    @Test func paragraphsKeepTheirPrefix() {
        #expect(Markdown.block("one\ntwo\n\n- three", prefix: "> ") == "> one two\n>\n> \\- three")
    }

    @Test(arguments: ["javascript:alert(1)", "//x.org", "https://x.org/a b", "https://x.org/<script>", nil])
    func onlyWebAddressesAreLinked(url: String?) { #expect(Markdown.link("a]b", to: url) == "a\\]b") }

    @Test func aReportReadsInOrderFactsSummaryFindingsWhatIsNotChecked() throws {
        let text = ArticleReport.sample.rendered(as: .md, server: "https://desk.example")
        let places = try [
            "# Fact-check report: Quay wall", "- **Checked by:** Coast Desk", "7 claims were found",
            "| Mostly false | 1 |",
            "## Findings", "### Claim 1: The new quay wall", "**Rating: Mostly false**",
            "> The new quay wall will cost", "Said by the harbour board, reported indirectly.",
            "[Minutes of 8 November 2023](<https://marwick.example/minutes/2023-11-08>)", "  > The board expects",
            "## Not yet checked", "Ferry traffic grew", "## Set aside", "Not selected for checking",
        ].map { try #require(text.range(of: $0), "\($0)").lowerBound }
        #expect(places == places.sorted())
    }

    @Test func emptyStatesAreSaidInWords() {
        #expect(
            ArticleReport.empty.rendered(as: .md, server: "https://desk.example").contains(
                "No checkable claims were found in this article."))
        let open = ArticleReport.sample.with(ArticleReport.sample.entries.filter { $0.verdict == nil })
        #expect(open.rendered(as: .md, server: "https://desk.example").contains("No verdict is published yet."))
        #expect(
            open.rendered(as: .md, server: "https://desk.example").contains(
                "3 claims were found: nothing is published yet, 2 are not yet checked and 1 was set aside."
            )
        )
    }
}
