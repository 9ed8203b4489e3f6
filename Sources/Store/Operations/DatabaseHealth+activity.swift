package import Domain
package import Postgres

extension DatabaseHealth {
    /// The tables that the queues live in, and those that every change writes.
    private static let hotTables = [
        "articles", "audit_events", "audit_unsealed", "claims", "job_history", "jobs", "leases", "review_slots",
        "reviews",
    ]

    /// What Postgres's own statistics tell; no table is read. Of other roles' transactions a role without `pg_read_all_stats`
    /// sees the snapshots and not since when they are open.
    package static func read(in session: Session) throws -> DatabaseHealth {
        let tables = try session.all(
            """
            SELECT relname::text AS name, n_live_tup AS live, n_dead_tup AS dead
            FROM pg_stat_user_tables
            WHERE schemaname = current_schema() AND relname = ANY(\(hotTables))
            ORDER BY relname
            """
        ) { Table(name: try $0["name"], live: try $0["live"], dead: try $0["dead"]) }
        let oldest = try session.first(
            """
            SELECT coalesce(greatest(0, extract(epoch FROM clock_timestamp() - min(xact_start))), 0)::float8 AS seconds,
                coalesce(max(age(backend_xmin)), 0)::bigint AS snapshot
            FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
              -- What cleans up is in nobody's way.
              AND backend_type IS DISTINCT FROM 'autovacuum worker'
            """
        ) { (seconds: try $0.decode("seconds", as: Double.self), snapshot: try $0.decode("snapshot", as: Int.self)) }
        return DatabaseHealth(
            tables: tables, oldestTransactionSeconds: oldest?.seconds ?? 0, oldestSnapshotAge: oldest?.snapshot ?? 0)
    }
}
