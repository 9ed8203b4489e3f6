import Domain
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// What a report says of an article in which nobody looked for claims.
@Suite(.desk)
struct ReportLanguageTests {
    private func report(_ bench: Bench, language: String?, _ body: String) async throws -> ArticleReport {
        let receipt = try await bench.desk.submit(
            Submission(externalID: "l1", title: "Harbour wall", language: language, body: body),
            by: bench.caller("submitter"))
        try await bench.work()
        return try await bench.desk.report(receipt.articleID, for: bench.principal("ed"))
    }

    @Test(arguments: [nil, "de"])
    func anArticleInALanguageThatIsNotReadSaysSo(declared: String?) async throws {
        let report = try await report(
            try await Bench.make(), language: declared,
            """
            Der Hafen hat im vergangenen Jahr zwei Kähne verloren, sagte die Sprecherin der Stadt am Montag. Die Mauer ist \
            412 Meter lang und wurde nach dem Sturm nicht wieder aufgebaut, weil das Geld dafür fehlte.
            """)
        #expect(!report.languageIsRead && report.entries.isEmpty)
        for format in [ReportFormat.html, .md] {
            let text = report.rendered(as: format, server: "https://facts.example.org")
            #expect(text.contains("Claims are not looked for in this language (de): nothing was checked."))
        }
    }

    @Test func anArticleInALanguageThatIsReadDoesNotSayIt() async throws {
        let report = try await report(try await Bench.make(), language: "en", Bench.text)
        #expect(report.languageIsRead && !report.entries.isEmpty)
        #expect(!report.rendered(as: .html, server: "https://facts.example.org").contains("not looked for"))
    }
}
