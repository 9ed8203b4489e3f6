import Domain
import Foundation
import TestSupport
import Testing

@testable import Rendering

@Suite struct ReportCSVTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a, b", "\"a, b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("two\nlines", "\"two\nlines\""), ("two\r\nlines", "\"two\r\nlines\""),
        ("=1+1", "'=1+1"), ("+49", "'+49"), ("-5", "'-5"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
        ("\rx", "\"'\rx\""), ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
        ("＝1+1", "'＝1+1"), ("\u{A0}=1", "'\u{A0}=1"), ("\u{200B}@x", "'\u{200B}@x"), (" -5", " -5"),
        // A combining mark does not hide the sign from the spreadsheet.
        ("=\u{301}1", "'=\u{301}1"), ("a=1", "a=1"), ("\"\u{301}", "\"\"\"\u{301}\""),
        // What is left out hides nothing from the spreadsheet; what ends a row to some readers is a blank.
        ("\u{1}\u{FEFF}=1", "'=1"), ("a\u{85}b\u{2028}c\u{2029}d\u{B}e\u{202E}\u{FFFE}", "a b c d e"),
    ])
    func cellsAreQuotedAndDefused(text: String, cell: String) { #expect(CSV.cell(text) == cell) }

    @Test func thereIsAHeaderAndOneRowAClaimEachOfThemAsWide() {
        let report = ArticleReport.sample
        let rows = CSVReading.rows(report.rendered(as: .csv, server: "https://desk.example"))
        #expect(rows.count == 1 + report.entries.count)
        #expect(Set(rows.map(\.count)) == [41])
        #expect(rows[0].prefix(5) == ["articleId", "articleTitle", "articleUrl", "articleVersion", "claimId"])
    }

    @Test func aPublishedClaimsRowTellsTheVerdictAnothersLeavesItEmpty() {
        let rows = CSVReading.rows(ArticleReport.sample.rendered(as: .csv, server: "https://desk.example"))
        func row(_ ordinal: String) -> [String: String] {
            let cells = rows.first { $0[5] == ordinal } ?? []
            return Dictionary(uniqueKeysWithValues: zip(rows[0], cells))
        }
        #expect(row("1")["rating"] == "mostly_false")
        #expect(row("1")["ratingLabel"] == "Mostly false")
        #expect(row("1")["ratingValue"] == "2")
        #expect(row("1")["evidenceUrls"] == "https://marwick.example/minutes/2023-11-08")
        #expect(row("1")["rationale"]?.contains("true only of the very first estimate") == true)
        #expect(row("4")["ratingValue"] == "")
        #expect(row("5")["rating"] == "" && row("5")["publishedAt"] == "" && row("5")["reviews"] == "")
        #expect(row("5")["status"] == "in_review")
    }

    @Test func everyLineEndsWithCRLFAndAReportWithoutClaimsHasItsHeader() {
        let text = ArticleReport.empty.rendered(as: .csv, server: "https://desk.example")
        #expect(text.hasPrefix("articleId,") && text.hasSuffix("articleKind,replyEarlierVersion\r\n"))
        #expect(CSVReading.rows(text).count == 1)
    }
}
