import Domain
import Foundation
import Postgres

// The rows that a history begins with.
extension HistoryDesk {
    /// A key for each member.
    static func insertKeys(on desk: UUID, in session: Session) throws -> [String: Person] {
        let rows = try session.all(
            """
            WITH fresh AS MATERIALIZED (
                SELECT id, name, roles, 'cd_' || gen_random_uuid() AS secret FROM members WHERE desk_id = \(desk)
            ), stored AS (
                INSERT INTO keys (desk_id, id, member_id, name, roles, hint, secret_hash)
                SELECT \(desk), gen_random_uuid(), id, name, '{submitter,reviewer,editor,auditor,admin}', 'cd_',
                    sha256(secret::bytea)
                FROM fresh
            )
            SELECT id::text, name, secret FROM fresh
            """
        ) { row -> (name: String, person: Person) in
            (try row["name"], Person(id: try row["id"], secret: try row["secret"]))
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.person) })
    }

    /// One article for each of the members.
    static func insertArticles(by submitters: [String], on desk: UUID, in session: Session) throws -> [UUID] {
        let (ids, versions) = (submitters.map { _ in UUID() }, submitters.map { _ in UUID() })
        let identities = submitters.indices.map { "story \($0)" }
        try session.execute(
            """
            INSERT INTO articles (desk_id, id, identity, external_id, submitted_by, latest_version)
            SELECT \(desk), r.id, r.identity, r.identity, r.member::uuid, 1
            FROM unnest(\(ids), \(identities), \(submitters)) AS r (id, identity, member)
            """)
        try session.execute(
            """
            INSERT INTO article_versions (desk_id, id, article_id, number, title, language, media_type, body,
                content_hash, required_reviews, submitted_by)
            SELECT \(desk), r.id, r.article, 1, 'A story', r.language, 'text/plain', 'A claim.',
                sha256(r.article::text::bytea), 1, r.member::uuid
            FROM unnest(\(versions), \(ids), \(ClaimSeed.languages), \(submitters)) AS r (id, article, language, member)
            """)
        try session.execute(
            """
            INSERT INTO extractions (desk_id, version_id, article_id, status, detector, ready_at)
            SELECT \(desk), r.id, r.article, 'ready', 'test', now()
            FROM unnest(\(versions), \(ids)) AS r (id, article)
            """)
        return ids
    }

    /// Ordinals are the claims' places in the list, from 1.
    static func insert(_ claims: [ClaimSeed], on desk: UUID, in session: Session) throws -> [UUID] {
        let ids = claims.map { _ in UUID() }
        try session.execute(
            """
            INSERT INTO claims (desk_id, id, article_id, version_id, ordinal, status, statement, claimant_name,
                claimant_kind, kind, checkable, worthiness, score, reasons, detector, required_reviews, queued_at)
            SELECT v.desk_id, r.id, v.article_id, v.id, r.place, CASE WHEN r.queued THEN 'queued' ELSE 'detected' END,
                'Claim ' || r.place, r.claimant, 'named', r.kind, true, 'important', r.score, '{}', 'test', r.required,
                CASE WHEN r.queued THEN now() END
            FROM unnest(\(ids), \(claims.map(\.kind.rawValue)), \(claims.map(\.claimant)), \(claims.map(\.score)),
                    \(claims.map(\.required)), \(claims.map(\.isQueued)), \(claims.map { "story \($0.article)" }))
                WITH ORDINALITY AS r (id, kind, claimant, score, required, queued, identity, place)
            JOIN articles a ON a.desk_id = \(desk) AND a.identity = r.identity
            JOIN article_versions v ON v.desk_id = a.desk_id AND v.article_id = a.id
            """)
        try session.execute(
            """
            INSERT INTO anchors (desk_id, claim_id, version_id, start_offset, end_offset, utf16_start, utf16_end,
                utf8_start, utf8_end, exact, prefix, suffix, main)
            SELECT c.desk_id, c.id, c.version_id, p.a, p.z, p.a, p.z, p.a, p.z,
                repeat('x', \(ClaimSeed.width)::integer), '', '', true
            FROM claims c
            CROSS JOIN LATERAL (
                SELECT (c.ordinal - 1) * \(ClaimSeed.width) AS a, c.ordinal * \(ClaimSeed.width) AS z
            ) p
            WHERE c.desk_id = \(desk)
            """)
        let rank = QueueRank.rank(priority: 0, urgency: 5, score: 0, queuedAt: Date())
        try session.execute(
            """
            INSERT INTO review_slots (desk_id, id, claim_id, article_id, submitted_by, ordinal, required_reviews, rank)
            SELECT c.desk_id, gen_random_uuid(), c.id, c.article_id, a.submitted_by, o, c.required_reviews,
                c.score + \(rank)
            FROM claims c
            JOIN articles a ON a.desk_id = c.desk_id AND a.id = c.article_id
            CROSS JOIN generate_series(1, c.required_reviews) o
            WHERE c.desk_id = \(desk) AND c.status = 'queued'
            """)
        return ids
    }
}
