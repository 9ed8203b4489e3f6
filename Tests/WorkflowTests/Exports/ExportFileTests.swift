import Digests
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Store
@testable import Workflow

@Suite(.desk)
struct ExportFileTests {
    @Test func aFileIsWhatAStreamOfTheSameSnapshotIs() async throws {
        let bench = try await Bench.make()
        _ = try await bench.published(3)
        try await bench.fatten(bytes: 1_500_000)
        for format in [ExportFormat.csv, .ndjson, .json] {
            let (export, content) = try await bench.file(ExportOrder(format: format))
            #expect([UInt8](content) == (try await bench.stream(ExportOrder(format: format))).bytes)
            let digest = SHA256.hash(content).map { String(format: "%02x", $0) }.joined()
            #expect(export.sha256 == digest && export.bytes == content.count)
            let manifest = try #require(export.manifest)
            #expect(manifest.verdicts == 3 && manifest.byStatus == ["published": 3])
            #expect(manifest.files.map(\.sha256) == [digest] && manifest.auditHead != nil)
            #expect(manifest.files.first?.name.hasSuffix(".\(format.rawValue)") == true)
            #expect(export.done == 3 && export.total == 3)
        }
        // The longer ones stand in several pieces.
        #expect(try await bench.count("SELECT count(*) AS count FROM export_parts") > 6)
    }

    @Test func aZipHoldsAReportAnArticleAndNamesEveryFile() async throws {
        let bench = try await Bench.make()
        _ = try await bench.published(2)
        _ = try await bench.published(1, externalID: "a2")
        let (export, content) = try await bench.file(ExportOrder(format: .zip))
        #expect(export.manifest?.articles == 2 && export.done == 3)
        let files = try ZipReading.files([UInt8](content))
        #expect(files.keys.sorted().suffix(2).allSatisfy { $0.hasPrefix("reports/harbour-wall-") })
        #expect(files.count == 4)
        let manifest = try JSON(reading: try #require(files["manifest.json"]))
        for file in manifest["files"]?.items ?? [] {
            let name = try #require(file["name"]?.string)
            let digest = SHA256.hash(try #require(files[name])).map { String(format: "%02x", $0) }.joined()
            #expect(file["sha256"]?.string == digest)
        }
        #expect(manifest["files"]?.items.count == 3)
        let index = String(decoding: try #require(files["index.html"]), as: UTF8.self)
        #expect(index.contains("2 articles with 3 published verdicts"))
        for name in files.keys where name.hasPrefix("reports/") { #expect(index.contains("href=\"\(name)\"")) }
    }

    @Test func aVerdictThatNobodyCouldUseIsLeftOutOfAFeedAndNamed() async throws {
        let bench = try await Bench.make()
        let claims = try await bench.published(2)
        try await bench.database.write { session in
            try session.script("ALTER TABLE article_versions DISABLE TRIGGER USER")
            try session.execute("UPDATE claims SET statement = chr(8203) WHERE id = \(claims[0])")
            try session.script("ALTER TABLE anchors DISABLE TRIGGER USER")
            try session.execute(
                "UPDATE anchors SET exact = repeat(chr(8203), char_length(exact)) WHERE claim_id = \(claims[0])")
        }
        let (export, content) = try await bench.file(ExportOrder(format: .claimreview))
        #expect(export.manifest?.verdicts == 1 && export.manifest?.omitted == 1)
        #expect(export.manifest?.omissions.map(\.claimID) == [claims[0]])
        #expect(export.manifest?.omissions.first?.reason.contains("claimReviewed") == true)
        #expect(!String(decoding: content, as: UTF8.self).contains(claims[0].description))
    }

    @Test func aWorkerThatLostTheJobLeavesNothing() async throws {
        let bench = try await Bench.make()
        _ = try await bench.published(3)
        try await bench.fatten(bytes: 1_500_000)
        let asked = try await bench.desk.requestExport(
            ExportOrder(format: .ndjson), server: Bench.server, by: bench.caller("ed"))
        let slow = try #require(try await bench.desk.fetchJobs(limit: 1, worker: "slow", lease: .seconds(30)).first)
        // The same job in another worker's hands, as after a rescue.
        try await bench.database.write { session in
            try session.execute(
                "UPDATE jobs SET state = 'available', token = NULL, worker = NULL, lease_expires_at = NULL")
        }
        let quick = try #require(try await bench.desk.fetchJobs(limit: 1, worker: "quick", lease: .seconds(30)).first)
        try await bench.desk.perform(quick)
        await #expect(throws: JobError.leaseLost) { try await bench.desk.perform(slow) }
        let export = try await bench.desk.export(asked.export.id, for: bench.principal("ed")).export
        #expect(export.state == .ready)
        let content = try await bench.content(of: export)
        #expect(SHA256.hash(content).map { String(format: "%02x", $0) }.joined() == export.sha256)
    }

    @Test func piecesOfAttemptsThatCameToNothingAreDeleted() async throws {
        let bench = try await Bench.make()
        _ = try await bench.published(1)
        let (export, content) = try await bench.file(ExportOrder(format: .csv))
        let desk = try bench.principal("ed").deskID
        try await bench.database.write { session in
            try ExportPart.insert(Data([1]), at: 0, of: export.id, build: 999_999, on: desk, in: session)
        }
        _ = try await bench.desk.prune()
        #expect(try await bench.count("SELECT count(*) AS count FROM export_parts WHERE build = 999999") == 0)
        #expect(try await bench.content(of: export) == content)
    }

    @Test func aFileGoesWhenItsTimeIsOver() async throws {
        let bench = try await Bench.make()
        _ = try await bench.published(1)
        let (export, _) = try await bench.file(ExportOrder(format: .csv))
        try await bench.database.write { try $0.execute("UPDATE exports SET expires_at = now()") }
        _ = try await bench.desk.prune()
        #expect(try await bench.desk.export(export.id, for: bench.principal("ed")).export.state == .expired)
        #expect(try await bench.count("SELECT count(*) AS count FROM export_parts") == 0)
        await #expect(throws: ExportError.gone(.expired)) {
            try await bench.desk.exportBytes(of: export.id, from: 0, for: bench.principal("ed"))
        }
        #expect(
            try await bench.count("SELECT count(*) AS count FROM audit_events WHERE action = 'export.expired'") == 1)
    }

    @Test func aCancelledExportIsNotMade() async throws {
        let bench = try await Bench.make()
        _ = try await bench.published(1)
        let asked = try await bench.desk.requestExport(
            ExportOrder(format: .csv), server: Bench.server, by: bench.caller("ed"))
        let gone = try await bench.desk.cancelExport(asked.export.id, by: bench.caller("ed"))
        #expect(gone.export.state == .cancelled)
        try await bench.work()
        #expect(try await bench.desk.export(asked.export.id, for: bench.principal("ed")).export.state == .cancelled)
        let again = try await bench.desk.cancelExport(asked.export.id, by: bench.caller("ed"))
        #expect(again.export.state == .cancelled)
        #expect(
            try await bench.count("SELECT count(*) AS count FROM audit_events WHERE action = 'export.cancelled'") == 1)
    }

    @Test func threeMayBeUnderWayAtOnce() async throws {
        let bench = try await Bench.make()
        for _ in 0..<3 {
            _ = try await bench.desk.requestExport(
                ExportOrder(format: .csv), server: Bench.server, by: bench.caller("ed"))
        }
        await #expect(throws: ExportError.tooMany(limit: 3)) {
            try await bench.desk.requestExport(
                ExportOrder(format: .csv), server: Bench.server, by: bench.caller("ed"))
        }
        try await bench.work()
        _ = try await bench.desk.requestExport(
            ExportOrder(format: .csv), server: Bench.server, by: bench.caller("ed"))
    }

    @Test func anExportWhoseJobIsGivenUpIsFailed() async throws {
        let bench = try await Bench.make()
        let asked = try await bench.desk.requestExport(
            ExportOrder(format: .csv), server: Bench.server, by: bench.caller("ed"))
        let job = try #require(try await bench.desk.fetchJobs(limit: 1, worker: "test", lease: .seconds(30)).first)
        _ = try await bench.desk.failJob(job, "no room", hopeless: true, random: 0)
        let export = try await bench.desk.export(asked.export.id, for: bench.principal("ed")).export
        #expect(export.state == .failed && export.error?.contains("Ask for it again") == true)
    }
}
