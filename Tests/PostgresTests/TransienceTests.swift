import Postgres
import TestSupport
import Testing

@Suite(.database)
struct TransienceTests {
    @Test(arguments: [
        ("57P01", true), ("57P02", true), ("57P03", true), ("25006", true), ("53300", true), ("53100", true),
        ("53200", true), ("08006", true), ("08001", true), ("23505", false), ("40001", false), ("57014", false),
        ("42601", false),
    ])
    func someStatesMeanNotNow(_ state: String, _ expected: Bool) async throws {
        let error = await #expect(throws: PostgresError.self) {
            var configuration = TestDatabase.current.database.configuration
            configuration.maximumRetries = 0
            try await Database(configuration).write { session in
                try session.script("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '\(state)'; END $$")
            }
        }
        #expect(error?.sqlState.rawValue == state)
        #expect(error.map(isTransient) == expected)
    }

    @Test func lostConnectionsMeanNotNow() {
        #expect(isTransient(ConnectionError.lost(reason: "")))
        #expect(isTransient(ConnectionError.outcomeUnknown(reason: "")))
        #expect(isTransient(ConnectionError.unreachable(reason: "")))
        #expect(!isTransient(ConnectionError.closed))
        #expect(!isTransient(CancellationError()))
    }
}
