import Postgres
import Synchronization
import TestSupport
import Testing

/// Whoever times a database is told of every wait and every statement, and of nothing that stands in them.
@Suite(.database)
struct ObserverTests {
    private final class Recorder: DatabaseObserver {
        struct Seen: Sendable, Equatable {
            let name: String
            let succeeded: Bool
        }

        private let state = Mutex<(waits: [Lane], refused: Int, statements: [Seen])>(([], 0, []))

        var waits: [Lane] { state.withLock { $0.waits } }
        var refused: Int { state.withLock { $0.refused } }
        var statements: [Seen] { state.withLock { $0.statements } }

        func waited(in lane: Lane, since start: ContinuousClock.Instant, succeeded: Bool) {
            #expect(start <= .now)
            state.withLock { state in
                state.waits.append(lane)
                if !succeeded { state.refused += 1 }
            }
        }

        func ran(_ statement: StatementOrigin, since start: ContinuousClock.Instant, succeeded: Bool) {
            #expect(start <= .now)
            state.withLock { $0.statements.append(Seen(name: statement.name, succeeded: succeeded)) }
        }
    }

    private let recorder = Recorder()

    private func database(_ connectionString: String = TestDatabase.current.connectionString) -> Database {
        var configuration = Database.Configuration(connectionString: connectionString)
        configuration.observer = recorder
        return Database(configuration)
    }

    @Test func everyStatementIsNamedAfterTheFunctionThatRunsIt() async throws {
        let database = database()
        try await database.write { session in
            try session.script("CREATE TABLE seen (secret text)")
            try Self.insert("hunter2", session)
            _ = try session.all("SELECT secret FROM seen") { try $0["secret"] as String }
            _ = try session.first("SELECT secret FROM seen LIMIT 1") { try $0["secret"] as String }
            try session.each("SELECT secret FROM seen") { _ in }
            try session.copyIn("COPY seen FROM STDIN") { _ in }
            try session.copyOut("COPY seen TO STDOUT") { _ in }
        }
        await database.close()
        let here = "ObserverTests.everyStatementIsNamedAfterTheFunctionThatRunsIt"
        #expect(
            recorder.statements.map(\.name)
                == [
                    "Connection.begin", here, "ObserverTests.insert", here, here, here, here, here, "Connection.commit",
                ])
        #expect(recorder.statements.allSatisfy { $0.succeeded })
        #expect(!recorder.statements.contains { $0.name.contains("hunter2") || $0.name.contains("SELECT") })
        #expect(recorder.waits == [.main] && recorder.refused == 0)
    }

    private static func insert(_ text: String, _ session: Session) throws {
        try session.execute("INSERT INTO seen VALUES (\(text))")
    }

    @Test func whatIsRefusedIsToldTooAndAWaitByItsLane() async throws {
        let database = database()
        await #expect(throws: PostgresError.self) {
            try await database.on(.open).read { try $0.execute("SELECT * FROM nothing_of_the_kind") }
        }
        await database.close()
        #expect(recorder.waits == [.open])
        #expect(recorder.statements.map(\.succeeded) == [true, false])
    }

    @Test func whoGetsNoConnectionIsTold() async throws {
        var configuration = Database.Configuration(connectionString: "host=/nowhere dbname=none user=none")
        configuration.observer = recorder
        configuration.acquireTimeout = .milliseconds(20)
        let database = Database(configuration)
        await #expect(throws: ConnectionError.self) { try await database.read { _ in } }
        await database.close()
        #expect(recorder.waits == [.main] && recorder.refused == 1 && recorder.statements.isEmpty)
    }
}
