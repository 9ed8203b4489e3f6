import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct ListenerTests {
    private var database: Database { TestDatabase.current.database }

    @Test func hearsWhatIsCommitted() async throws {
        var events = database.listen(to: ["jobs", "odd \"name\""]).makeAsyncIterator()
        #expect(await events.next() == .connected)
        try await database.write { session in
            try session.notify("jobs", "one")
            try session.notify("odd \"name\"")
        }
        await #expect(throws: Deliberate()) {
            try await database.write { session in
                try session.notify("jobs", "never")
                throw Deliberate()
            }
        }
        try await database.writeWithoutTransaction { try $0.notify("jobs", "ü") }
        var heard: [String] = []
        while heard.count < 3, case .notification(let channel, let payload, let pid)? = await events.next() {
            heard.append("\(channel):\(payload)")
            #expect(pid > 0)
        }
        #expect(heard == ["jobs:one", "odd \"name\":", "jobs:ü"])
    }

    @Test func connectsAgainAndSaysSo() async throws {
        var events = database.listen(to: ["jobs"]).makeAsyncIterator()
        #expect(await events.next() == .connected)
        for round in 0..<3 {
            try await database.write { session in
                try session.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND query LIKE 'LISTEN%'
                    """
                )
            }
            #expect(await events.next() == .connected)
            try await database.write { try $0.notify("jobs", "\(round)") }
            guard case .notification(_, let payload, _)? = await events.next() else {
                Issue.record("not heard")
                return
            }
            #expect(payload == "\(round)")
        }
    }

    @Test func endsWhenTheTaskIsCancelled() async throws {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let task = Task { [database] in
            for await _ in database.listen(to: ["jobs"]) { continuation.yield() }
        }
        for await _ in stream { break }
        task.cancel()
        await task.value
        try await eventually(
            database,
            """
            SELECT count(*) = 0 AS holds FROM pg_stat_activity
            WHERE datname = current_database() AND query LIKE 'LISTEN%'
            """
        )
    }

    @Test func endsWhileTheServerIsAway() async throws {
        let nowhere = Database(.init(connectionString: "host=/nonexistent"))
        let task = Task {
            for await _ in nowhere.listen(to: ["jobs"]) { Issue.record("there is no server") }
        }
        task.cancel()
        await task.value
    }
}
