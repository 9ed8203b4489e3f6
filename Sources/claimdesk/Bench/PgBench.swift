import Foundation
import Volume

/// pgbench on a benchmark's own server: what Postgres itself does of the kind, in the same minute.
struct PgBench: Sendable {
    struct Outcome: Sendable {
        /// Transactions of the script a second.
        let rate: Double
        /// Milliseconds, the mean of the script.
        let latency: Double
    }

    /// What it runs.
    struct Script: Sendable {
        /// For psql: makes the tables anew.
        let tables: String
        /// For pgbench.
        let transactions: String
        /// How many rows each run of it takes.
        var taken = 1
        /// What its variables are at first.
        var variables: [String: String] = [:]
    }

    let connection: String
    let script: Script
    /// Open ones of its table, when a measurement begins.
    let rows: Int

    /// Makes tables of open rows, and nothing else on them than what the script wants.
    private func prepare() async throws {
        _ = try await Tool.output(
            "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", connection], input: script.tables)
    }

    /// Runs the script for about as long.
    func run(connections: Int, seconds: Int) async throws -> Outcome {
        // By number: its clock is a signal, and programs inherit that we block them.
        try await prepare()
        let tried = try await run(1 + min(100, most / 9 / connections), connections: connections)
        try await prepare()
        return try await run(
            max(1, min(Int(tried.rate * Double(seconds)), most) / connections), connections: connections)
    }

    /// Runs the script until nearly all rows are taken.
    func runThrough(connections: Int) async throws -> Outcome {
        try await prepare()
        return try await run(max(1, most / connections), connections: connections)
    }

    /// Never more than there are: where nothing is left, a transaction takes nothing and no time.
    private var most: Int { rows * 9 / 10 / script.taken }

    private func run(_ transactions: Int, connections: Int) async throws -> Outcome {
        let printed = try await Tool.output(
            "pgbench",
            [
                "-n", "-M", "prepared", "-c", "\(connections)", "-j", "1", "-t", "\(transactions)", "-f", "/dev/stdin",
            ] + script.variables.flatMap { ["-D", "\($0.key)=\($0.value)"] } + [connection],
            input: script.transactions)
        return try Self.outcome(of: printed)
    }

    /// The figures that it printed.
    static func outcome(of printed: String) throws -> Outcome {
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
