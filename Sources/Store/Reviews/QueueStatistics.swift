package import Domain
package import Postgres

extension QueueStatistics {
    /// How many of the newest verdicts tell how long one takes: reading all of a busy desk's month would tell the same.
    package static let verdicts = 1_000

    /// In one statement, which sees one moment.
    package static func read(on desk: DeskProfile.ID, in session: Session) throws -> QueueStatistics {
        let found = try session.first(reading(on: desk), QueueStatistics.init)
        guard let found else { throw NotFound("desk") }
        return found
    }

    private init(row: Row) throws {
        let claims: JSON? = try row["claims"]
        var counts: [Claim.Status: Int] = [:]
        for member in claims?.members ?? [] {
            if let status = Claim.Status(rawValue: member.name), case .int(let count) = member.value {
                counts[status] = count
            }
        }
        self.init(
            claims: counts,
            queue: QueueNow(open: try row["open"], leased: try row["leased"], nextExpiryAt: try row["next_expiry_at"]),
            oldestOpenSeconds: try row["oldest_open"], expiredLastDay: try row["expired"],
            medianSecondsToVerdict: try row["median"], p90SecondsToVerdict: try row["p90"])
    }

    /// The statement of `read`; a test looks at its plan.
    package static func reading(on desk: DeskProfile.ID) -> SQL {
        """
        SELECT n.open, n.leased, n.next_expiry_at, t.median, t.p90,
            (SELECT extract(epoch FROM clock_timestamp() - min(o.opened_at))::double precision FROM review_slots o
                WHERE o.desk_id = \(desk) AND o.state = 'open') AS oldest_open,
            (SELECT count(*) FROM (
                SELECT FROM leases l
                WHERE l.desk_id = \(desk) AND l.ending = 'expired' AND l.ended_at > now() - interval '24 hours'
                \(SQL.limit(Queue.countLimit))) e) AS expired,
            (SELECT jsonb_object_agg(k.status, k.count) FROM (
                SELECT status, sum(count)::bigint AS count FROM claim_counts
                WHERE desk_id = \(desk)
                GROUP BY status HAVING sum(count) <> 0) k) AS claims
        FROM (\(Queue.counting(on: desk))) n
        CROSS JOIN (
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY v.seconds) AS median,
                percentile_cont(0.9) WITHIN GROUP (ORDER BY v.seconds) AS p90
            FROM (
                SELECT extract(epoch FROM decided_at - queued_at)::double precision AS seconds
                FROM claims
                -- One that was opened again waits for its next.
                WHERE desk_id = \(desk) AND decided_at > now() - interval '30 days' AND queued_at <= decided_at
                ORDER BY decided_at DESC
                \(SQL.limit(verdicts))
            ) v
        ) t
        """
    }
}
