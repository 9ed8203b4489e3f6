package import Foundation
package import Postgres

extension Session {
    /// The time at which the transaction began, by the database's clock: what a rule means by now.
    ///
    /// The same for every statement of a transaction, and what `now()` writes into columns, so that a decision and what
    /// is stored of it are of one moment. Leases and whatever else runs out while somebody waits for a lock go by
    /// `clock_timestamp()`, in their own statements. No process is asked: each has a clock of its own.
    package func now() throws -> Date { try time("now()") }

    /// The time at which this is asked, by the database's clock: later than `now` in a transaction that had to wait.
    package func timeOfClock() throws -> Date { try time("clock_timestamp()") }

    private func time(_ function: SQL) throws -> Date {
        guard let time = try first("SELECT \(function) AS time", { try $0.decode("time", as: Date.self) })
        else { fatalError("a SELECT without FROM has one row") }
        return time
    }
}

extension Session {
    /// Whether the database has a time zone of this name.
    package func knows(timeZone: String) throws -> Bool {
        try first("SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = \(timeZone)) AS known") {
            try $0["known"]
        } ?? false
    }
}
