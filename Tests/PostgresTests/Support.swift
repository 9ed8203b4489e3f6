import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

/// Asks the server until the condition `holds`.
func eventually(_ database: Database, _ sql: SQL, fileID: String = #fileID, line: Int = #line) async throws {
    try await eventually("it holds: \(sql.text)", fileID: fileID, line: line) {
        try await database.read { session in try session.first(sql) { try $0["holds"] as Bool } } == true
    }
}

/// Another pool on the test's database.
func pool(_ change: (inout Database.Configuration) -> Void = { _ in }) -> Database {
    var configuration = TestDatabase.current.database.configuration
    change(&configuration)
    return Database(configuration)
}

/// The process id of the server's side of a session.
func backend(_ session: Session) throws -> Int32 {
    try session.first("SELECT pg_backend_pid() AS pid") { try $0["pid"] as Int32 } ?? 0
}

struct Deliberate: Error, Equatable {}

/// Counts from any thread.
final class Counter: Sendable {
    private let count = Mutex(0)

    func increment() { count.withLock { $0 += 1 } }

    var value: Int { count.withLock { $0 } }
}

/// Collects from any thread, in order.
final class Collector<Item: Sendable>: Sendable {
    private let list = Mutex<[Item]>([])

    func append(_ item: Item) { list.withLock { $0.append(item) } }

    var items: [Item] { list.withLock { $0 } }
}
