package import Domain
package import Postgres

extension PublicListing {
    private static let columns: SQL = """
        c.id, c.article_id, c.statement, h.exact, w.media_type, c.claimant_name, c.claimant_kind, c.quotation,
            c.claimant_is_organization, v.rationale, v.title, v.summary, v.claim_reviewed, \(Rating.joinedColumns),
            w.kind AS item_kind, w.title AS article_title, w.publisher,
            coalesce(w.language, e.language) AS language, c.published_at,
            c.appearance, c.appearance_at, c.appearance_note,
            w.number AS version_number, c.source_title, c.source_url,
            (SELECT max(l.entered_at) FROM ledger_entries l WHERE l.desk_id = c.desk_id AND l.claim_id = c.id
            ) AS changed_at
        """
    /// The claims that were found, with article and standing verdict.
    private static func tables(on desk: DeskProfile.ID) -> SQL {
        """
        found f
            JOIN claims c ON c.desk_id = \(desk) AND c.id = f.id
            JOIN articles a ON a.desk_id = c.desk_id AND a.id = c.article_id
            \(SQL.latestVerdict(of: "c"))
        """
    }
    private static let details: SQL = """
        LEFT JOIN anchors h ON h.desk_id = c.desk_id AND h.claim_id = c.id AND h.version_id = c.version_id AND h.main
            JOIN article_versions w ON w.desk_id = c.desk_id AND w.id = c.version_id
            JOIN extractions e ON e.desk_id = w.desk_id AND e.version_id = w.id
            JOIN ratings g ON g.desk_id = v.desk_id AND g.scale_id = v.scale_id
                AND g.scale_version = v.scale_version AND g.key = v.rating
        """
    private static let order: SQL = "ORDER BY c.published_at DESC, c.id DESC"

    init(row: Row) throws {
        self.init(
            claimID: try row["id"], articleID: try row["article_id"], statement: try row["statement"],
            headline: try Headline(row: row), exact: try row["exact"], mediaType: try row["media_type"],
            claimant: Claimant(
                name: try row["claimant_name"], kind: try row["claimant_kind"], quotation: try row["quotation"],
                isOrganization: try row["claimant_is_organization"]),
            rating: try Rating(row: row, prefix: "rating_"), rationale: try row["rationale"],
            source: try ClaimSource(row: row), itemKind: try row["item_kind"], articleTitle: try row["article_title"],
            publisher: try row["publisher"],
            language: try row["language"],
            appearance: try Appearance(row: row), versionNumber: try row["version_number"],
            publishedAt: try row["published_at"], changedAt: try row["changed_at"])
    }

    /// A search made ready for the database: its words as a query of the text index.
    package struct Query: Sendable {
        fileprivate var words: String?
        /// So many verdicts have the words that the newest of them are found soonest by looking at the newest.
        fileprivate var isFrequent = false
        fileprivate var rating: String?
        /// The search has words, and nothing in them is a word.
        fileprivate var findsNothing = false
    }

    /// How many hits are sorted rather than looked for in order; ten thousand take some tens of milliseconds.
    private static let sortable = 10_000

    /// Looks at the words beforehand, because Postgres 15 takes one verdict in fifty to have any beginning of a word:
    /// it would go through a million in their order to find the three that have a rare one. The transaction's later
    /// statements are planned by the words that they look for.
    package static func query(
        _ search: PublicSearch, on desk: DeskProfile.ID, in session: Session
    ) throws -> Query {
        var query = Query(rating: search.rating)
        if search.isEverything { return query }
        try session.execute("SET LOCAL plan_cache_mode = force_custom_plan")
        // Anybody may search. A word that stands often, and only among the oldest, is leafed to for seconds on a large desk.
        try session.limitStatements(to: .seconds(3))
        guard let words = search.words else { return query }
        // Each word as the beginning of a word, in the quotes of to_tsquery.
        let prefixes: String?? = try session.first(
            """
            SELECT string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''':*', ' & ') AS query
            FROM unnest(to_tsvector('simple', search_form(\(words))))
            """
        ) { try $0["query"] as String? }
        query.words = prefixes ?? nil
        guard let found = query.words else {
            query.findsNothing = true
            return query
        }
        let hits = try session.first(
            """
            SELECT count(*) AS count
            FROM (SELECT FROM claims c WHERE \(isShown(on: desk)) AND \(has(found)) LIMIT \(sortable + 1)) h
            """
        ) { try $0.decode("count", as: Int.self) }
        query.isFrequent = hits ?? 0 > sortable
        return query
    }

    private static func isShown(on desk: DeskProfile.ID) -> SQL {
        "c.desk_id = \(desk) AND \(SQL.showsVerdict("c"))"
    }

    private static func has(_ words: String) -> SQL {
        """
        to_tsvector('simple', search_form(c.statement || ' ' || coalesce(c.claimant_name, '')))
            @@ to_tsquery('simple', \(words))
        """
    }

    /// What everybody may read, the newest first.
    package static func page(
        _ page: PageRequest, _ query: Query, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<PublicListing> {
        if query.findsNothing { return Page(items: [], next: nil) }
        let rows = try session.all(try listing(page, query, on: desk), PublicListing.init)
        return Page(rows, page) { [Timestamp.microsecondText($0.publishedAt), $0.claimID.description] }
    }

    /// A claim as lists and feeds show it.
    ///
    /// - Throws: `NotFound` when the desk has no such claim, or it has no verdict.
    package static func get(
        _ claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> PublicListing {
        let found = try session.first(
            """
            WITH found AS (SELECT \(claim)::uuid AS id)
            SELECT \(columns)
            FROM \(tables(on: desk))
                \(details)
            """, PublicListing.init)
        guard let found else { throw NotFound("claim") }
        return found
    }

    /// The statement behind `page`.
    package static func listing(_ page: PageRequest, _ query: Query, on desk: DeskProfile.ID) throws -> SQL {
        """
        \(try found(page, query, on: desk))
        SELECT \(columns)
        FROM \(tables(on: desk))
            \(details)
        \(order)
        """
    }

    /// The state of what `page` reads, without the words.
    package static func stamp(
        _ page: PageRequest, _ query: Query, on desk: DeskProfile.ID, in session: Session
    ) throws -> String {
        if query.findsNothing { return "" }
        return try session.first(
            """
            \(try found(page, query, on: desk))
            SELECT md5(string_agg(concat_ws('/', c.id, c.revision, v.version, a.latest_version), ',' \(order))) AS tag
            FROM \(tables(on: desk))
            """
        ) { try $0["tag"] as String? ?? "" } ?? ""
    }

    /// The claims of a page, found before anything is joined to them: the planner takes all the joins to leave one row,
    /// and would rather read a whole table than the page's index in its order. For the same reason the embargo is asked
    /// for claim by claim.
    private static func found(_ page: PageRequest, _ query: Query, on desk: DeskProfile.ID) throws -> SQL {
        var matching: SQL = """
            \(isShown(on: desk))
                  AND (SELECT \(SQL.embargoIsOver("a")) FROM articles a
                    WHERE a.desk_id = c.desk_id AND a.id = c.article_id)
            """
        if let place = try page.publicPlace() {
            matching += " AND (c.published_at, c.id) < (\(place.at), \(place.id))"
        }
        // Of the verdict that stands, and not of one that was corrected since.
        if let rating = query.rating { matching += " AND c.latest_rating = \(rating)" }
        var hits: SQL = ""
        if let words = query.words {
            if query.isFrequent {
                // In a form that the index of words cannot answer.
                matching += " AND (\(has(words))) IS TRUE"
            } else {
                hits = """
                    hits AS MATERIALIZED (
                        SELECT c.desk_id, c.id, c.article_id, c.status, c.paused, c.published_at, c.latest_rating
                        FROM claims c
                        WHERE \(isShown(on: desk)) AND \(has(words))
                    ),
                    """
            }
        }
        let source: SQL = query.words == nil || query.isFrequent ? "claims" : "hits"
        return """
            WITH \(hits) found AS MATERIALIZED (
                SELECT c.id
                FROM \(source) c
                WHERE \(matching)
                \(order)
                \(SQL.limit(page))
            )
            """
    }
}
