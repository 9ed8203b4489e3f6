/// A session as its server knows it: process and start, so that another session of the same number is not taken for it.
struct Backend: Equatable, Sendable {
    let processID: Int32
    /// Seconds since 1970, as text.
    let start: String
}

extension Backend {
    /// What a session asks of its server first: who it is, and whether the server is one to work with.
    static let introduction = """
        SELECT pg_backend_pid() AS pid, pg_is_in_recovery() AS standby,
            (SELECT extract(epoch FROM backend_start)::text FROM pg_stat_get_activity(pg_backend_pid())) AS start
        """

    /// What another session asks about it. No row: there is no such session; `rests`: it waits for a statement.
    var question: String {
        """
        SELECT coalesce(state LIKE 'idle%', false) AS rests FROM pg_stat_get_activity(\(processID))
        WHERE extract(epoch FROM backend_start)::text = '\(start)'
        """
    }

    /// Ends the session, if it still waits for a statement.
    var ending: String {
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_get_activity(\(processID))
        WHERE extract(epoch FROM backend_start)::text = '\(start)' AND state LIKE 'idle%'
        """
    }
}
