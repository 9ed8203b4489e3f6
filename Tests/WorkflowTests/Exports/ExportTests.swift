import Digests
import Domain
import Foundation
import Postgres
import Rendering
import Store
import TestSupport
import Testing
import Volume

@testable import Workflow

@Suite(.desk)
struct ExportTests {
    @Test func everyFormTellsTheSameVerdicts() async throws {
        let bench = try await Bench.make()
        let claims = try await bench.published(3)
        let csv = CSVReading.objects(try await bench.stream(ExportOrder(format: .csv)).text)
        #expect(csv.map { $0["claimId"] } == claims.map(\.description))
        #expect(csv.map { $0["rating"] } == ["false", "accurate", "mostly"])
        #expect(csv.allSatisfy { $0["url"] == "https://desk.example/desk/demo/claims/\($0["claimId"] ?? "")" })
        #expect(csv.allSatisfy { $0["evidenceUrls"] == "https://example.org/register" && $0["reviews"] == "1" })
        let lines = try await bench.stream(ExportOrder(format: .ndjson)).text.split(separator: "\n")
        let objects = try lines.map { try JSON(reading: Array($0.utf8)) }
        #expect(objects.map { $0["claimId"]?.text() } == claims.map { "\"\($0)\"" })
        #expect(objects.first?["evidence"]?.text().contains("https://example.org/register") == true)
        let whole = try JSON(reading: Array(try await bench.stream(ExportOrder(format: .json)).text.utf8))
        #expect(whole == .array(objects))
        let feed = try JSON(reading: Array(try await bench.file(ExportOrder(format: .claimreview)).content))
        #expect(ClaimReviewLinter.report(feed).reviews == 3 && ClaimReviewLinter.report(feed).errors == 0)
    }

    @Test func nobodyOfTheDeskIsNamed() async throws {
        let bench = try await Bench.make()
        _ = try await bench.published(1)
        for format in [ExportFormat.csv, .ndjson, .json] {
            let text = try await bench.stream(ExportOrder(format: format)).text
            // Whole words: the hex of an id may well spell "ed" between two digits.
            let words = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map { $0.lowercased() })
            #expect(words.isDisjoint(with: ["ana", "ed", "reviewer", "editor"]), "\(format)")
        }
    }

    @Test func whatASpreadsheetWouldRunIsDefusedUnlessAsked() async throws {
        let bench = try await Bench.make()
        let hostile = "=HYPERLINK(\"http://x\",\"y\")\nsecond line, with a comma"
        _ = try await bench.published(1, rationale: hostile)
        let defused = CSVReading.objects(try await bench.stream(ExportOrder(format: .csv)).text)
        #expect(defused.first?["rationale"] == "'" + hostile)
        var order = ExportOrder(format: .csv, byteOrderMark: true, defusesFormulas: false)
        let plain = try await bench.stream(order)
        #expect(plain.bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
        #expect(CSVReading.objects(String(plain.text.dropFirst())).first?["rationale"] == hostile)
        // Line ends of rows are CR LF, those within a cell as they were written.
        #expect(plain.text.unicodeScalars.filter { $0 == "\r" }.count == 2)
        order.format = .json
        #expect(throws: InputError.self) { try order.validate() }
    }

    @Test func filtersNarrow() async throws {
        let bench = try await Bench.make()
        let claims = try await bench.published(3)
        try await bench.database.write { session in
            for (index, claim) in claims.enumerated() {
                try session.execute(
                    """
                    UPDATE claims SET published_at = \("2026-03-0\(index + 1)T12:00:00Z")::timestamptz,
                        claimant_name = \("Claimant \(index)")
                    WHERE id = \(claim)
                    """)
            }
        }
        func found(_ change: (inout ExportFilter) throws -> Void) async throws -> [Int] {
            var filter = ExportFilter()
            try change(&filter)
            let rows = CSVReading.objects(try await bench.stream(ExportOrder(format: .csv, filter: filter)).text)
            return rows.compactMap { row in claims.firstIndex { $0.description == row["claimId"] } }
        }
        #expect(try await found { _ in } == [0, 1, 2])
        #expect(try await found { $0.since = try ExportFilter.since("2026-03-02", "since") } == [1, 2])
        #expect(try await found { $0.until = try ExportFilter.until("2026-03-02", "until") } == [0, 1])
        #expect(try await found { $0.until = try ExportFilter.until("2026-03-02T12:00:00Z", "until") } == [0])
        #expect(try await found { $0.ratings = ["mostly", "accurate"] } == [1, 2])
        #expect(try await found { $0.claimant = "CLAIMANT 1" } == [1])
        #expect(try await found { $0.topic = "harbour" } == [0, 1, 2])
        #expect(try await found { $0.topic = "harb" } == [])
        #expect(try await found { $0.publisher = "sable" } == [0, 1, 2])
        #expect(try await found { $0.text = "REGISTER says" } == [0, 1, 2])
        #expect(try await found { $0.text = "100%_" } == [])
        #expect(try await found { $0.statuses = [.retracted, .decided] } == [])
        let claim = try await bench.desk.claim(claims[0], for: bench.principal("ed")).claim
        #expect(try await found { $0.articleID = claim.articleID } == [0, 1, 2])
    }

    @Test func whatIsNotPublicComesOnlyWhenItIsAskedFor() async throws {
        let bench = try await Bench.make()
        let claims = try await bench.published(3)
        let editor = try bench.caller("ed")
        _ = try await bench.desk.enter(.pause, of: claims[0], publicText: "Looked at.", reason: nil, by: editor)
        _ = try await bench.desk.enter(.retraction, of: claims[1], publicText: "Wrong.", reason: nil, by: editor)
        func statuses(_ statuses: Set<ExportFilter.Status>) async throws -> [String] {
            let order = ExportOrder(format: .csv, filter: ExportFilter(statuses: statuses))
            return CSVReading.objects(try await bench.stream(order).text).compactMap { $0["status"] }
        }
        #expect(try await statuses(ExportFilter.publicStatuses) == ["published"])
        #expect(try await statuses([.paused]) == ["paused"])
        #expect(try await statuses(Set(ExportFilter.Status.allCases)) == ["paused", "retracted", "published"])
    }

    @Test func anEmbargoHoldsAnArticlesVerdictsBack() async throws {
        let bench = try await Bench.make()
        let claims = try await bench.published(2)
        let article = try await bench.desk.claim(claims[0], for: bench.principal("ed")).claim.articleID
        _ = try await bench.desk.embargo(article, until: Date().addingTimeInterval(3600), by: bench.caller("ed"))
        for format in [ExportFormat.csv, .claimreview, .zip] {
            #expect(try await bench.file(ExportOrder(format: format)).export.manifest?.verdicts == 0)
        }
    }

    @Test func anotherDesksVerdictsAreNotInIt() async throws {
        let bench = try await Bench.make()
        let other = try await Bench.make(slug: "other")
        _ = try await bench.published(2)
        #expect(CSVReading.rows(try await other.stream(ExportOrder(format: .csv)).text).count == 1)
        let export = try await bench.file(ExportOrder(format: .csv)).export
        await #expect(throws: NotFound.self) { try await other.desk.export(export.id, for: other.principal("ed")) }
        await #expect(throws: NotFound.self) {
            try await other.desk.exportBytes(of: export.id, from: 0, for: other.principal("ed"))
        }
    }
}

/// The export of a desk that has worked for years.
@Suite(.database(.yearsOfWork))
struct ExportPlanTests {
    /// The first row of the largest desk comes at once only when nothing is sorted or hashed before it.
    @Test func aLargeDeskIsReadInTheOrderOfItsIndex() async throws {
        let bench = try await Bench.entering()
        let desk = try bench.principal("ed").deskID
        let lines = try await bench.database.read { session in
            try ExportRows.prepare(ExportFilter(), address: "", on: desk, in: session)
            return try session.all("EXPLAIN \(ExportRows.selectingCSV(defused: true))") {
                try $0.decode("QUERY PLAN", as: String.self)
            }
        }
        let text = lines.joined(separator: "\n")
        #expect(text.contains("claims_verdict_date_idx"))
        for slow in ["Hash Join", "Merge Join", "Seq Scan on", "Bitmap"] { #expect(!text.contains(slow), "\(text)") }
        // The only sorts are of the few rows of one claim.
        let depth = lines.firstIndex { $0.contains("claims_verdict_date_idx") } ?? 0
        #expect(!lines[..<depth].contains { $0.contains("Sort") && !$0.contains("Sort Key") }, "\(text)")
    }
}
