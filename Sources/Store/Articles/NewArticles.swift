package import Domain
package import Foundation
package import Postgres

/// An article with its first version on its way into the tables: those that come together are stored by a statement a table.
package struct NewArticle: Sendable {
    /// The latest version of an article that the desk has.
    package struct Standing: Sendable {
        package let articleID: Article.ID
        package let versionID: ArticleVersion.ID
        package let version: Int
        package let status: ArticleVersion.Status
        package let contentHash: Data
    }

    package let id: Article.ID
    package let versionID: ArticleVersion.ID
    package let submission: Submission
    package let identity: String
    package let contentHash: Data

    package init(
        id: Article.ID, versionID: ArticleVersion.ID, _ submission: Submission, identity: String, contentHash: Data
    ) {
        self.id = id
        self.versionID = versionID
        self.submission = submission
        self.identity = identity
        self.contentHash = contentHash
    }

    /// What another submission of the same article has one of too.
    package var names: Set<String> { Set([identity, submission.earlierIdentity].compactMap(\.self)) }

    /// The articles among these that the desk has already, as `Article.find` finds each.
    ///
    /// - Returns: by the id that the new one would have.
    package static func standing(
        _ articles: [NewArticle], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Article.ID: Standing] {
        let rows = try session.all(looking(for: articles, on: desk)) { row in
            (
                try row.decode("new_id", as: Article.ID.self),
                Standing(
                    articleID: try row["id"], versionID: try row["version_id"], version: try row["number"],
                    status: try row["status"], contentHash: try row["content_hash"])
            )
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private static func looking(for articles: [NewArticle], on desk: DeskProfile.ID) -> SQL {
        """
        SELECT r.id AS new_id, f.id, v.id AS version_id, v.number, v.content_hash, e.status
        FROM unnest(\(articles.map(\.id)), \(articles.map(\.identity)),
            \(articles.map { $0.submission.earlierIdentity ?? $0.identity }),
            \(articles.map(\.submission.page)), \(articles.map(\.submission.url)))
            AS r (id, identity, earlier, page, url)
        -- Each step with a LIMIT, so that none is taken before another: planned while the desk was empty, the statement
        -- read all of it for every article.
        CROSS JOIN LATERAL (
            SELECT a.id, a.latest_version
            FROM (
                SELECT i.id, i.url, i.latest_version FROM articles i
                WHERE i.desk_id = \(desk) AND i.identity = r.identity
                UNION ALL
                SELECT i.id, i.url, i.latest_version FROM articles i
                WHERE i.desk_id = \(desk) AND i.identity = r.earlier
                UNION ALL
                SELECT i.id, i.url, i.latest_version FROM articles i
                WHERE i.desk_id = \(desk) AND i.external_id IS NULL AND md5(i.canonical_url) = md5(r.page)
            ) a
            ORDER BY a.url IS NOT DISTINCT FROM r.url DESC, a.id
            LIMIT 1
        ) f
        CROSS JOIN LATERAL (
            SELECT v.id, v.number, v.content_hash FROM article_versions v
            WHERE v.desk_id = \(desk) AND v.article_id = f.id AND v.number = f.latest_version
            LIMIT 1
        ) v
        CROSS JOIN LATERAL (
            SELECT e.status FROM extractions e
            WHERE e.desk_id = \(desk) AND e.version_id = v.id AND e.article_id = f.id
            LIMIT 1
        ) e
        """
    }

    /// Stores articles with their versions, whose extraction has not begun.
    ///
    /// - Returns: false when the desk has one of them meanwhile: then some are stored and some are not, and the transaction must
    ///   not go on.
    package static func insert(
        _ articles: [NewArticle], requiredReviews: Int, by member: Member.ID, on desk: DeskProfile.ID,
        in session: Session
    ) throws -> Bool {
        // In the order of what must be unique, as whoever stores the same ones at the same time does: one waits for the other.
        let ordered = articles.sorted { $0.identity < $1.identity }
        let sent = ordered.map(\.submission)
        let stored = try session.execute(
            """
            INSERT INTO articles (desk_id, id, identity, external_id, source, url, canonical_url, submitted_by,
                latest_version)
            SELECT \(desk), r.id, r.identity, r.external_id, r.source, r.url, r.canonical_url, \(member), 1
            FROM unnest(\(ordered.map(\.id)), \(ordered.map(\.identity)), \(sent.map(\.externalID)), \(sent.map(\.source)),
                \(sent.map(\.url)), \(sent.map { $0.url.map(CanonicalURL.of) }))
                AS r (id, identity, external_id, source, url, canonical_url)
            ON CONFLICT ON CONSTRAINT articles_identity_key DO NOTHING
            """)
        if stored < articles.count { return false }
        try session.copyIn(
            """
            COPY article_versions (desk_id, id, article_id, number, title, byline, publisher, published_at, language,
                media_type, body, content_hash, urgency, required_reviews, topics, submitted_by, kind, description, said_by,
                said_at, said_in)
            FROM STDIN
            """
        ) { writer in
            for article in articles {
                let sent = article.submission
                try writer.write(values: [
                    desk, article.versionID, article.id, 1, sent.title, sent.byline, sent.publisher, sent.publishedAt,
                    sent.language, sent.mediaType, sent.body, article.contentHash, sent.urgency ?? 5,
                    sent.requiredReviews ?? requiredReviews, sent.distinctTopics, member, sent.item.kind,
                    sent.item.description, sent.item.saidBy, sent.item.saidAt, sent.item.saidIn,
                ])
            }
        }
        try session.execute(
            """
            INSERT INTO extractions (desk_id, version_id, article_id)
            SELECT \(desk), r.version_id, r.article_id
            FROM unnest(\(articles.map(\.versionID)), \(articles.map(\.id))) AS r (version_id, article_id)
            """)
        return true
    }
}
