import Domain
package import Postgres
import Store

// A queue to take from, without the years that a filled desk has behind it.
extension Database {
    /// Puts made-up claims of a desk's newest article into its queue, one slot each, in any order of rank.
    ///
    /// - Throws: `NotFound` for a desk without articles.
    package func openSlots(_ count: Int, onDesk slug: String) async throws {
        try await write(.readCommitted) { session in
            try session.limitStatements(to: nil)
            let stored = try session.execute(
                """
                INSERT INTO claims (desk_id, id, article_id, version_id, ordinal, status, statement, claimant_kind, kind,
                    checkable, worthiness, score, reasons, detector, required_reviews, queued_at)
                SELECT v.desk_id, \(Self.ordered("n")), v.article_id, v.id, 1000 + n, 'queued',
                    'The quay of berth ' || n || ' is ' || n % 900 || ' metres long.', 'article', 'quantity', true,
                    'important', random(), '{}', 'bench', 1, now()
                FROM (
                    SELECT v.desk_id, v.article_id, v.id FROM article_versions v JOIN desks d ON d.id = v.desk_id
                    WHERE d.slug = \(slug) ORDER BY v.id DESC LIMIT 1
                ) v
                CROSS JOIN generate_series(1, \(count)) n
                """)
            if stored == 0 { throw NotFound("article") }
            try session.execute(
                """
                INSERT INTO anchors (desk_id, claim_id, version_id, main, start_offset, end_offset, utf16_start, utf16_end,
                    utf8_start, utf8_end, exact, prefix, suffix, part)
                SELECT desk_id, id, version_id, true, p.first, p.last, p.first, p.last, p.first, p.last,
                    rpad('', p.last - p.first, 'the port authority said '), '', '', 'text'
                FROM claims, LATERAL (SELECT ordinal % 5000 AS first, ordinal % 5000 + 1 + ordinal / 5000 AS last) p
                WHERE detector = 'bench'
                """)
            try session.execute(
                """
                INSERT INTO review_slots (desk_id, id, claim_id, article_id, submitted_by, ordinal, required_reviews, rank)
                SELECT c.desk_id, \(Self.ordered("c.ordinal")), c.id, c.article_id, a.submitted_by, 1, 1, c.score
                FROM claims c
                JOIN desks d ON d.id = c.desk_id AND d.slug = \(slug)
                JOIN articles a ON a.desk_id = c.desk_id AND a.id = c.article_id
                WHERE c.detector = 'bench'
                """)
        }
        try await writeWithoutTransaction { session in
            try session.limitStatements(to: nil)
            for table: SQL in ["claims", "anchors", "review_slots", "leases"] {
                try session.execute("VACUUM (ANALYZE) \(table)")
            }
        }
    }

    /// Counts what the tables hold, for plans to be made by: what a server does by itself within a minute.
    package func analyze() async throws {
        try await writeWithoutTransaction { session in
            try session.limitStatements(to: nil)
            try session.execute("ANALYZE")
        }
    }

    /// A UUID as claims and slots have it, which sort by age.
    static func ordered(_ number: SQL) -> SQL {
        "('0193' || lpad(to_hex(\(number)), 8, '0') || '7' || right(md5(random()::text), 19))::uuid"
    }

    /// Counts the reviews that a desk has.
    package func reviews(onDesk slug: String) async throws -> Int {
        try await read { session in
            try session.first(
                "SELECT count(*) AS count FROM reviews r JOIN desks d ON d.id = r.desk_id WHERE d.slug = \(slug)"
            ) { try $0["count"] } ?? 0
        }
    }

    /// Counts the leases that a desk gave.
    package func leases(onDesk slug: String) async throws -> Int {
        try await read { session in
            try session.first(
                "SELECT count(*) AS count FROM leases l JOIN desks d ON d.id = l.desk_id WHERE d.slug = \(slug)"
            ) { try $0["count"] } ?? 0
        }
    }
}
