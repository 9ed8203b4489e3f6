import Foundation
import Postgres
import Store

extension Change {
    /// The time at which the change began, by the database's clock: what its rules mean by now, and what its rows are
    /// stored with.
    func now() throws -> Date { try time.read(in: session) }
}

/// A transaction's time, read when it is first asked for and not again: it stays the same until the transaction ends. A
/// class, because whoever makes the change hands copies of it on.
final class TransactionTime {
    private var time: Date?

    func read(in session: Session) throws -> Date {
        if let time { return time }
        let now = try session.now()
        time = now
        return now
    }
}
