import Postgres
import Store

/// The database is a copy, and nobody has said that it is the real one now: nothing of it is sent to anybody.
package struct NotAtHome: Error, Hashable, CustomStringConvertible {
    package let description = "this database is a copy, and nobody has said that it is the real one now"

    package init() {}
}

// Whether this database is the real one. Those who run the server say so from its command line, without a key.
extension Desk {
    /// Whether this database is the real one, as far as anybody has said.
    package func isAtHome() async throws -> Bool {
        try await available { try await Self.withIdentity(database.on(.entry), Home.isHere) }
    }

    /// Says that this database is the real one now: what waits is sent.
    package func confirmHome() async throws {
        try await available { try await Self.withIdentity(database, Home.confirm) }
    }

    /// Says that this database is a copy: nothing of it is sent.
    package func denyHome() async throws { try await writeAsDesk { try Home.deny(in: $0) } }

    /// - Throws: `NotAtHome`.
    func requireHome() async throws {
        let isHere = try await available { try await Self.withIdentity(database, Home.settle) }
        if !isHere { throw NotAtHome() }
    }

    /// A transaction that knows which database it is in. Where the role may not ask which cluster that belongs to, the
    /// database's own number must do.
    static func withIdentity<Value: Sendable>(
        _ database: Database, _ body: @Sendable (DatabaseIdentity, Session) throws -> Value
    ) async throws -> Value {
        do {
            return try await database.write(.readCommitted) { try body(DatabaseIdentity.read(in: $0), $0) }
        } catch let error as PostgresError where error.sqlState == .insufficientPrivilege {
            return try await database.write(.readCommitted) { try body(DatabaseIdentity.readDatabase(in: $0), $0) }
        }
    }
}
