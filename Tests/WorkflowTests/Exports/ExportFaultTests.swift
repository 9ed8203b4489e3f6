import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// What happens to an export when somebody leaves in the middle of it.
@Suite(.desk)
struct ExportFaultTests {
    private struct Gone: Error {}

    /// A desk whose export takes far more pieces than are ever held.
    private static func make() async throws -> Bench {
        let bench = try await Bench.make()
        _ = try await bench.published(4)
        try await bench.fatten(bytes: 1_500_000)
        return bench
    }

    private static let order = ExportOrder(format: .ndjson)

    /// The pool has all of its connections back, and they work.
    private static func isWhole(_ bench: Bench) async throws -> Bool {
        let text = try await bench.stream(Self.order).text
        return bench.database.statistics.inUse == 0 && text.split(separator: "\n").count == 4
    }

    @Test func aReaderThatLeavesFreesTheConnectionAtOnce() async throws {
        let bench = try await Self.make()
        let stream = try await bench.desk.prepareStream(Self.order, server: "", for: bench.principal("ed"))
        var pieces = 0
        await #expect(throws: Gone.self) {
            try await stream.run { _ in
                pieces += 1
                if pieces == 2 { throw Gone() }
            }
        }
        #expect(try await Self.isWhole(bench))
    }

    @Test func aReaderThatIsCancelledWhileItWaitsFreesTheConnection() async throws {
        let bench = try await Self.make()
        let stream = try await bench.desk.prepareStream(Self.order, server: "", for: bench.principal("ed"))
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let reading = Task {
            try await stream.run { _ in
                begin.yield()
                try await Task.sleep(for: .seconds(3600))
            }
        }
        _ = await begun.first { _ in true }
        reading.cancel()
        await #expect(throws: CancellationError.self) { try await reading.value }
        #expect(try await Self.isWhole(bench))
    }

    @Test func aServerThatGoesAwayIsToldAndNeverTakenForTheEnd() async throws {
        let bench = try await Self.make()
        let stream = try await bench.desk.prepareStream(Self.order, server: "", for: bench.principal("ed"))
        var pieces = 0
        await #expect(throws: Unavailable.self) {
            try await stream.run { _ in
                pieces += 1
                if pieces == 1 { try await Self.endOthers(bench) }
            }
        }
        #expect(try await Self.isWhole(bench))
    }

    @Test func aJobThatLosesItsDatabaseMakesTheWholeFileTheNextTime() async throws {
        let bench = try await Self.make()
        let asked = try await bench.desk.requestExport(Self.order, server: Bench.server, by: bench.caller("ed"))
        let job = try #require(try await bench.desk.fetchJobs(limit: 1, worker: "test", lease: .seconds(30)).first)
        let run = Task { try await bench.desk.perform(job) }
        // As soon as its first pieces are stored, every connection ends.
        while try await bench.count("SELECT count(*) AS count FROM export_parts") == 0 { await Task.yield() }
        try await Self.endOthers(bench)
        let outcome = await run.result
        let now = try await bench.desk.export(asked.export.id, for: bench.principal("ed")).export
        if case .failure = outcome {
            #expect(now.state == .running && now.sha256 == nil)
            try await bench.desk.returnJobs([job])
            try await bench.work()
        }
        let export = try await bench.desk.export(asked.export.id, for: bench.principal("ed")).export
        #expect(export.state == .ready)
        #expect([UInt8](try await bench.content(of: export)) == (try await bench.stream(Self.order)).bytes)
    }

    @Test func twoAreStreamedAtOnceAndAPlaceComesBackWithItsStream() async throws {
        let bench = try await Self.make()
        var streams: [ExportStream] = []
        for _ in 0..<2 {
            streams.append(try await bench.desk.prepareStream(Self.order, server: "", for: bench.principal("ed")))
        }
        await #expect(throws: ExportError.tooManyStreams(limit: 2)) {
            try await bench.desk.prepareStream(Self.order, server: "", for: bench.principal("ed"))
        }
        streams.removeAll()
        #expect(try await Self.isWhole(bench))
    }

    @Test func formsThatTakeAWhileAreNotStreamed() async throws {
        let bench = try await Bench.make()
        for format in [ExportFormat.zip, .claimreview] {
            await #expect(throws: ExportError.notStreamed(format)) {
                try await bench.desk.prepareStream(
                    ExportOrder(format: format), server: "", for: bench.principal("ed"))
            }
        }
    }

    private static func endOthers(_ bench: Bench) async throws {
        let other = Database(.init(connectionString: TestDatabase.current.connectionString))
        try await other.read { session in
            try session.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
        }
        await other.close()
    }
}
