package import Postgres
import Tracing

/// Times what a database's callers wait for: connections by lane, statements by the function that runs them. Where what they do is
/// traced, each is a span of it.
package struct DatabaseMeter: DatabaseObserver {
    private let waits: Timings<String>
    private let statements: Timings<StatementOrigin>
    private let tracer: DeskTracer?
    private let isReplica: Bool

    init(tracer: DeskTracer?) {
        self.init(waits: Timings(.waits), statements: Timings(.statements), tracer: tracer, isReplica: false)
    }

    private init(
        waits: Timings<String>, statements: Timings<StatementOrigin>, tracer: DeskTracer?, isReplica: Bool
    ) {
        self.waits = waits
        self.statements = statements
        self.tracer = tracer
        self.isReplica = isReplica
    }

    /// The same for the pool of a replica: who waits there is counted as a lane of its own.
    package var ofReplica: DatabaseMeter {
        DatabaseMeter(waits: waits, statements: statements, tracer: tracer, isReplica: true)
    }

    /// Waits for a connection, by lane.
    package var waitsByLane: [(name: String, histogram: Histogram)] { waits.named { $0 } }

    /// Statements, by the function that ran them: `Leases.end`.
    package var statementsByName: [(name: String, histogram: Histogram)] { statements.named(\.name) }

    package func waited(in lane: Lane, since start: ContinuousClock.Instant, succeeded: Bool) {
        let lane = isReplica ? "replica" : Self.name(lane)
        waits.record(lane, since: start)
        tracer?.record(
            "wait for a connection", .internal, since: start, failed: !succeeded,
            ["claimdesk.lane": .string(lane)])
    }

    package func ran(_ statement: StatementOrigin, since start: ContinuousClock.Instant, succeeded: Bool) {
        statements.record(statement, since: start)
        tracer?.record(
            statement.name, .client, since: start, failed: !succeeded, ["db.system.name": "postgresql"])
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
