import Domain
import Foundation
import Volume
import Workflow

/// Reviewers who take from a long queue as fast as they are let, and pgbench beside them.
struct TakeRun: Sendable {
    /// One round, all of it within a minute.
    struct Round: Sendable {
        /// Over many connections.
        let takes: Wrk.Outcome
        /// Over one.
        let single: Wrk.Outcome
        /// The better of sixteen and sixty-four connections.
        let reference: PgBench.Outcome
        /// Over one connection.
        let singleReference: PgBench.Outcome
        /// Where something failed in the middle.
        let tally: BreakTally?

        var ratio: Double { takes.rate / reference.rate }
        var latencyRatio: Double { single.p50 / singleReference.latency }
    }

    let queue: LongQueue
    let connections: Int
    let seconds: Int
    /// Of the many connections.
    let breakage: Breakage?

    func round(rows: Int) async throws -> Round {
        let before = try await queue.leases()
        let takes = try await queue.server.breaking(breakage, after: Double(seconds) / 2) {
            try await take(connections)
        }
        let given = try await queue.leases() - before
        var tally: BreakTally?
        if let breakage {
            tally = try await BreakTally(
                breakage, failures: takes.failures,
                [
                    .init(
                        what: "takes", acknowledged: takes.accepted, stored: given,
                        unsure: takes.failures + connections)
                ], on: queue.server, desk: LongQueue.slug)
        } else if takes.failures > 0 || given < takes.requests || given > takes.requests + connections {
            // Those under way when the time ends are given and not counted.
            throw Failure("\(takes.requests) takes gave \(given) leases, \(takes.failures) failed")
        }
        let single = try await take(1)
        let pgbench = PgBench(
            connection: queue.server.connection,
            script: PgBench.Script(tables: TakeReference.table(rows), transactions: TakeReference.take), rows: rows)
        let (some, many) = (
            try await pgbench.run(connections: 16, seconds: seconds),
            try await pgbench.run(connections: 64, seconds: seconds)
        )
        return Round(
            takes: takes, single: single, reference: some.rate > many.rate ? some : many,
            singleReference: try await pgbench.run(connections: 1, seconds: seconds), tally: tally)
    }

    private func take(_ connections: Int) async throws -> Wrk.Outcome {
        try await Wrk.post(
            "{}", to: "\(queue.server.serverAddress)/v1/queue/take", keys: queue.keys, connections: connections,
            seconds: seconds)
    }
}
