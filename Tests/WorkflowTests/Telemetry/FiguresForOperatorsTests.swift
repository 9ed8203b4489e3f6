import Domain
import Postgres
import Store
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Workflow

/// What `/metrics` tells of the database, without a key.
struct FiguresForOperatorsTests {
    @Test(.desk) func everyDeskIsToldByTheNameThatAnybodyMayKnow() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let open = try await bench.count("SELECT count(*) AS count FROM review_slots")
        _ = try await bench.take("ana")
        let demo = try #require(try await bench.desk.operationFigures().queues.first)
        #expect(demo.desk == "demo" && demo.open == open - 1 && demo.leased == 1 && demo.oldestSeconds > 0)
        // A desk without public pages is nobody's business: it has no name here.
        try await bench.database.write { try $0.execute("UPDATE desks SET public_pages = false") }
        let hidden = try await bench.database.read { try Queue.depths(in: $0) }
        #expect(hidden.map(\.desk) == [try bench.principal("ana").deskID.description])
    }

    @Test(.desk) func aDeskWhoseQueueIsEmptyWaitsForNothing() async throws {
        let bench = try await Bench.make()
        let queues = try await bench.database.read { try Queue.depths(in: $0) }
        #expect(queues == [QueueDepth(desk: "demo", open: 0, leased: 0, oldestSeconds: 0)])
    }

    @Test(.desk) func aForgottenTransactionIsSeenAndOurOwnIsNot() async throws {
        let bench = try await Bench.make()
        let alone = try await bench.database.read { try DatabaseHealth.read(in: $0) }
        #expect(alone.oldestTransactionSeconds == 0 && alone.oldestSnapshotAge == 0)
        #expect(alone.tables.map(\.name).contains("review_slots"))
        let seen = try await bench.database.read(.repeatableRead) { session -> DatabaseHealth? in
            // With a snapshot, as a report or a dump holds it.
            _ = try session.first("SELECT 1 AS one") { try $0["one"] as Int }
            let other = Mutex<Result<DatabaseHealth, any Error>?>(nil)
            let database = bench.database
            Task {
                let result: Result<DatabaseHealth, any Error>
                do {
                    try await database.write { try $0.execute("SELECT pg_current_xact_id()") }
                    result = .success(try await database.read { try DatabaseHealth.read(in: $0) })
                } catch {
                    result = .failure(error)
                }
                other.withLock { $0 = result }
            }
            while true {
                if let result = other.withLock({ $0 }) { return try result.get() }
                _ = try session.first("SELECT pg_sleep(0.001) IS NULL AS nothing") { _ in true }
            }
        }
        let health = try #require(seen)
        #expect(health.oldestTransactionSeconds > 0 && health.oldestSnapshotAge > 0)
    }

    @Test(.desk) func takesAndLeasesThatRunOutAreCounted() async throws {
        let bench = try await Bench.make()
        _ = try await bench.take("ben")
        try await bench.article()
        _ = try await bench.take("ana", limit: 20)
        try await bench.expireLeases()
        _ = try await bench.take("chi")
        let meters = bench.desk.meters
        #expect(meters.takes.byLabel[.leased]?.total == 2 && meters.takes.byLabel[.empty]?.total == 1)
        #expect(meters.expiredLeases.value > 0)
        #expect(
            meters.expiredLeases.value
                == (try await bench.count("SELECT count(*) AS count FROM leases WHERE ending = 'expired'")))
        await #expect(throws: AccessError.self) { _ = try await bench.take("ed") }
        #expect(meters.takes.byLabel[.refused]?.total == 1)
    }
}
