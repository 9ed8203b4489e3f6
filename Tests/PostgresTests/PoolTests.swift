import Foundation
import Postgres
import TestSupport
import Testing

/// The pool against a real server.
@Suite(.database)
struct PoolTests {
    private var database: Database { TestDatabase.current.database }

    /// Holds the pool's only connection until the returned closure is called.
    private func occupy(_ pool: Database) async -> () -> Void {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let released = Counter()
        Task {
            // On a busy machine even the first connection may take longer than the pool lets anybody wait.
            while true {
                do {
                    return try await pool.read { _ in
                        continuation.yield()
                        while released.value == 0 { usleep(500) }
                    }
                } catch ConnectionError.acquireTimeout { continue }
            }
        }
        for await _ in stream { break }
        return { released.increment() }
    }

    @Test func aCallerThatWaitsTooLongIsTold() async throws {
        let one = pool {
            $0.maximumConnections = 1
            $0.acquireTimeout = .milliseconds(100)
        }
        let release = await occupy(one)
        let before = one.statistics.timeouts
        do {
            try await one.read { try $0.execute("SELECT 1") }
            Issue.record("a connection was handed out twice")
        } catch ConnectionError.acquireTimeout(let waited) {
            #expect(waited >= .milliseconds(100))
            #expect(isTransient(ConnectionError.acquireTimeout(waited: waited)))
        }
        release()
        await one.close()
        #expect(one.statistics.timeouts == before + 1)
    }

    @Test func waitersAreServedInOrder() async throws {
        let one = pool { $0.maximumConnections = 1 }
        let release = await occupy(one)
        let order = Collector<Int>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask { try await one.read { _ in order.append(number) } }
                while one.statistics.waiting <= number { await Task.yield() }
            }
            release()
            try await group.waitForAll()
        }
        #expect(order.items == Array(0..<20))
        await one.close()
    }

    @Test func aCancelledWaiterLeavesTheLine() async throws {
        let one = pool { $0.maximumConnections = 1 }
        let release = await occupy(one)
        let task = Task { try await one.read { _ in } }
        while one.statistics.waiting == 0 { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(one.statistics.waiting == 0)
        release()
        try await one.read { _ in }
        await one.close()
    }

    @Test func manyCallersShareFewConnections() async throws {
        let few = pool { $0.maximumConnections = 4 }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<400 {
                group.addTask {
                    let back = try await few.read { session in
                        try session.first("SELECT \(number) AS n") { try $0["n"] as Int }
                    }
                    #expect(back == number)
                }
            }
            try await group.waitForAll()
        }
        #expect(few.statistics.connects <= 4)
        #expect(few.statistics.acquired == 400)
        await few.close()
        #expect(few.statistics.total == 0)
    }

    @Test func blockedConnectionsLeaveTheCooperativePoolFree() async throws {
        let many = pool { $0.maximumConnections = 16 }
        // Each blocks its thread until all sixteen do: on the two or so threads of the pool they would never meet.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    try await many.writeWithoutTransaction { session in
                        try session.script(
                            """
                            DO $$ BEGIN
                                PERFORM pg_advisory_lock_shared(16);
                                WHILE (SELECT count(*) < 16 FROM pg_locks
                                    WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted AND objid = 16
                                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
                                LOOP PERFORM pg_sleep(0.01); END LOOP;
                            END $$
                            """)
                    }
                }
            }
            try await group.waitForAll()
        }
        await many.close()
    }

    @Test func aTerminatedIdleConnectionIsReplacedWithoutAnError() async throws {
        let one = pool { $0.maximumConnections = 1 }
        let pid = try await one.read { try backend($0) }
        try await terminate([pid])
        #expect(try await one.read { try backend($0) } != pid)
        #expect(one.statistics.connects == 2)
        await one.close()
    }

    @Test func aTerminatedBusyConnectionIsATransientError() async throws {
        let one = pool { $0.maximumConnections = 1 }
        do {
            try await one.read { session in
                try session.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                try session.execute("SELECT 1")
            }
            Issue.record("a dead connection answered")
        } catch {
            #expect(isTransient(error), "\(String(reflecting: error))")
        }
        #expect(try await one.read { try backend($0) } > 0)
        await one.close()
    }

    @Test func terminationsUnderLoadLoseNothingThatWasAcknowledged() async throws {
        try await database.write { try $0.execute("CREATE TABLE t (id uuid PRIMARY KEY)") }
        let loaded = pool { $0.maximumConnections = 6 }
        let acknowledged = Collector<UUID>()
        let failures = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    for _ in 0..<50 {
                        let id = UUID()
                        do {
                            try await loaded.write { try $0.execute("INSERT INTO t (id) VALUES (\(id))") }
                            acknowledged.append(id)
                        } catch  where isTransient(error) {
                            failures.increment()
                        }
                    }
                }
            }
            group.addTask { [database] in
                for _ in 0..<15 {
                    try await database.read { session in
                        try session.execute(
                            """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE datname = current_database() AND pid <> pg_backend_pid() LIMIT 3
                            """
                        )
                    }
                    try await Task.sleep(for: .milliseconds(10))
                }
            }
            try await group.waitForAll()
        }
        let stored = try await loaded.read { session in try session.all("SELECT id FROM t") { try $0["id"] as UUID } }
        #expect(Set(acknowledged.items).isSubset(of: stored))
        #expect(!acknowledged.items.isEmpty)
        #expect(loaded.statistics.inUse == 0)
        await loaded.close()
    }

    @Test func aClosedPoolRefuses() async throws {
        let one = pool()
        try await one.read { _ in }
        await one.close()
        await one.close()
        await #expect(throws: ConnectionError.closed) { try await one.read { _ in } }
    }

    @Test func closingWaitsForThoseInUseButNotForEver() async throws {
        let one = pool { $0.maximumConnections = 1 }
        let release = await occupy(one)
        await one.close(within: .milliseconds(50))
        #expect(one.statistics.inUse == 1)
        release()
        await one.close()
        #expect(one.statistics.total == 0)
    }

    @Test func anUnreachableServerIsNamed() async throws {
        var configuration = Database.Configuration(connectionString: "host=/nonexistent dbname=x")
        configuration.acquireTimeout = .milliseconds(500)
        let nowhere = Database(configuration)
        do {
            try await nowhere.read { _ in }
            Issue.record("there is no server")
        } catch ConnectionError.unreachable(let reason) {
            #expect(reason.contains("/nonexistent"))
        }
        #expect(nowhere.statistics.connectFailures < 10)
        // Down for longer than callers wait: the next one is told at once, or as soon as an attempt under way has ended.
        try await eventually("a caller is told at once") {
            let timeouts = nowhere.statistics.timeouts
            await #expect(throws: ConnectionError.self) { try await nowhere.read { _ in } }
            return nowhere.statistics.timeouts == timeouts
        }
    }

    private func terminate(_ pids: [Int32]) async throws {
        try await database.read { session in
            // With a timeout the function waits until the process is gone.
            try session.execute("SELECT pg_terminate_backend(pid, 10000) FROM unnest(\(pids)) AS pid")
        }
    }
}
