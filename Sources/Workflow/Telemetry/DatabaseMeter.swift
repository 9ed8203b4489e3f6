package import Postgres
package import Telemetry

/// Times what a database's callers wait for: connections by lane, statements by the function that runs them.
package struct DatabaseMeter: DatabaseObserver {
    private let waits: Timings<String>
    private let statements: Timings<StatementOrigin>
    private let isReplica: Bool

    package init() { self.init(waits: Timings(.waits), statements: Timings(.statements), isReplica: false) }

    private init(waits: Timings<String>, statements: Timings<StatementOrigin>, isReplica: Bool) {
        self.waits = waits
        self.statements = statements
        self.isReplica = isReplica
    }

    /// The same for the pool of a replica: who waits there is counted as a lane of its own.
    package var ofReplica: DatabaseMeter { DatabaseMeter(waits: waits, statements: statements, isReplica: true) }

    /// Waits for a connection, by lane.
    package var waitsByLane: [(name: String, histogram: Histogram)] { waits.named { $0 } }

    /// Statements, by the function that ran them: `Lease.end`.
    package var statementsByName: [(name: String, histogram: Histogram)] { statements.named(\.name) }

    package func waited(in lane: Lane, since start: ContinuousClock.Instant, succeeded: Bool) {
        waits.record(isReplica ? "replica" : Self.name(lane), since: start)
    }

    package func ran(_ statement: StatementOrigin, since start: ContinuousClock.Instant, succeeded: Bool) {
        statements.record(statement, since: start)
    }

    private static func name(_ lane: Lane) -> String {
        switch lane {
        case .main: "main"
        case .entry: "entry"
        case .open: "open"
        case .background: "background"
        }
    }
}
