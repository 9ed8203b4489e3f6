import Foundation
import Postgres
import TestSupport
import Workflow

/// Where histories happen: a server, and the database that it works on.
struct HistoryServer: Sendable {
    let database: Database
    let desk: Desk
    let port: Int
    /// Nil where nothing breaks.
    var patience: Patience?

    /// Reads rows, again and again while the database is away.
    func read<Value: Sendable>(_ body: @Sendable (Session) throws -> Value) async throws -> Value {
        try await patiently { try await database.read { try body($0) } }
    }

    /// Changes rows, again while the database is away: what is done twice must come to the same.
    @discardableResult
    func write<Value: Sendable>(_ body: @Sendable (Session) throws -> Value) async throws -> Value {
        try await patiently { try await database.write { try body($0) } }
    }

    /// Does something once more when the database was away, for as long as the patience lasts.
    func patiently<Value>(_ body: () async throws -> Value) async throws -> Value {
        guard let patience else { return try await body() }
        let end = ContinuousClock.now + patience.limit
        while true {
            do {
                return try await body()
            } catch
                where ContinuousClock.now < end
                && (error is ConnectionError || error is PostgresError || error is Unavailable)
            {
                try await Task.sleep(for: Patience.pause)
            }
        }
    }
}
