import Domain
package import Postgres
import Store

// Articles whose claims all wait in the queue, as many as anybody wants within minutes: made by Postgres itself.
extension Database {
    /// Claims of an article.
    private static let claimsEach = 50
    /// Articles in one transaction: as many as rows of each table do well in one statement.
    private static let articlesAtOnce = 2_000

    /// Stores articles of 50 sentences, each of which is a claim in the queue, with its place and its slot.
    ///
    /// - Parameters:
    ///   - claims: at least so many.
    ///   - progress: told how many are stored.
    /// - Throws: `NotFound` for a desk without anybody who submits.
    package func queueArticles(
        of claims: Int, onDesk slug: String, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let articles = (claims + Self.claimsEach - 1) / Self.claimsEach
        var done = 0
        while done < articles {
            let next = done + 1...min(articles, done + Self.articlesAtOnce)
            try await write(.readCommitted) { session in
                try session.limitStatements(to: nil)
                try session.findByIndex()
                if try Self.storeArticles(next, onDesk: slug, in: session) == 0 { throw NotFound("submitter") }
                try Self.storeClaims(of: next, onDesk: slug, in: session)
            }
            done = next.upperBound
            progress(done * Self.claimsEach)
        }
        try await writeWithoutTransaction { session in
            try session.limitStatements(to: nil)
            for table: SQL in ["articles", "article_versions", "extractions", "claims", "anchors", "review_slots"] {
                try session.execute("VACUUM (ANALYZE) \(table)")
            }
        }
    }

    /// - Returns: how many.
    private static func storeArticles(
        _ numbers: ClosedRange<Int>, onDesk slug: String, in session: Session
    ) throws -> Int {
        let stored = try session.execute(
            """
            INSERT INTO articles (desk_id, id, identity, external_id, submitted_by, latest_version)
            SELECT d.id, \(ordered("n")), 'bench ' || n, 'bench ' || n, m.id, 1
            FROM desks d
            CROSS JOIN LATERAL (
                SELECT m.id FROM members m WHERE m.desk_id = d.id AND 'submitter' = ANY(m.roles) ORDER BY m.id LIMIT 1) m
            CROSS JOIN generate_series(\(numbers.lowerBound), \(numbers.upperBound)) n
            WHERE d.slug = \(slug)
            """)
        try session.execute(
            """
            INSERT INTO article_versions (desk_id, id, article_id, number, title, media_type, body, content_hash,
                required_reviews, submitted_by, language)
            SELECT a.desk_id, \(ordered("n")), a.id, 1, 'The quays, part ' || n, 'text/plain', t.body,
                decode(md5(n::text) || md5(a.id::text), 'hex'), 1, a.submitted_by, 'en'
            FROM \(articles(numbers, onDesk: slug))
            CROSS JOIN (SELECT string_agg(\(sentence("k")), ' ' ORDER BY k) AS body
                FROM generate_series(1, \(claimsEach)) k) t
            """)
        try session.execute(
            """
            INSERT INTO extractions (desk_id, version_id, article_id, status, detector, language, ready_at)
            SELECT a.desk_id, v.id, a.id, 'ready', 'bench', 'en', now()
            FROM \(articles(numbers, onDesk: slug))
            JOIN article_versions v ON v.desk_id = a.desk_id AND v.article_id = a.id AND v.number = 1
            """)
        return stored
    }

    private static func storeClaims(of numbers: ClosedRange<Int>, onDesk slug: String, in session: Session) throws {
        let claims: SQL = """
            \(articles(numbers, onDesk: slug))
            JOIN claims c ON c.desk_id = a.desk_id AND c.article_id = a.id
            """
        try session.execute(
            """
            INSERT INTO claims (desk_id, id, article_id, version_id, ordinal, status, statement, claimant_kind, kind,
                checkable, worthiness, score, reasons, detector, required_reviews, queued_at)
            SELECT a.desk_id, \(ordered("n * 100 + k")), a.id, v.id, k, 'queued', \(sentence("k")), 'article', 'quantity',
                true, 'important', random(), '{}', 'bench', 1, now()
            FROM \(articles(numbers, onDesk: slug))
            JOIN article_versions v ON v.desk_id = a.desk_id AND v.article_id = a.id AND v.number = 1
            CROSS JOIN generate_series(1, \(claimsEach)) k
            """)
        try session.execute(
            """
            INSERT INTO anchors (desk_id, claim_id, version_id, main, start_offset, end_offset, utf16_start, utf16_end,
                utf8_start, utf8_end, exact, prefix, suffix, part)
            SELECT c.desk_id, c.id, c.version_id, true, p.first, p.last, p.first, p.last, p.first, p.last, c.statement,
                CASE WHEN c.ordinal > 1 THEN right(\(sentence("c.ordinal - 1")), 30) || ' ' ELSE '' END,
                CASE WHEN c.ordinal < \(claimsEach) THEN ' ' || left(\(sentence("c.ordinal + 1")), 30) ELSE '' END, 'text'
            FROM \(claims),
                LATERAL (SELECT length(c.statement) AS length) l,
                LATERAL (SELECT (c.ordinal - 1) * (l.length + 1) AS first, (c.ordinal - 1) * (l.length + 1) + l.length AS last) p
            """)
        try session.execute(
            """
            INSERT INTO review_slots (desk_id, id, claim_id, article_id, submitted_by, ordinal, required_reviews, rank)
            SELECT c.desk_id, \(ordered("n * 100 + c.ordinal")), c.id, c.article_id, a.submitted_by, 1, 1, c.score
            FROM \(claims)
            """)
    }

    /// The articles `a` of these numbers `n`.
    private static func articles(_ numbers: ClosedRange<Int>, onDesk slug: String) -> SQL {
        """
        generate_series(\(numbers.lowerBound), \(numbers.upperBound)) n
            JOIN articles a ON a.desk_id = (SELECT d.id FROM desks d WHERE d.slug = \(slug)) AND a.identity = 'bench ' || n
        """
    }

    /// Always of the same length, so that places follow from numbers.
    private static func sentence(_ number: SQL) -> SQL {
        """
        'The quay of berth ' || lpad((\(number))::text, 3, '0') || ' is ' || lpad(((\(number)) * 9)::text, 3, '0')
            || ' metres long, the port authority said.'
        """
    }
}
