// What a private server does as a streaming standby, or beside one.
extension LocalCluster {
    /// Where the server that runs listens; nil when none does.
    package var socketPath: String? { layout?.socket }

    /// Makes a standby a server of its own, which takes writes, and waits until it is one.
    ///
    /// - Throws: ``PostgresError`` when it is none; ``ConnectionError``.
    package func promote() throws { try ask("SELECT pg_promote(true, 60)") }

    /// Holds what comes from the primary back: the standby goes on answering with what it has.
    ///
    /// - Throws: ``PostgresError`` when it is no standby; ``ConnectionError``.
    package func pauseReplay() throws { try ask("SELECT pg_wal_replay_pause()") }

    /// Goes on with what came from the primary meanwhile.
    ///
    /// - Throws: ``PostgresError`` when it is no standby; ``ConnectionError``.
    package func resumeReplay() throws { try ask("SELECT pg_wal_replay_resume()") }

    /// How many standbys stream from this server, those alone that its commits wait for, or all.
    ///
    /// - Throws: ``ConnectionError``.
    package func standbys(synchronous: Bool) throws -> Int {
        try ask(
            """
            SELECT 1 FROM pg_stat_replication
            WHERE state = 'streaming' AND (sync_state = 'sync' OR NOT \(synchronous))
            """)
    }

    @discardableResult
    private func ask(_ statement: SQL) throws -> Int {
        guard let layout else { return 0 }
        let link = try connect(.init(connectionString: layout.connectionString(database: "postgres")))
        return Int(try link.query(statement).rowCount)
    }
}
