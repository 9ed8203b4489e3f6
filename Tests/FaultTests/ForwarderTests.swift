import Faults
import Foundation
import Postgres
import TestSupport
import Testing

/// What a forwarder does to the connections of a pool.
@Suite(.database) struct ForwarderTests {
    private let direct = TestDatabase.current.database
    private let server = Forwarder.Target.unix(path: TestDatabase.current.socketPath)

    private func pool(through forwarder: Forwarder, patience: Duration = .seconds(60)) -> Database {
        var configuration = direct.configuration
        configuration.connectionString = "postgresql://app@127.0.0.1:\(forwarder.port)/\(TestDatabase.current.name)"
        configuration.maximumConnections = 1
        configuration.acquireTimeout = patience
        return Database(configuration)
    }

    private func makeTable() async throws {
        try await direct.write { try $0.execute("CREATE TABLE notes (id int)") }
    }

    private static func add(_ id: Int, to database: Database) async throws {
        try await database.write { try $0.execute("INSERT INTO notes (id) VALUES (\(id))") }
    }

    private static func ids(in database: Database) async throws -> [Int] {
        try await database.read { try $0.all("SELECT id FROM notes ORDER BY id") { try $0["id"] as Int } }
    }

    @Test func whatIsSentIsPassedOnBothWays() async throws {
        let forwarder = try Forwarder(to: server)
        let database = pool(through: forwarder)
        let long = String(repeating: "salt ", count: 600_000)
        let back = try await database.read { try $0.first("SELECT \(long) AS text") { try $0["text"] as String } }
        #expect(back == long)
        await database.close()
    }

    @Test func newConnectionsAreTurnedAndOpenOnesStay() async throws {
        try await makeTable()
        let forwarder = try Forwarder(to: server)
        let (old, new) = (pool(through: forwarder), pool(through: forwarder))
        let lost = pool(through: forwarder, patience: .milliseconds(100))
        _ = try await Self.ids(in: old)
        let nobody = try Forwarder(to: server)
        nobody.close()
        forwarder.turn(to: .tcp(port: nobody.port))
        await #expect(throws: ConnectionError.self) { try await Self.ids(in: lost) }
        #expect(try await Self.ids(in: old) == [])
        forwarder.turn(to: server)
        #expect(try await Self.ids(in: new) == [])
        for database in [old, new, lost] { await database.close() }
    }

    @Test func whatASilenceHoldsGoesOnAfterIt() async throws {
        try await makeTable()
        let forwarder = try Forwarder(to: server)
        let database = pool(through: forwarder)
        _ = try await Self.ids(in: database)
        forwarder.silence()
        async let sent: Void = Self.add(1, to: database)
        for _ in 0..<3 { #expect(try await Self.ids(in: direct) == []) }
        forwarder.resume()
        try await sent
        #expect(try await Self.ids(in: direct) == [1])
        await database.close()
    }

    @Test func aCutEndsOpenConnectionsAndTakesNewOnes() async throws {
        let forwarder = try Forwarder(to: server)
        let database = pool(through: forwarder)
        await #expect(throws: ConnectionError.self) {
            try await database.write { session in
                try session.execute("SELECT 1")
                forwarder.cut()
                try session.execute("SELECT 1")
            }
        }
        #expect(try await database.read { try $0.first("SELECT 1 AS one") { try $0["one"] as Int } } == 1)
        await database.close()
    }

    @Test func anAnswerThatIsCutIsToSomethingDone() async throws {
        try await makeTable()
        let forwarder = try Forwarder(to: server)
        let database = pool(through: forwarder)
        forwarder.cutAnswer(after: Array("COMMIT".utf8), behind: Array("READ WRITE".utf8))
        #expect(try await Self.ids(in: database) == [])
        do {
            try await Self.add(1, to: database)
            Issue.record("the answer came")
        } catch ConnectionError.outcomeUnknown {
            #expect(try await Self.ids(in: direct) == [1])
        }
        try await Self.add(2, to: database)
        #expect(try await Self.ids(in: database) == [1, 2])
        await database.close()
    }

    @Test func aClosedOneRefuses() async throws {
        let forwarder = try Forwarder(to: server)
        let database = pool(through: forwarder, patience: .milliseconds(100))
        forwarder.close()
        await #expect(throws: ConnectionError.self) { try await database.read { _ = try $0.execute("SELECT 1") } }
        await database.close()
    }
}
