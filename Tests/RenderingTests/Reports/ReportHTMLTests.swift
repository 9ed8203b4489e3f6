import Domain
import Foundation
import Testing

@testable import Rendering

@Suite struct ReportHTMLTests {
    private let page = ArticleReport.sample.rendered(as: .html, server: "https://desk.example")

    @Test func thePageIsOneWholeDocumentWithoutScriptStyleSheetOrImageFromElsewhere() {
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">") && page.hasSuffix("</html>\n"))
        for forbidden in ["<script", "<link", "<img", "@import", "url(", "<iframe", "{{", "}}"] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
    }

    @Test func itHasLandmarksOneFirstHeadingTableScopesAndTextDirections() {
        for needed in [
            "<main>", "<header>", "<footer>", "<th scope=\"col\">", "<th scope=\"row\">", "<caption>", "dir=\"auto\"",
            "lang=\"en-GB\"", "prefers-color-scheme: dark", "@media print", "name=\"viewport\"",
        ] { #expect(page.contains(needed), "\(needed)") }
        #expect(page.components(separatedBy: "<h1").count == 2)
    }

    @Test func everyLinkWithinThePageHasOneTargetAndNoIdStandsTwice() {
        let ids = matches(of: "id=\"", in: page)
        #expect(Set(ids).count == ids.count)
        let targets = matches(of: "href=\"#", in: page)
        #expect(targets.count > 20)
        #expect(Set(targets).isSubset(of: ids))
    }

    @Test func claimsAreMarkedInTheArticleAndShownWithRatingWordsClaimantAndEvidence() {
        #expect(page.contains("style=\"--rating: #1b7f3b\"><a href=\"#claim-"))
        #expect(page.contains("title=\"Claim 2, rated True\">cost 41.6 million euros</a></mark>"))
        #expect(page.contains("<mark class=\"open\"><a"))
        #expect(page.contains("<span class=\"badge\">Mostly false</span>"))
        #expect(page.contains("Said by Ines Calder, quoted directly"))
        #expect(
            page.contains(
                "<a href=\"https://marwick.example/minutes/2023-11-08\" rel=\"noopener noreferrer nofollow\">"
            )
        )
        #expect(page.contains("Refutes the claim"))
        #expect(page.contains("Claim 5 · not yet checked"))
        #expect(page.contains("Claim 6 · <bdi>Not selected for checking</bdi>"))
    }

    @Test func claimsOfAnEarlierVersionAreListedAndNotMarked() {
        let old = ArticleReport.entry(
            9,
            "MARWICK",
            in: ArticleReport.sample.text,
            Claimant(name: nil, kind: .article, quotation: nil),
            status: .withdrawn
        )
        let moved = ArticleReport.Entry(
            claim: old.claim.moved(to: .init(rawValue: UUID())),
            verdict: nil
        )
        let page = ArticleReport.sample.with([moved]).rendered(as: .html, server: "https://desk.example")
        #expect(!page.contains("<mark") && page.contains("Withdrawn: it no longer stands in the article"))
        #expect(!page.contains("In the text"))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "&lt;", "{{title}}",
        // Each of these shares a grapheme cluster with the character that must be escaped.
        "\u{600}<script>alert(1)</script>", "\"\u{301} onmouseover=alert(1) x=\"\u{301}", "<\u{338}b>",
    ])
    func textFromOutsideStaysText(text: String) throws {
        var claimant = Claimant(name: text, kind: .named, quotation: .direct)
        let evidence = EvidenceInput(
            url: "https://x.example/?q='\u{301}&a=1",
            title: text,
            publisher: text,
            quote: text,
            stance: .context,
            interest: text
        )
        let rating = Rating(key: "r", label: text, value: 1, offScale: false, colour: "#000000;}" + text)
        let entry = ArticleReport.entry(
            1,
            text,
            in: text,
            claimant,
            rating: rating,
            rationale: text,
            evidence: [evidence]
        )
        claimant = Claimant(name: text, kind: .anonymous, quotation: nil)
        let open = ArticleReport.entry(2, text, in: text, claimant, status: .queued)
        let report = ArticleReport(
            deskName: text,
            article: .sample(title: text),
            text: "\(text)\n\n\(text)",
            passages: [ArticlePassage(start: 0, end: 9999, role: text)],
            entries: [entry, open],
            generatedAt: Date()
        )
        let page = report.rendered(as: .html, server: "https://desk.example")
        // Of tags and attributes there are exactly those that the same report has with harmless words.
        let harmless = page.unicodeScalars.filter { "<>\"'".unicodeScalars.contains($0) }.count
        let plain = ArticleReport(
            deskName: "t",
            article: .sample(title: "t"),
            text: "t\n\nt",
            passages: [ArticlePassage(start: 0, end: 9999, role: "t")],
            entries: [
                ArticleReport.entry(
                    1,
                    "t",
                    in: "t",
                    Claimant(name: "t", kind: .named, quotation: .direct),
                    rating: Rating(key: "r", label: "t", value: 1, offScale: false, colour: "no colour"),
                    rationale: "t",
                    evidence: [
                        EvidenceInput(
                            url: "https://x.example/?q=1&a=1",
                            title: "t",
                            publisher: "t",
                            quote: "t",
                            stance: .context,
                            interest: "t"
                        )
                    ]
                ),
                ArticleReport.entry(2, "t", in: "t", claimant, status: .queued),
            ],
            generatedAt: Date()
        ).rendered(as: .html, server: "https://desk.example")
        #expect(harmless == plain.unicodeScalars.filter { "<>\"'".unicodeScalars.contains($0) }.count)
    }

    @Test func evidenceThatIsNoWebPageIsNamedAndNotLinked() {
        let evidence = EvidenceInput(url: "javascript:alert(1)", stance: .context)
        let entry = ArticleReport.entry(
            1,
            "a",
            in: "a",
            Claimant(name: nil, kind: .article, quotation: nil),
            rating: .wrong,
            evidence: [evidence]
        )
        let page = ArticleReport.empty.with([entry]).rendered(as: .html, server: "https://desk.example")
        #expect(page.contains("javascript:alert(1)") && !page.contains("href=\"javascript"))
    }

    @Test func emptyStatesAreSaidInWords() {
        let empty = ArticleReport.empty.rendered(as: .html, server: "https://desk.example")
        #expect(empty.contains("No checkable claims were found in this article."))
        #expect(empty.contains("No claims were found, so there is nothing to check."))
        #expect(!empty.contains("<table>") && !empty.contains("Not yet checked</h2>"))
        let open = ArticleReport.sample.with(ArticleReport.sample.entries.filter { $0.verdict == nil })
        #expect(open.rendered(as: .html, server: "https://desk.example").contains("Nothing is published yet"))
    }

    @Test(
        arguments: [
            (.received, nil, "still being read"), (.extracting, nil, "still being read"),
            (.failed, nil, "could not be read"), (.withdrawn, nil, "taken back before it was read"),
            (.ready, "ar", "not looked for in this language (ar)"),
            (.superseded, "pt-BR", "not looked for in this language (pt-BR)"),
        ] as [(ArticleVersion.Status, String?, String)])
    func anArticleThatNobodyLookedAtIsNotSaidToHaveNoClaims(
        status: ArticleVersion.Status, language: String?, words: String
    ) {
        var report = ArticleReport(
            deskName: "Coast Desk", article: .sample(title: "T", status: status, readLanguage: language), text: "",
            passages: [], entries: [], generatedAt: Date(timeIntervalSince1970: 0))
        report.languageIsRead = language == nil
        for format in [ReportFormat.html, .md] {
            let text = report.rendered(as: format, server: "https://desk.example")
            #expect(text.contains(words), "\(text)")
            #expect(!text.contains("were found in this article") && !text.contains("nothing to check"))
        }
    }

    private func matches(of start: String, in page: String) -> [String] {
        page.components(separatedBy: start).dropFirst().compactMap { $0.split(separator: "\"").first.map(String.init) }
    }
}

extension Claim {
    /// The same claim in another version of its article.
    fileprivate func moved(to version: ArticleVersion.ID) -> Claim {
        Claim(
            id: id,
            articleID: articleID,
            versionID: version,
            ordinal: ordinal,
            status: status,
            statement: statement,
            context: context,
            anchor: anchor,
            claimant: claimant,
            kind: kind,
            checkable: checkable,
            worthiness: worthiness,
            score: score,
            reasons: reasons,
            detector: detector,
            priority: priority,
            requiredReviews: requiredReviews,
            revision: revision,
            createdAt: createdAt,
            queuedAt: queuedAt,
            decidedAt: decidedAt,
            publishedAt: publishedAt
        )
    }
}
