import Rendering
import Testing
import Web

@Suite struct AcceptTests {
    @Test(arguments: [
        ("", ReportFormat.json), ("*/*", .json), ("application/json", .json), ("application/*", .json),
        ("text/csv", .csv), ("TEXT/CSV; charset=utf-8", .csv), ("text/markdown", .md), ("text/html", .html),
        ("text/*", .html), ("application/ld+json", .claimreview),
        ("application/ld+json, application/json", .claimreview),
        ("application/*, application/json;q=0", .claimreview),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", .html),
        ("text/csv;q=0.5, application/json;q=0.4", .csv),
        ("text/csv;q=0.4, application/json; q=0.5", .json),
        ("text/csv, application/json", .csv),
        ("application/json, text/csv", .json),
        ("text/*, text/html;q=0", .md),
        ("*/*, application/json;q=0", .html),
        ("image/png, text/markdown;q=0.1", .md),
        ("nonsense, text/csv", .csv),
        ("text/csv;q=2, text/html;q=0.1", .html),
    ])
    func theFormatThatTheClientLikesBestIsChosen(accept: String, format: ReportFormat) {
        #expect(ReportFormat(accept: accept) == format)
    }

    @Test(arguments: ["image/png", "text/csv;q=0", "*/*;q=0", "nonsense", "*/json", "text/"])
    func aClientThatTakesNoneOfTheFormatsGetsNone(accept: String) {
        #expect(ReportFormat(accept: accept) == nil)
    }

    @Test func formatsAreNamedByTheirFileExtension() {
        #expect(ReportFormat.allCases.map(\.fileExtension) == ["json", "csv", "md", "html", "jsonld"])
        #expect(ReportFormat(rawValue: "md")?.mediaType == "text/markdown; charset=utf-8")
        #expect(ReportFormat.allCases.allSatisfy { ReportFormat(accept: $0.mediaType) == $0 })
    }
}
