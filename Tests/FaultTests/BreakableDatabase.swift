import Faults
import Foundation
import Postgres
import TestSupport

/// A Postgres that can be broken on purpose, under the desk.
protocol BreakableDatabase: Sendable {
    /// What `claimdesk serve` and `claimdesk worker` are given to reach it.
    var settings: [String: String] { get }
    /// For the test itself: follows the database wherever it goes, and is not among what is broken.
    var direct: String { get }

    /// Breaks something and mends what an operator would mend at once. What must get well by itself does so afterwards.
    ///
    /// - Parameter database: a pool on ``direct``.
    func strike(_ fault: Fault, _ database: Database) async throws

    /// Puts back what the fault has used up, such as a standby, when all is well.
    func repair(_ fault: Fault) async throws

    /// What the server says of itself, to be searched for what must not be there.
    func log() throws -> String

    func stop() async
}

extension BreakableDatabase {
    /// How long something stays broken.
    var moment: Duration { .seconds(8) }

    func repair(_ fault: Fault) async throws {}

    func log() throws -> String { "" }
}

/// A fault that this database cannot have.
struct NoSuchFault: Error {
    let fault: Fault
}

extension Forwarder {
    /// The words of a transaction that writes, and its end.
    private static let writing = Array("READ WRITE".utf8)
    private static let commit = Array("COMMIT\0".utf8)

    /// Faults that a forwarder alone can make.
    func strike(_ fault: Fault, _ database: Database, for moment: Duration) async throws {
        switch fault {
        case .cutAtCommit: cutAnswer(after: Self.commit, behind: Self.writing)
        case .cutConnections: cut()
        case .silence:
            silence()
            try await Task.sleep(for: moment)
            resume()
        case .frozenConnections:
            freeze()
            try await Task.sleep(for: moment)
            // Whoever still waits on one of them learns that it is gone.
            cut()
        case .terminateSessions: try await database.terminateOthers()
        default: throw NoSuchFault(fault: fault)
        }
    }
}

extension Database {
    /// Ends every other session on this database.
    func terminateOthers() async throws {
        try await writeWithoutTransaction { session in
            try session.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
        }
    }
}

/// A clone on the server of all tests: little, so it is only what one database can have alone.
struct ClonedDatabase: BreakableDatabase {
    private let forwarder: Forwarder
    let settings: [String: String]
    let direct: String

    init() throws {
        let clone = TestDatabase.current
        forwarder = try Forwarder(to: .unix(path: clone.socketPath))
        direct = clone.connectionString
        settings = ["CLAIMDESK_DATABASE_URL": "postgresql://app@127.0.0.1:\(forwarder.port)/\(clone.name)"]
    }

    func strike(_ fault: Fault, _ database: Database) async throws {
        try await forwarder.strike(fault, database, for: moment)
    }

    func stop() async { forwarder.close() }
}
