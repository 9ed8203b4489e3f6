/// What pgbench runs beside a measured take: the least that leasing one row of a queue in its order can be.
package enum TakeReference {
    /// For psql: a table of open rows.
    package static func table(_ rows: Int) -> String {
        """
        SET client_min_messages = warning;
        DROP TABLE IF EXISTS bench_queue;
        CREATE TABLE bench_queue (
            id bigint PRIMARY KEY, rank double precision NOT NULL, state text NOT NULL DEFAULT 'open', holder bigint,
            expires_at timestamptz);
        INSERT INTO bench_queue (id, rank) SELECT n, random() FROM generate_series(1, \(rows)) n;
        CREATE INDEX bench_queue_open ON bench_queue (rank DESC, id) WHERE state = 'open';
        VACUUM ANALYZE bench_queue;
        CHECKPOINT;
        """
    }

    /// For pgbench: one transaction.
    package static let take = """
        UPDATE bench_queue SET state = 'leased', holder = 1, expires_at = clock_timestamp() + interval '15 minutes'
        WHERE id = (
            SELECT id FROM bench_queue WHERE state = 'open' ORDER BY rank DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED);
        """
}
