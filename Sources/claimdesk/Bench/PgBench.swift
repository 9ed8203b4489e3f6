import Foundation
import Volume

/// pgbench on a benchmark's own server: what Postgres itself does of the kind, in the same minute.
struct PgBench: Sendable {
    struct Outcome: Sendable {
        /// Transactions a second.
        let rate: Double
        /// Milliseconds, the mean.
        let latency: Double
    }

    let connection: String
    /// Open ones of its table, when a measurement begins.
    let rows: Int

    /// Takes one row a transaction, for about as long.
    func take(connections: Int, seconds: Int) async throws -> Outcome {
        // By number: its clock is a signal, and programs inherit that we block them.
        try await prepare(TakeReference.table(rows))
        let tried = try await run(
            TakeReference.take, 1 + min(100, rows / 10 / connections), connections: connections)
        try await prepare(TakeReference.table(rows))
        // Never more than there are: where nothing is left, a transaction takes nothing and no time.
        let wanted = min(Int(tried.rate * Double(seconds)), rows * 9 / 10)
        return try await run(TakeReference.take, max(1, wanted / connections), connections: connections)
    }

    /// Leases and ends a hundred rows a transaction, nearly all that there are.
    func exchange(connections: Int) async throws -> Outcome {
        try await prepare(JobReference.table(rows))
        return try await run(
            JobReference.exchange, max(1, rows * 9 / 10 / JobReference.batch / connections), connections: connections)
    }

    /// Makes a table of open rows, and nothing else on it than the index that taking in order wants.
    private func prepare(_ table: String) async throws {
        _ = try await Tool.output("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", connection], input: table)
    }

    private func run(_ script: String, _ transactions: Int, connections: Int) async throws -> Outcome {
        let printed = try await Tool.output(
            "pgbench",
            [
                "-n", "-M", "prepared", "-c", "\(connections)", "-j", "1", "-t", "\(transactions)", "-f", "/dev/stdin",
                connection,
            ],
            input: script)
        func figure(_ name: String) -> Double? {
            let line = printed.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name) }
            return line?.split(separator: " ").lazy.compactMap { Double($0) }.first
        }
        guard let rate = figure("tps = "), let latency = figure("latency average = ") else {
            throw Failure("pgbench printed no figures: \(printed.suffix(300))")
        }
        return Outcome(rate: rate, latency: latency)
    }
}
