public import Postgres

extension Database {
    /// The rules of the queue that rows break, one word each; none when all is well.
    ///
    /// - Parameter slug: of one desk; nil for all.
    public func queueFaults(of slug: String? = nil) async throws -> [String] {
        try await faults([Self.slots(slug), Self.states(slug), Self.versions(slug)])
    }

    /// Counts the rows of each query; a query gives its fault's name in the column `fault`.
    public func faults(_ queries: [SQL]) async throws -> [String] {
        let statement: SQL = """
            SELECT fault, count(*) AS rows
            FROM (\(queries.joined(separator: " UNION ALL "))) f
            GROUP BY fault ORDER BY fault
            """
        return try await read { session in
            try session.all(statement) { row in
                let fault: String = try row["fault"]
                let rows: Int = try row["rows"]
                return "\(fault) (\(rows))"
            }
        }
    }

    /// The condition that a row is of the desk.
    public static func on(_ slug: String?, _ table: SQL) -> SQL {
        slug.map { "\(table).desk_id = (SELECT id FROM desks WHERE slug = \($0))" } ?? "true"
    }

    /// Leases and slots tell the same story, and a slot names the review that counts.
    private static func slots(_ slug: String?) -> SQL {
        """
        SELECT 'leased slot without its live lease' AS fault FROM review_slots s
        WHERE \(on(slug, "s")) AND s.state = 'leased' AND NOT EXISTS (
            SELECT 1 FROM leases l
            WHERE l.desk_id = s.desk_id AND l.id = s.lease_id AND l.slot_id = s.id AND l.claim_id = s.claim_id
              AND l.member_id = s.reviewer_id AND l.token = s.token AND l.ended_at IS NULL)
        UNION ALL
        SELECT 'live lease without its slot' FROM leases l
        WHERE \(on(slug, "l")) AND l.ended_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM review_slots s
            WHERE s.desk_id = l.desk_id AND s.id = l.slot_id AND s.lease_id = l.id AND s.state = 'leased')
        UNION ALL
        SELECT 'done slot without its review' FROM review_slots s
        WHERE \(on(slug, "s")) AND s.state = 'done' AND NOT EXISTS (
            SELECT 1 FROM reviews r JOIN leases l ON l.desk_id = r.desk_id AND l.id = r.lease_id
            WHERE r.desk_id = s.desk_id AND r.id = s.review_id AND r.slot_id = s.id AND r.lease_id = s.lease_id
              AND r.reviewer_id = s.reviewer_id AND l.ending = 'submitted')
        UNION ALL
        -- The latest version counts, unless it was withdrawn, and no other does.
        SELECT 'review in no slot, or in one though it does not count' FROM reviews r
        WHERE \(on(slug, "r")) AND EXISTS (
            SELECT 1 FROM review_slots s
            WHERE s.desk_id = r.desk_id AND s.claim_id = r.claim_id AND s.state = 'done' AND s.review_id = r.id
        ) = (
            EXISTS (SELECT 1 FROM reviews n WHERE n.desk_id = r.desk_id AND n.replaces = r.id)
            OR EXISTS (SELECT 1 FROM review_withdrawals w WHERE w.desk_id = r.desk_id AND w.review_id = r.id))
        """
    }

    /// A claim is where its reviews have brought it, with the slots and verdicts that go with that.
    private static func states(_ slug: String?) -> SQL {
        """
        SELECT f.fault
        FROM (
            SELECT c.status, c.required_reviews, d.agreement, s.slots, s.waiting, s.reviews, s.ratings,
                (SELECT count(*) FROM verdicts v WHERE v.desk_id = c.desk_id AND v.claim_id = c.id) AS verdicts,
                (SELECT count(*) FROM ledger_entries p
                    WHERE p.desk_id = c.desk_id AND p.claim_id = c.id AND p.kind = 'publication') AS publications
            FROM claims c
            JOIN desks d ON d.id = c.desk_id
            CROSS JOIN LATERAL (
                SELECT count(s.id) AS slots, count(s.id) FILTER (WHERE s.state <> 'done') AS waiting,
                    count(r.id) AS reviews, count(DISTINCT r.rating) AS ratings
                FROM review_slots s
                LEFT JOIN reviews r ON r.desk_id = s.desk_id AND r.id = s.review_id
                WHERE s.desk_id = c.desk_id AND s.claim_id = c.id
            ) s
            WHERE \(on(slug, "c"))
        ) g
        CROSS JOIN LATERAL (
            SELECT 'more reviews than required' AS fault WHERE g.reviews > g.required_reviews
            UNION ALL
            SELECT g.status || ' with ' || g.reviews || ' of ' || g.required_reviews || ' reviews, ' || g.ratings
                || ' ratings'
            WHERE CASE g.status
                WHEN 'in_review' THEN g.reviews = 0 OR g.reviews >= g.required_reviews
                WHEN 'agreed' THEN g.reviews <> g.required_reviews OR (g.agreement = 'same' AND g.ratings <> 1)
                WHEN 'disputed' THEN g.reviews <> g.required_reviews OR g.ratings < 2
                WHEN 'withdrawn' THEN false
                WHEN 'merged' THEN false
                ELSE g.reviews <> CASE WHEN g.status IN ('decided', 'published', 'corrected', 'retracted')
                    THEN g.required_reviews ELSE 0 END
            END
            UNION ALL
            SELECT g.status || ' with ' || g.slots || ' slots of ' || g.required_reviews
            WHERE CASE
                WHEN g.status IN ('detected', 'dismissed') THEN g.slots <> 0
                WHEN g.status IN ('withdrawn', 'merged') THEN g.waiting <> 0
                WHEN g.status IN ('queued', 'in_review') THEN g.slots <> g.required_reviews
                ELSE g.slots <> g.required_reviews OR g.waiting <> 0
            END
            UNION ALL
            SELECT g.status || ' with ' || g.verdicts || ' verdicts, ' || g.publications || ' publications'
            WHERE CASE
                WHEN g.status = 'decided' THEN g.verdicts = 0 OR g.publications <> 0
                WHEN g.status IN ('published', 'corrected', 'retracted') THEN g.verdicts = 0 OR g.publications <> 1
                WHEN g.status = 'withdrawn' THEN g.publications <> 0
                ELSE g.verdicts <> 0 OR g.publications <> 0
            END
        ) f
        """
    }

    private static func versions(_ slug: String?) -> SQL {
        """
        SELECT 'open claim that is not in the latest version' AS fault FROM claims c
        JOIN articles a ON a.desk_id = c.desk_id AND a.id = c.article_id
        JOIN article_versions v ON v.desk_id = a.desk_id AND v.article_id = a.id AND v.number = a.latest_version
        JOIN extractions e ON e.desk_id = v.desk_id AND e.version_id = v.id AND e.status = 'ready'
        WHERE \(on(slug, "c")) AND c.version_id <> v.id AND c.added_by IS NULL
          AND c.status IN ('detected', 'queued', 'dismissed', 'in_review', 'agreed', 'disputed')
        """
    }
}
