extension Database {
    /// How to reach the server, and the limits of the pool.
    public struct Configuration: Sendable {
        /// Any libpq connection string or `postgres://` URI: several hosts, TLS, `target_session_attrs`, a service.
        public var connectionString: String
        /// Shown in `pg_stat_activity`, unless the connection string says otherwise.
        public var applicationName: String = "claimdesk"
        /// Connections at most. Each running statement holds one thread, so keep it at 20 or fewer; on a machine with
        /// two cores more than 8 never helped (measured).
        public var maximumConnections: Int = 8
        /// How long a caller waits for a connection: 5 s.
        public var acquireTimeout: Duration = .seconds(5)
        /// How long a server may be away before callers fail at once instead of waiting for it; nil: as long as they wait
        /// for a connection. Zero where there is somebody else to ask.
        public var absenceLimit: Duration?
        /// How long one host may take to answer: 5 s. libpq counts whole seconds, at least 2.
        public var connectTimeout: Duration = .seconds(5)
        /// The server ends a statement that runs longer: 30 s. `.zero` sets no limit.
        public var statementTimeout: Duration = .seconds(30)
        /// The server ends a session that holds a transaction open and idle for longer: 30 s. `.zero` sets no limit.
        public var idleInTransactionTimeout: Duration = .seconds(30)
        /// Statements that come again are prepared, and settings live in the session. False for a pooler that gives
        /// each transaction another session (PgBouncer's `pool_mode = transaction`): then nothing is prepared and the
        /// timeouts are set in each transaction; outside of transactions the server's own timeouts apply.
        public var preparedStatements: Bool = true
        /// How often a transaction is run again after a serialization failure or a deadlock: 5 times.
        public var maximumRetries: Int = 5
        /// A connection that was idle for longer makes a round trip before it is handed out: 30 s.
        public var idleCheck: Duration = .seconds(30)
        /// A connection older than this is closed when it comes back; nil keeps it for good.
        public var maximumLifetime: Duration?

        /// Everything but the connection string has a default.
        public init(connectionString: String) {
            self.connectionString = connectionString
        }
    }
}

extension Database.Configuration {
    /// What goes to `PQconnectdbParams`: the user's words, and ours where the user said nothing.
    ///
    /// - Throws: ``ConnectionError/invalidConnectionString(reason:)``.
    func conninfo() throws -> Conninfo {
        var conninfo = try Conninfo(connectionString)
        conninfo.setDefault("fallback_application_name", applicationName)
        conninfo.setDefault("connect_timeout", String(max(2, connectTimeout.wholeMilliseconds / 1_000)))
        conninfo.setDefault("client_encoding", "UTF8")
        // A machine that vanished without closing its connections (failover, a pulled cable) is noticed in about a
        // minute when idle, and in 30 s with data under way, instead of after hours.
        conninfo.setDefault("keepalives_idle", "30")
        conninfo.setDefault("keepalives_interval", "10")
        conninfo.setDefault("keepalives_count", "3")
        conninfo.setDefault("tcp_user_timeout", "30000")
        return conninfo
    }

    /// The session's settings, as statements. Values decode independently of the server's own settings: UTC, ISO
    /// dates, hexadecimal bytes, shortest exact floats.
    ///
    /// - Parameter local: for the current transaction only (`SET LOCAL`).
    func settings(for conninfo: Conninfo, local: Bool) -> String {
        let options = conninfo["options"] ?? ""
        let settings: [(name: String, value: String)] = [
            ("TimeZone", "UTC"),
            ("DateStyle", "ISO, MDY"),
            ("IntervalStyle", "postgres"),
            ("bytea_output", "hex"),
            ("extra_float_digits", "1"),
            ("statement_timeout", String(statementTimeout.wholeMilliseconds)),
            ("idle_in_transaction_session_timeout", String(idleInTransactionTimeout.wholeMilliseconds)),
        ]
        return
            settings
            .filter { !options.contains($0.name) }
            .map { "SET \(local ? "LOCAL " : "")\($0.name) = '\($0.value)'" }
            .joined(separator: "; ")
    }
}

extension Duration {
    /// Rounded up, so that a short limit never becomes "no limit".
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
