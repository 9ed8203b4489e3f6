import Domain
import Foundation
import Testing

@Suite struct ExportTests {
    @Test(arguments: [
        ("2026-03-01", "2026-03-01T00:00:00.000Z", "2026-03-02T00:00:00.000Z"),
        ("2024-02-28", "2024-02-28T00:00:00.000Z", "2024-02-29T00:00:00.000Z"),
        ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00.000Z", "2026-03-01T12:00:00.000Z"),
        ("2026-03-01T12:00:00 01:00", "2026-03-01T11:00:00.000Z", "2026-03-01T11:00:00.000Z"),
    ])
    func aDayIsMeantWholeATimeToTheMoment(text: String, since: String, until: String) throws {
        #expect(Timestamp.text(try ExportFilter.since(text, "since")) == since)
        #expect(Timestamp.text(try ExportFilter.until(text, "until")) == until)
    }

    @Test(arguments: ["", "yesterday", "2026-02-30", "2026-3-1", "2026-03-01T12:00:00", "20260301"])
    func otherWordsForADayAreRefusedByName(text: String) {
        #expect(throws: InputError.self) { try ExportFilter.since(text, "since") }
        do { _ = try ExportFilter.until(text, "until") } catch { #expect(error.field == "until") }
    }

    @Test(arguments: [
        ("until", ExportFilter(since: Date(timeIntervalSince1970: 10), until: Date(timeIntervalSince1970: 10))),
        ("statuses", ExportFilter(statuses: [])),
        ("ratings", ExportFilter(ratings: Array(repeating: "false", count: 101))),
        ("ratings[1]", ExportFilter(ratings: ["false", ""])),
        ("claimant", ExportFilter(claimant: " ")),
        ("text", ExportFilter(text: "a\u{0}b")),
        ("publisher", ExportFilter(publisher: String(repeating: "x", count: 501))),
    ])
    func aFilterThatMakesNoSenseNamesItsField(field: String, filter: ExportFilter) {
        do {
            try ExportOrder(format: .csv, filter: filter).validate()
            Issue.record("accepted")
        } catch {
            #expect(error.field == field)
        }
    }

    @Test(arguments: [ExportFormat.claimreview, .zip])
    func publicFormsHoldPublicVerdictsAlone(format: ExportFormat) throws {
        try ExportOrder(format: format).validate()
        #expect(throws: InputError.self) {
            try ExportOrder(format: format, filter: ExportFilter(statuses: [.published, .decided])).validate()
        }
    }

    @Test func aFilesNameTellsTheDeskTheDayAndWhichExportItIs() throws {
        let id = try #require(Export.ID("01890a5d-ac96-774b-bcce-b302099a8057"))
        let member = try #require(Member.ID("01890a5d-ac96-774b-bcce-b302099a8058"))
        let export = Export(
            id: id, order: ExportOrder(format: .claimreview), state: .queued, requestedBy: member,
            requestedByName: "Ed", requestedAt: try #require(Timestamp.date("2026-11-22T23:59:59Z")))
        #expect(export.fileName(desk: "harbour") == "claimdesk-harbour-2026-11-22-099a8057.jsonld")
    }
}
