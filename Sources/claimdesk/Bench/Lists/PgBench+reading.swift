import Foundation

extension PgBench {
    /// Makes the tables of pgbench's own script.
    static func prepareReading(_ connection: String) async throws {
        _ = try await Tool.output("pgbench", ["-i", "-q", "-s", "10", connection])
    }

    /// Reads one row a transaction (`pgbench -S`), for about as long.
    static func read(_ connection: String, connections: Int, seconds: Int) async throws -> Outcome {
        // By number, as its clock is a signal.
        let tried = try await read(connection, connections: connections, transactions: 500)
        return try await read(
            connection, connections: connections, transactions: max(1, Int(tried.rate) * seconds / connections))
    }

    private static func read(_ connection: String, connections: Int, transactions: Int) async throws -> Outcome {
        try outcome(
            of: await Tool.output(
                "pgbench",
                ["-S", "-n", "-M", "prepared", "-c", "\(connections)", "-j", "1", "-t", "\(transactions)", connection]))
    }
}
