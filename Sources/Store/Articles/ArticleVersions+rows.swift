package import Domain
package import Postgres

extension ArticleVersion {
    /// Of a version `v` with its extraction `e`.
    static let columns: SQL = """
        v.id AS version_id, v.number, v.title, v.byline, v.publisher, v.published_at,
            coalesce(v.language, e.language) AS language, v.media_type, v.urgency, v.required_reviews, v.topics,
            v.kind, v.description, v.said_by, v.said_at, v.said_in, v.received_at, e.status, e.ready_at, e.detector,
            e.language AS read_language, e.error, e.withdrawal_reason
        """

    init(row: Row) throws {
        self.init(
            id: try row["version_id"], number: try row["number"], title: try row["title"],
            byline: try row["byline"], publisher: try row["publisher"], publishedAt: try row["published_at"],
            language: try row["language"], mediaType: try row["media_type"], urgency: try row["urgency"],
            requiredReviews: try row["required_reviews"], receivedAt: try row["received_at"],
            status: try row["status"], readyAt: try row["ready_at"], detector: try row["detector"],
            readLanguage: try row["read_language"], error: try row["error"], topics: try row["topics"],
            withdrawalReason: try row["withdrawal_reason"], item: try Item(row: row))
    }

    /// Some versions by their ids; those that the desk does not have are not in it.
    package static func all(
        _ ids: some Collection<ID>, on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID: ArticleVersion] {
        if ids.isEmpty { return [:] }
        let versions = try session.all(
            """
            SELECT \(columns)
            FROM article_versions v
            JOIN extractions e ON e.desk_id = v.desk_id AND e.version_id = v.id
            WHERE v.desk_id = \(desk) AND v.id = ANY(\(Array(ids)))
            """, ArticleVersion.init)
        return Dictionary(uniqueKeysWithValues: versions.map { ($0.id, $0) })
    }

    /// The last version before one that was read to its end; nil when none was.
    package static func lastRead(
        of article: Article.ID, before number: Int, on desk: DeskProfile.ID, in session: Session
    ) throws -> ArticleVersion? {
        try session.first(
            """
            SELECT \(columns)
            FROM article_versions v
            JOIN extractions e ON e.desk_id = v.desk_id AND e.version_id = v.id
            WHERE v.desk_id = \(desk) AND v.article_id = \(article) AND v.number < \(number) AND e.ready_at IS NOT NULL
            ORDER BY v.number DESC
            LIMIT 1
            """, ArticleVersion.init)
    }
}

extension Item {
    fileprivate init(row: Row) throws {
        self.init(
            kind: try row["kind"], description: try row["description"], saidBy: try row["said_by"],
            saidAt: try row["said_at"], saidIn: try row["said_in"])
    }
}
