import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct TransactionTests {
    private var database: Database { TestDatabase.current.database }

    private func makeCounter() async throws {
        try await database.write { session in
            try session.script(
                "CREATE TABLE counter (id int PRIMARY KEY, n int); INSERT INTO counter VALUES (1, 0), (2, 0)"
            )
        }
    }

    private func value(_ id: Int) async throws -> Int? {
        try await database.read { session in
            try session.first("SELECT n FROM counter WHERE id = \(id)") { try $0["n"] as Int }
        }
    }

    @Test func anErrorRollsBackAndIsThrownOn() async throws {
        try await makeCounter()
        await #expect(throws: Deliberate()) {
            try await database.write { session in
                try session.execute("UPDATE counter SET n = 9")
                throw Deliberate()
            }
        }
        #expect(try await value(1) == 0)
    }

    @Test func aReadRefusesToWriteAndTheConnectionsStay() async throws {
        try await makeCounter()
        let discarded = database.statistics.discarded
        let error = await #expect(throws: PostgresError.self) {
            try await database.read { try $0.execute("UPDATE counter SET n = 9") }
        }
        #expect(error?.sqlState == .readOnlyTransaction)
        #expect(database.statistics.discarded == discarded)
    }

    @Test func aReadOnlyServerLosesItsConnections() async throws {
        try await makeCounter()
        await #expect(throws: PostgresError.self) {
            try await database.write { session in
                try session.script("SET TRANSACTION READ ONLY")
                try session.execute("UPDATE counter SET n = 9")
            }
        }
        #expect(database.statistics.total == 0)
    }

    @Test(arguments: [IsolationLevel.repeatableRead, .serializable])
    func serializationFailuresAreRunAgain(_ isolation: IsolationLevel) async throws {
        try await makeCounter()
        let attempts = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { [database] in
                    for _ in 0..<5 {
                        // Each retry loses to at least one that commits, so 20 writers need 19 retries at most.
                        try await Self.many(database).write(isolation) { session in
                            attempts.increment()
                            let n = try session.first("SELECT n FROM counter WHERE id = 1") { try $0["n"] as Int } ?? 0
                            try session.execute("UPDATE counter SET n = \(n + 1) WHERE id = 1")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await value(1) == 20)
        #expect(attempts.value >= 20)
    }

    private static func many(_ database: Database) -> Database {
        var configuration = database.configuration
        configuration.maximumRetries = 50
        configuration.maximumConnections = 1
        return Database(configuration)
    }

    @Test func retriesAreBounded() async throws {
        let attempts = Counter()
        let error = await #expect(throws: PostgresError.self) {
            try await database.write { session in
                attempts.increment()
                try session.script("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$")
            }
        }
        #expect(error?.sqlState == .serializationFailure)
        #expect(attempts.value == 1 + database.configuration.maximumRetries)
    }

    @Test func deadlocksAreRunAgain() async throws {
        try await makeCounter()
        let one = pool { $0.maximumConnections = 2 }
        async let up: Void = Self.cross(one, 1, 2)
        async let down: Void = Self.cross(one, 2, 1)
        _ = try await (up, down)
        #expect(try await value(1) == 2)
        #expect(try await value(2) == 2)
        await one.close()
    }

    private static func cross(_ database: Database, _ first: Int, _ second: Int) async throws {
        try await database.write { session in
            try session.execute("SET LOCAL deadlock_timeout = '10ms'")
            try session.execute("UPDATE counter SET n = n + 1 WHERE id = \(first)")
            // Both hold their first row before either asks for its second; after a retry the other one is done.
            try session.execute("SELECT pg_sleep(0.2)")
            try session.execute("UPDATE counter SET n = n + 1 WHERE id = \(second)")
        }
    }

    @Test func aRefusedCommitIsAnError() async throws {
        try await database.write { session in
            try session.script(
                """
                CREATE TABLE parent (id int PRIMARY KEY);
                CREATE TABLE child (parent int CONSTRAINT child_parent REFERENCES parent DEFERRABLE INITIALLY DEFERRED)
                """
            )
        }
        let error = await #expect(throws: PostgresError.self) {
            try await database.write { try $0.execute("INSERT INTO child VALUES (1)") }
        }
        #expect(error?.sqlState == .foreignKeyViolation)
        #expect(error?.constraint == "child_parent")
        #expect(database.statistics.inUse == 0)
    }

    @Test func aSwallowedErrorIsNotACommit() async throws {
        try await makeCounter()
        await #expect(throws: SessionError.transactionAborted) {
            try await database.write { session in
                try session.execute("UPDATE counter SET n = 9")
                _ = try? session.execute("SELECT 1 / 0")
            }
        }
        #expect(try await value(1) == 0)
    }

    @Test(arguments: ["COMMIT", "ROLLBACK"])
    func endingTheTransactionInTheBodyIsAnError(_ command: String) async throws {
        await #expect(throws: SessionError.transactionEndedByBody) {
            try await database.write { try $0.script(command) }
        }
    }

    @Test func aTransactionLeftOpenIsRolledBack() async throws {
        try await makeCounter()
        let one = pool { $0.maximumConnections = 1 }
        try await one.writeWithoutTransaction { try $0.script("BEGIN; UPDATE counter SET n = 9") }
        #expect(try await value(1) == 0)
        #expect(try await one.writeWithoutTransaction { try $0.execute("UPDATE counter SET n = 1") } == 2)
        await one.close()
    }

    @Test func aConnectionLostDuringCommitIsReportedAsUnknown() async throws {
        try await database.write { session in
            try session.script(
                """
                CREATE TABLE slow (i int);
                CREATE FUNCTION nap() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN PERFORM pg_sleep(60); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER nap AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION nap()
                """
            )
        }
        let attempts = Counter()
        let other = pool { $0.maximumConnections = 1 }
        async let inserted = other.write { session in
            attempts.increment()
            try session.execute("INSERT INTO slow VALUES (1)")
        }
        try await eventually(
            database,
            """
            SELECT count(pg_terminate_backend(pid)) = 1 AS holds FROM pg_stat_activity
            WHERE datname = current_database() AND query = 'COMMIT' AND wait_event = 'PgSleep'
            """
        )
        do {
            _ = try await inserted
            Issue.record("the commit was reported as done")
        } catch ConnectionError.outcomeUnknown {}
        #expect(attempts.value == 1)
        await other.close()
    }

    @Test func isolationLevelsAreWhatTheySay() async throws {
        for (level, name) in [
            (IsolationLevel.readCommitted, "read committed"), (.repeatableRead, "repeatable read"),
            (.serializable, "serializable"),
        ] {
            let shown = try await database.read(level) { session in
                try session.first("SHOW transaction_isolation") { try $0["transaction_isolation"] as String }
            }
            #expect(shown == name)
        }
    }

    @Test func statementsThatTakeTooLongAreEnded() async throws {
        let impatient = pool { $0.statementTimeout = .milliseconds(50) }
        let error = await #expect(throws: PostgresError.self) {
            try await impatient.read { try $0.execute("SELECT pg_sleep(30)") }
        }
        #expect(error?.sqlState == .queryCanceled)
        await impatient.close()
    }

    @Test func aLookComesBeforeTheSnapshotAndMayRefuseIt() async throws {
        let database = TestDatabase.current.database
        try await database.write { try $0.execute("CREATE TABLE notes (id int)") }
        // What is committed when the look ends is seen.
        let count = try await database.read(
            .repeatableRead, after: { try $0.execute("INSERT INTO notes (id) VALUES (1)") }
        ) { session in
            try session.first("SELECT count(*) AS count FROM notes") { try $0["count"] as Int }
        }
        #expect(count == 1)
        await #expect(throws: Deliberate.self) {
            try await database.read(.repeatableRead, after: { _ in throw Deliberate() }) { _ in
                Issue.record("the body is not run")
            }
        }
        #expect(database.statistics.inUse == 0)
    }
}
