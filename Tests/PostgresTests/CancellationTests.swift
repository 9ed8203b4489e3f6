import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct CancellationTests {
    private var database: Database { TestDatabase.current.database }

    @Test func cancellingATaskEndsItsStatementAndTheConnectionLives() async throws {
        let one = pool { $0.maximumConnections = 1 }
        let before = try await one.read { try backend($0) }
        let task = Task { try await one.read { try $0.execute("SELECT pg_sleep(60) AS sleeper") } }
        try await untilSleeping()
        let started = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ContinuousClock.now - started < .seconds(50), "the statement went on to its end")
        #expect(try await one.read { try backend($0) } == before)
        await one.close()
    }

    @Test func aTransactionThatIsCancelledIsRolledBack() async throws {
        try await database.write { try $0.execute("CREATE TABLE t (i int)") }
        let task = Task { [database] in
            try await database.write { session in
                try session.execute("INSERT INTO t VALUES (1)")
                try session.execute("SELECT pg_sleep(60) AS sleeper")
            }
        }
        try await untilSleeping()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await database.read { session in try session.execute("SELECT 1 FROM t") } == 0)
    }

    @Test func aTaskThatIsCancelledAlreadyRunsNothing() async throws {
        let ran = Counter()
        let gate = AsyncStream<Void>.makeStream()
        let task = Task { [database] in
            for await _ in gate.stream { break }
            try await database.read { session in
                try session.execute("SELECT 1")
                ran.increment()
            }
        }
        task.cancel()
        gate.continuation.finish()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ran.value == 0)
    }

    /// The cancellation comes at any moment of a short statement's life: before, during or after. It must never hit
    /// the connection's next statement, which belongs to somebody else.
    @Test func aLateCancellationHitsNobodyElse() async throws {
        let one = pool { $0.maximumConnections = 1 }
        var cancelled = 0
        for round in 0..<300 {
            let task = Task { try await one.read { try $0.execute("SELECT pg_sleep(0.001)") } }
            let delay = Duration.microseconds(round * 10)
            let canceller = Task {
                let start = ContinuousClock.now
                while ContinuousClock.now - start < delay { await Task.yield() }
                task.cancel()
            }
            do {
                _ = try await task.value
            } catch is CancellationError {
                cancelled += 1
            }
            // An innocent statement right behind, on the same connection.
            try await one.writeWithoutTransaction { try $0.execute("SELECT pg_sleep(0.001)") }
            await canceller.value
        }
        #expect(cancelled > 0)
        #expect(one.statistics.connects == 1)
        await one.close()
    }

    @Test func cancellingBetweenStatementsStopsTheNextOne() async throws {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let isCancelled = Counter()
        let task = Task { [database] in
            try await database.read { session in
                try session.execute("SELECT 1")
                continuation.yield()
                while isCancelled.value == 0 { usleep(1_000) }
                // The request goes out on a side queue; statements are refused once it has.
                while true { try session.execute("SELECT pg_sleep(0.001)") }
            }
        }
        for await _ in stream { break }
        task.cancel()
        isCancelled.increment()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    private func untilSleeping() async throws {
        try await eventually(
            database,
            """
            SELECT count(*) = 1 AS holds FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event = 'PgSleep' AND query LIKE '%AS sleeper%'
            """
        )
    }
}
