package import Domain
package import Foundation
package import Postgres

extension ArticleVersion {
    /// Stores a version with its extraction not begun.
    package static func insert(
        _ id: ID, number: Int, of article: Article.ID, _ submission: Submission, requiredReviews: Int,
        contentHash: Data, by member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO article_versions (desk_id, id, article_id, number, title, byline, publisher, published_at,
                language, media_type, body, content_hash, urgency, required_reviews, topics, submitted_by, kind,
                description, said_by, said_at, said_in)
            VALUES (\(desk), \(id), \(article), \(number), \(submission.title), \(submission.byline),
                \(submission.publisher), \(submission.publishedAt), \(submission.language), \(submission.mediaType),
                \(submission.body), \(contentHash), \(submission.urgency ?? 5), \(requiredReviews),
                \(submission.distinctTopics), \(member), \(submission.item.kind), \(submission.item.description),
                \(submission.item.saidBy), \(submission.item.saidAt), \(submission.item.saidIn))
            """)
        try session.execute(
            "INSERT INTO extractions (desk_id, version_id, article_id) VALUES (\(desk), \(id), \(article))")
    }

    package static func contentHash(of id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Data? {
        try session.first(
            "SELECT content_hash FROM article_versions WHERE desk_id = \(desk) AND id = \(id)"
        ) { try $0["content_hash"] }
    }

    /// The version's text.
    ///
    /// - Throws: `NotFound` when the desk has no such version.
    package static func text(of id: ID, on desk: DeskProfile.ID, in session: Session) throws -> String {
        let text: String? = try session.first(
            "SELECT body FROM article_versions WHERE desk_id = \(desk) AND id = \(id)"
        ) { try $0["body"] }
        guard let text else { throw NotFound("article version") }
        return text
    }

    package static func submitter(of id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Member.ID? {
        try session.first(
            "SELECT submitted_by FROM article_versions WHERE desk_id = \(desk) AND id = \(id)"
        ) { try $0["submitted_by"] }
    }

    /// How far a version's reading has come; nil when there is no such version.
    package static func status(
        of id: ID, on desk: DeskProfile.ID, in session: Session, lock: Bool = false
    ) throws -> Status? {
        try session.first(
            """
            SELECT status FROM extractions WHERE desk_id = \(desk) AND version_id = \(id)
            \(lock ? "FOR NO KEY UPDATE" : "" as SQL)
            """
        ) { try $0["status"] }
    }

    /// Moves a version's reading on.
    package static func setStatus(
        _ status: Status, of id: ID, detector: String? = nil, language: String? = nil, error: String? = nil,
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE extractions
            SET status = \(status), detector = coalesce(\(detector), detector), error = \(error),
                language = coalesce(\(language), language), changed_at = now(),
                ready_at = CASE \(status)::text WHEN 'ready' THEN now() ELSE ready_at END
            WHERE desk_id = \(desk) AND version_id = \(id)
            """)
    }

    /// Kills a version, whatever has come of it so far.
    ///
    /// - Returns: false when it was killed before; the first reason stays.
    package static func withdraw(
        _ id: ID, reason: String, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE extractions
            SET status = 'withdrawn', withdrawal_reason = \(reason), changed_at = now()
            WHERE desk_id = \(desk) AND version_id = \(id) AND status <> 'withdrawn'
            """) == 1
    }

    /// Marks the article's other versions as replaced by this one.
    package static func supersede(
        of article: Article.ID, otherThan id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE extractions e
            SET status = 'superseded', changed_at = now()
            WHERE e.desk_id = \(desk) AND e.article_id = \(article) AND e.version_id <> \(id)
              AND \(SQL.mayStep(extraction: "e", to: .superseded))
            """)
    }

    /// Marks versions whose reading never came to its end as replaced.
    package static func supersedeUnread(of article: Article.ID, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            """
            UPDATE extractions e
            SET status = 'superseded', changed_at = now()
            WHERE e.desk_id = \(desk) AND e.article_id = \(article) AND \(SQL.mayStep(extraction: "e", to: .ready))
            """)
    }
}

extension ArticlePassage {
    package static func insert(
        _ passages: [ArticlePassage], of version: ArticleVersion.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try passages.inPieces { passages in
            try session.execute(
                """
                INSERT INTO passages (desk_id, version_id, start_offset, end_offset, role)
                SELECT \(desk), \(version), p.start_offset, p.end_offset, p.role
                FROM unnest(\(passages.map(\.start)), \(passages.map(\.end)), \(passages.map(\.role)))
                    AS p (start_offset, end_offset, role)
                """)
        }
    }

    /// In reading order.
    package static func all(
        of version: ArticleVersion.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> [ArticlePassage] {
        try session.all(
            """
            SELECT start_offset, end_offset, role FROM passages
            WHERE desk_id = \(desk) AND version_id = \(version)
            ORDER BY start_offset
            """
        ) { ArticlePassage(start: try $0["start_offset"], end: try $0["end_offset"], role: try $0["role"]) }
    }
}

extension ArticleVersion {
    /// Up to `reach` code points of the text on either side of claims' words; claims that stand nowhere in it are not in it.
    package static func surroundings(
        of claims: some Collection<Claim>, reach: Int, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Claim.ID: (before: String, after: String)] {
        let placed = claims.compactMap { claim in claim.anchor?.textRange.map { (claim: claim, range: $0) } }
        if placed.isEmpty { return [:] }
        let rows = try session.all(
            """
            SELECT r.id, substr(v.body, greatest(1, r.first + 1 - \(reach)::integer), least(r.first, \(reach)::integer)) AS before,
                substr(v.body, r.last + 1, \(reach)::integer) AS after
            FROM unnest(\(placed.map(\.claim.id)), \(placed.map(\.claim.versionID)),
                \(placed.map(\.range.start))::integer[], \(placed.map(\.range.end))::integer[]) AS r (id, version_id, first, last)
            JOIN article_versions v ON v.desk_id = \(desk) AND v.id = r.version_id
            """
        ) { row in
            let words: (before: String, after: String) = (before: try row["before"], after: try row["after"])
            return (try row.decode("id", as: Claim.ID.self), words)
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}
