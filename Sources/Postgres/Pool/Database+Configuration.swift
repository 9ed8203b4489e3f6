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
        /// How long a caller waits for a connection: 4 s.
        public var acquireTimeout: Duration = .seconds(4)
        /// How long a server may be away before callers fail at once instead of waiting for it; nil: as long as they wait
        /// for a connection. Zero where there is somebody else to ask.
        public var absenceLimit: Duration?
        /// How long one host may take to let a connection in: 3 s. libpq counts whole seconds, at least 2.
        public var connectTimeout: Duration = .seconds(3)
        /// Only a server that takes writes will do: a standby is as good as none. False for a pool that only reads.
        public var needsPrimary: Bool = true
        /// The server ends a statement that runs longer: 30 s. `.zero` sets no limit. A server that lets 2 s more go by
        /// without a word is given up; one that is found to be silent long before that.
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
        /// How often a server that says nothing is asked whether it is still at work: each second. Few statements take
        /// longer, and it does not mind. An attempt to connect that takes as long gets another one beside it.
        public var silenceCheck: Duration = .seconds(1)
        /// How often a listener that hears nothing asks whether its server is still there: every 5 s.
        public var listenerCheck: Duration = .seconds(5)
        /// A connection older than this is closed when it comes back; nil keeps it for good.
        public var maximumLifetime: Duration?
        /// Told how long callers wait and statements run; nil: nothing is timed.
        public var observer: (any DatabaseObserver)?

        /// Everything but the connection string has a default.
        public init(connectionString: String) {
            self.connectionString = connectionString
        }
    }
}

extension Database.Configuration {
    /// Looks whether the connection string can be read, without connecting.
    ///
    /// - Throws: ``ConnectionError/invalidConnectionString(reason:)``.
    public func validate() throws {
        _ = try conninfo()
    }

    /// What goes to `PQconnectdbParams`: the user's words, and ours where the user said nothing.
    ///
    /// - Throws: ``ConnectionError/invalidConnectionString(reason:)``.
    func conninfo() throws -> Conninfo {
        var conninfo = try Conninfo(connectionString)
        conninfo.setDefault("fallback_application_name", applicationName)
        conninfo.setDefault("connect_timeout", String(max(2, connectTimeout.wholeMilliseconds / 1_000)))
        // Texts are sent and read as UTF-8, whatever the user or the environment says.
        conninfo.set("client_encoding", "UTF8")
        // A machine that vanished without closing its connections (failover, a pulled cable) is noticed in 20 s when idle,
        // and in 10 s with data under way, instead of after hours. Where a statement waits it is noticed sooner.
        conninfo.setDefault("keepalives_idle", "10")
        conninfo.setDefault("keepalives_interval", "3")
        conninfo.setDefault("keepalives_count", "3")
        conninfo.setDefault("tcp_user_timeout", "10000")
        return conninfo
    }

    /// What the server lets a statement take; nil for any time. The user's own `options` are not known here.
    var statementLimit: Duration? {
        statementTimeout == .zero || connectionString.contains("statement_timeout") ? nil : statementTimeout
    }

    /// What decides how values read and what statements mean. None of it is left to the server, its databases and roles.
    private static let meaning: [(name: String, value: String)] = [
        ("TimeZone", "UTC"),
        ("DateStyle", "ISO, MDY"),
        ("IntervalStyle", "postgres"),
        ("bytea_output", "hex"),
        ("extra_float_digits", "1"),
        ("standard_conforming_strings", "on"),
        ("transform_null_equals", "off"),
        ("array_nulls", "on"),
        ("lc_numeric", "C"),
        ("lc_monetary", "C"),
        ("lc_time", "C"),
        ("default_transaction_isolation", "read committed"),
        ("default_transaction_read_only", "off"),
        ("default_transaction_deferrable", "off"),
        ("row_security", "on"),
        ("gin_fuzzy_search_limit", "0"),
    ]

    /// The session's settings, as statements: ``meaning`` in any case, the limits of time unless the connection string
    /// sets its own in `options`.
    ///
    /// - Parameter local: for the current transaction only (`SET LOCAL`).
    func settings(for conninfo: Conninfo, local: Bool) -> String {
        let options = conninfo["options"] ?? ""
        let limits = [
            ("statement_timeout", String(statementTimeout.wholeMilliseconds)),
            ("idle_in_transaction_session_timeout", String(idleInTransactionTimeout.wholeMilliseconds)),
            // Compiling pays for none of our statements.
            ("jit", "off"),
        ].filter { !options.contains($0.0) }
        return (Self.meaning + limits)
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
