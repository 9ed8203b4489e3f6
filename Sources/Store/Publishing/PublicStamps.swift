package import Domain
package import Postgres

extension PublicStamp {
    init(row: Row) throws { self.init(tag: try row["tag"], changedAt: try row["changed_at"]) }

    /// The desk itself, and when something was last said in public on it.
    package static func ofDesk(_ desk: DeskProfile.ID, in session: Session) throws -> PublicStamp? {
        try session.first(
            """
            SELECT d.revision::text AS tag, greatest(d.changed_at, (
                SELECT l.entered_at FROM ledger_entries l
                WHERE l.desk_id = d.id
                ORDER BY l.entered_at DESC, l.id DESC
                LIMIT 1)) AS changed_at
            FROM desks d
            WHERE d.id = \(desk)
            """, PublicStamp.init)
    }

    /// A claim's page; nil when there is none: nothing of the claim was ever public, or its article is held back.
    package static func ofClaim(
        _ claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> PublicStamp? {
        try session.first(
            """
            SELECT concat_ws('/', d.revision, c.revision, c.version_id, a.latest_version, e.status, l.id, r.count,
                    r.changed_at, n.names) AS tag,
                greatest(d.changed_at, l.entered_at, w.received_at, e.changed_at, r.changed_at) AS changed_at
            FROM claims c
            JOIN desks d ON d.id = c.desk_id
            JOIN articles a ON a.desk_id = c.desk_id AND a.id = c.article_id
            JOIN article_versions w ON w.desk_id = a.desk_id AND w.article_id = a.id AND w.number = a.latest_version
            JOIN extractions e ON e.desk_id = w.desk_id AND e.version_id = w.id
            LEFT JOIN LATERAL (
                SELECT id, entered_at FROM ledger_entries
                WHERE desk_id = c.desk_id AND claim_id = c.id
                ORDER BY entered_at DESC, id DESC
                LIMIT 1
            ) l ON true
            CROSS JOIN LATERAL (
                SELECT count(*) AS count, max(changed_at) AS changed_at FROM reply_attempts
                WHERE desk_id = c.desk_id AND claim_id = c.id
            ) r
            CROSS JOIN LATERAL (
                SELECT string_agg(m.name, '/' ORDER BY v.version) AS names
                FROM verdicts v
                JOIN members m ON m.desk_id = v.desk_id AND m.id = v.decided_by
                WHERE d.public_names AND v.desk_id = c.desk_id AND v.claim_id = c.id
            ) n
            WHERE c.desk_id = \(desk) AND c.id = \(claim) AND \(SQL.hasPublicStanding("c"))
              AND \(SQL.embargoIsOver("a"))
            """, PublicStamp.init)
    }

    /// The page of an article's report; nil when there is none: nothing of the article was ever public, or it is held
    /// back.
    package static func ofArticle(
        _ article: Article.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> PublicStamp? {
        try session.first(
            """
            SELECT concat_ws('/', d.revision, a.latest_version, e.status, e.detector, c.tag, l.count, l.entered_at,
                    r.count, r.changed_at) AS tag,
                greatest(d.changed_at, w.received_at, e.changed_at, l.entered_at, r.changed_at) AS changed_at
            FROM articles a
            JOIN desks d ON d.id = a.desk_id
            JOIN article_versions w ON w.desk_id = a.desk_id AND w.article_id = a.id AND w.number = a.latest_version
            JOIN extractions e ON e.desk_id = w.desk_id AND e.version_id = w.id
            CROSS JOIN LATERAL (
                SELECT md5(string_agg(concat_ws('/', s.id, s.revision), ',' ORDER BY s.id)) AS tag,
                    array_agg(s.id) FILTER (WHERE \(SQL.hasPublicStanding("s"))) AS public
                FROM claims s
                WHERE s.desk_id = a.desk_id AND s.article_id = a.id AND NOT s.superseded
            ) c
            CROSS JOIN LATERAL (
                SELECT count(*) AS count, max(entered_at) AS entered_at FROM ledger_entries
                WHERE desk_id = a.desk_id AND claim_id = ANY(c.public)
            ) l
            CROSS JOIN LATERAL (
                SELECT count(*) AS count, max(changed_at) AS changed_at FROM reply_attempts
                WHERE desk_id = a.desk_id AND claim_id = ANY(c.public)
            ) r
            WHERE a.desk_id = \(desk) AND a.id = \(article) AND c.public IS NOT NULL
              AND \(SQL.embargoIsOver("a"))
            """, PublicStamp.init)
    }
}
