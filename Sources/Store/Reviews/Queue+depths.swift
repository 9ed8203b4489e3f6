package import Domain
package import Postgres

extension Queue {
    /// How many desks are told of at most, those of the longest standing.
    package static let deskLimit = 100

    /// How much waits on each desk. Read from the ends of indexes, and counted up to `countLimit`: as quick on any queue.
    package static func depths(in session: Session) throws -> [QueueDepth] {
        try session.all(depths) {
            QueueDepth(
                desk: try $0["desk"], open: try $0["open"], leased: try $0["leased"],
                oldestSeconds: try $0["oldest_seconds"])
        }
    }

    /// The statement of `depths(in:)`; a test looks at its plan.
    package static let depths: SQL = """
        SELECT CASE WHEN d.public_pages THEN d.slug ELSE d.id::text END AS desk, o.count AS open, l.count AS leased,
            coalesce(greatest(0, extract(epoch FROM clock_timestamp() - a.opened_at)), 0)::float8 AS oldest_seconds
        FROM (SELECT id, slug, public_pages FROM desks ORDER BY id LIMIT \(deskLimit)) d
        CROSS JOIN LATERAL (
            SELECT count(*) AS count FROM (
                SELECT 1 FROM review_slots s WHERE s.desk_id = d.id AND s.state = 'open' LIMIT \(countLimit)) s
        ) o
        CROSS JOIN LATERAL (
            SELECT count(*) AS count FROM (
                SELECT 1 FROM review_slots s WHERE s.desk_id = d.id AND s.state = 'leased' LIMIT \(countLimit)) s
        ) l
        LEFT JOIN LATERAL (
            SELECT s.opened_at FROM review_slots s
            WHERE s.desk_id = d.id AND s.state = 'open'
            ORDER BY s.opened_at
            LIMIT 1
        ) a ON true
        ORDER BY desk
        """
}
