package import Postgres

/// How long a statement took on the server, all in all.
package struct StatementTime: Sendable {
    package let calls: Int
    /// Milliseconds.
    package let total: Double
    /// Its first words.
    package let text: String
}

// Of a server that has loaded pg_stat_statements.
extension Database {
    /// The settings with which a server counts its statements.
    package static let countingStatements = [
        "shared_preload_libraries": "pg_stat_statements", "pg_stat_statements.track": "all",
    ]

    /// Begins to count anew.
    package func countStatements() async throws {
        try await writeWithoutTransaction { session in
            try session.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
            try session.execute("SELECT pg_stat_statements_reset()")
        }
    }

    /// Those that took the longest, all calls together, since counting began; those of triggers and constraints too, whose time
    /// is also in that of the statement that set them off.
    package func statementTimes(_ count: Int) async throws -> [StatementTime] {
        try await read { session in
            try session.all(
                """
                SELECT calls, total_exec_time + total_plan_time AS total,
                    left(regexp_replace(regexp_replace(query, '--[^\\n]*', '', 'g'), '\\s+', ' ', 'g'), 100) AS text
                FROM pg_stat_statements
                ORDER BY 2 DESC
                LIMIT \(count)
                """
            ) { StatementTime(calls: try $0["calls"], total: try $0["total"], text: try $0["text"]) }
        }
    }
}
