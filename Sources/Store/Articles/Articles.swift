package import Domain
package import Postgres

extension Article {
    private static let columns: SQL = """
        a.id, a.external_id, a.source, a.url, a.created_at, a.embargo_until, \(ArticleVersion.columns)
        """
    private static let tables: SQL = """
        articles a
            JOIN article_versions v ON v.desk_id = a.desk_id AND v.article_id = a.id AND v.number = a.latest_version
            JOIN extractions e ON e.desk_id = a.desk_id AND e.version_id = v.id
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], externalID: try row["external_id"], source: try row["source"], url: try row["url"],
            createdAt: try row["created_at"], embargoUntil: try row["embargo_until"],
            version: try ArticleVersion(row: row))
    }

    /// The article with its latest version.
    ///
    /// - Throws: `NotFound` when the desk has no such article.
    package static func get(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Article {
        let found = try session.first(
            "SELECT \(columns) FROM \(tables) WHERE a.desk_id = \(desk) AND a.id = \(id)", Article.init)
        guard let found else { throw NotFound("article") }
        return found
    }

    /// Some articles by their ids; those that the desk does not have are not in it.
    package static func all(
        _ ids: some Collection<ID>, on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID: Article] {
        let articles = try session.all(
            "SELECT \(columns) FROM \(tables) WHERE a.desk_id = \(desk) AND a.id = ANY(\(Array(ids)))", Article.init)
        return Dictionary(uniqueKeysWithValues: articles.map { ($0.id, $0) })
    }

    /// The article that a submission is of, by its identity or by the page that it is about.
    ///
    /// An older release told pages apart by how their addresses were written, so that there may be several of one page:
    /// who sends one of their addresses again means that article, and who sends another means the oldest.
    package static func find(
        identity: String, of submission: Submission, on desk: DeskProfile.ID, in session: Session
    ) throws -> Article? {
        try session.first(
            """
            SELECT \(columns) FROM \(tables)
            WHERE a.desk_id = \(desk)
              AND (a.identity IN (\(identity), \(submission.earlierIdentity ?? identity))
                OR (a.external_id IS NULL AND md5(a.canonical_url) = md5(\(submission.page)::text)))
            ORDER BY a.url IS NOT DISTINCT FROM \(submission.url) DESC, a.id
            LIMIT 1
            """, Article.init)
    }

    /// The newest first; nil parts of the filter do not narrow.
    package static func page(
        _ page: PageRequest, status: ArticleVersion.Status?, externalID: String?, on desk: DeskProfile.ID,
        in session: Session
    ) throws -> Page<Article> {
        let rows = try session.all(
            listing(page, status: status, externalID: externalID, after: try page.idPlace(), on: desk), Article.init)
        return Page(rows, page) { [$0.id.description] }
    }

    /// The statement of `page`; a test looks at its plan.
    package static func listing(
        _ page: PageRequest, status: ArticleVersion.Status?, externalID: String?, after place: ID?,
        on desk: DeskProfile.ID
    ) -> SQL {
        let behind: SQL = place.map { "AND a.id < \($0)" } ?? ""
        let named: SQL = externalID.map { "AND a.external_id = \($0)" } ?? ""
        let read: SQL = status.map { "AND e.article_id = a.id AND e.status = \($0)" } ?? ""
        return """
            SELECT \(columns) FROM \(tables)
            WHERE a.desk_id = \(desk) \(behind) \(named) \(read)
            ORDER BY a.id DESC
            \(SQL.limit(page))
            """
    }

    /// Stores the article unless the desk has one of this identity already.
    ///
    /// - Returns: true when it was new.
    package static func insert(
        _ id: ID, identity: String, _ submission: Submission, by member: Member.ID, on desk: DeskProfile.ID,
        in session: Session
    ) throws -> Bool {
        try session.execute(
            """
            INSERT INTO articles (desk_id, id, identity, external_id, source, url, canonical_url, submitted_by,
                latest_version, embargo_until)
            VALUES (\(desk), \(id), \(identity), \(submission.externalID), \(submission.source), \(submission.url),
                \(submission.url.map(CanonicalURL.of)), \(member), 1, \(submission.embargoUntil))
            ON CONFLICT ON CONSTRAINT articles_identity_key DO NOTHING
            """) == 1
    }

    /// Locks the article until the transaction ends.
    ///
    /// - Throws: `NotFound` when the desk has no such article.
    package static func lock(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws {
        let found = try session.execute(
            "SELECT 1 FROM articles WHERE desk_id = \(desk) AND id = \(id) FOR NO KEY UPDATE")
        if found == 0 { throw NotFound("article") }
    }

    package static func setLatestVersion(
        _ number: Int, of id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            "UPDATE articles SET latest_version = \(number) WHERE desk_id = \(desk) AND id = \(id)")
    }

    /// True when the member sent the article or a later version of it.
    package static func isSubmitted(
        _ id: ID, by member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.first(
            """
            SELECT 1 AS one FROM article_versions
            WHERE desk_id = \(desk) AND article_id = \(id) AND submitted_by = \(member)
            LIMIT 1
            """
        ) { _ in true } ?? false
    }

    /// How many claims of each article are in each state. Withdrawn claims of older versions do not count.
    package static func claimCounts(
        of ids: [ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID: [Claim.Status: Int]] {
        var counts: [ID: [Claim.Status: Int]] = [:]
        let rows = try session.all(counting(claimsOf: ids, on: desk)) { row in
            (
                try row.decode("article_id", as: ID.self), try row.decode("status", as: Claim.Status.self),
                try row.decode("count", as: Int.self)
            )
        }
        for (id, status, count) in rows { counts[id, default: [:]][status] = count }
        return counts
    }

    /// The statement of `claimCounts`; a test looks at its plan.
    package static func counting(claimsOf ids: [ID], on desk: DeskProfile.ID) -> SQL {
        """
        SELECT article_id, status, count(*) AS count
        FROM claims
        WHERE desk_id = \(desk) AND article_id = ANY(\(ids)) AND NOT superseded
        GROUP BY article_id, status
        """
    }
}
