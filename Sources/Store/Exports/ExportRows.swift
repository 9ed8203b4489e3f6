package import Domain
package import Foundation
package import Postgres

/// The verdicts of an export, as the database itself writes them: at its own speed, in one order, one row at a time.
///
/// COPY takes no binds, so the filter travels as one: `prepare` puts it into a setting of the transaction, and every
/// statement here reads it from there.
package enum ExportRows {
    /// Puts the filter into the transaction, lets its statements run for as long as it takes, and has them begin at once:
    /// for the whole of a large desk the planner would otherwise sort and hash for a minute before the first row.
    ///
    /// - Parameter address: what stands before a claim's id in the address of its public page.
    package static func prepare(
        _ filter: ExportFilter, address: String, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute("SELECT set_config('claimdesk.export', \(try setting(filter, address, desk)), true)")
        try session.limitStatements(to: nil)
        try session.script(planning)
    }

    /// What `prepare` sets, and a COPY, as a script for psql: to compare our speed with its own.
    ///
    /// - Parameters:
    ///   - file: where psql writes.
    ///   - prepared: with the planner's settings of `prepare`; false leaves the planner alone.
    package static func script(
        _ order: ExportOrder, address: String, on desk: DeskProfile.ID, to file: String, prepared: Bool
    ) throws -> String {
        let statement = order.format == .csv ? copyingCSV(defused: order.defusesFormulas) : copyingJSON
        // A command of psql is one line; what it sends to the server begins with COPY and ends with TO STDOUT.
        let line = statement.text.split(whereSeparator: \.isNewline).joined(separator: " ")
            .replacing("TO STDOUT", with: "TO '\(file)'")
        let value = try setting(order.filter, address, desk).replacing("'", with: "''")
        return """
            BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
            SELECT set_config('claimdesk.export', '\(value)', true);
            SET LOCAL statement_timeout = 0;
            \(prepared ? planning : "")
            \\\(line.replacing("COPY", with: "copy", maxReplacements: 1))
            COMMIT;

            """
    }

    private static let planning = """
        SET LOCAL idle_in_transaction_session_timeout = 0;
        SET LOCAL jit = off;
        SET LOCAL enable_hashjoin = off;
        SET LOCAL enable_mergejoin = off;
        SET LOCAL enable_sort = off;
        SET LOCAL enable_seqscan = off;
        SET LOCAL enable_bitmapscan = off;
        SET LOCAL max_parallel_workers_per_gather = 0;
        """

    private static func setting(
        _ filter: ExportFilter, _ address: String, _ desk: DeskProfile.ID
    ) throws -> String {
        let values = Values(
            desk: desk, since: filter.since.map(Timestamp.microsecondText) ?? "-infinity",
            until: filter.until.map(Timestamp.microsecondText) ?? "infinity",
            statuses: filter.statuses.map(\.rawValue).sorted(), ratings: filter.ratings, claimant: filter.claimant,
            topic: filter.topic, publisher: filter.publisher, words: filter.text, article: filter.articleID,
            address: address)
        return String(decoding: try JSONEncoder().encode(values), as: UTF8.self)
    }

    /// How many verdicts there are in each state.
    package static func counts(in session: Session) throws -> [String: Int] {
        let rows = try session.all(
            """
            \(filter)
            SELECT \(status) AS status, count(*) AS count
            FROM \(tables)
            WHERE \(conditions)
            GROUP BY 1
            """
        ) { (try $0.decode("status", as: String.self), try $0.decode("count", as: Int.self)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Hands the rows over as lines of CSV with a header, each ending in LF; columns are `csvColumns`.
    ///
    /// - Parameter defused: cells that a spreadsheet would run get an apostrophe in front (OWASP, "CSV Injection").
    /// - Returns: how many rows, the header not counted.
    package static func copyCSV(
        defused: Bool, in session: Session, _ receive: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Int {
        try session.copyOut(copyingCSV(defused: defused), receive)
    }

    private static func copyingCSV(defused: Bool) -> SQL {
        "COPY (\(selectingCSV(defused: defused))) TO STDOUT (FORMAT csv, HEADER)"
    }

    /// What `copyCSV` copies, for a session in which `prepare` was called; a test looks at its plan.
    package static func selectingCSV(defused: Bool) -> SQL {
        let columns = csvColumns.map { column -> SQL in
            let value: SQL =
                column.isText && defused
                ? SQL.defused(column.value)
                : column.value
            return "\(value) AS \(identifier: column.name)"
        }
        return """
            \(filter)
            SELECT \(columns.joined(separator: ",\n"))
            \(source)
            """
    }

    /// Hands the rows over as JSON objects, each ending in LF.
    ///
    /// - Returns: how many.
    package static func copyJSON(
        in session: Session, _ receive: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Int {
        try session.copyOut(copyingJSON, receive)
    }

    /// Delimiter and quote are characters that JSON escapes, so that nothing is ever quoted a second time.
    private static let copyingJSON: SQL = """
        COPY (
            \(filter)
            SELECT row_to_json(r) FROM (
                SELECT \(jsonColumns)
                \(source)
            ) r
        ) TO STDOUT (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')
        """

    /// The next claims in the order of the export.
    ///
    /// - Parameter place: the last one that was read; nil to begin.
    package static func claims(
        after place: (at: Date, id: Claim.ID)?, limit: Int, in session: Session
    ) throws -> [(at: Date, id: Claim.ID, articleID: Article.ID)] {
        try session.all(
            """
            \(filter)
            SELECT \(at) AS at, c.id, c.article_id
            FROM \(tables)
            WHERE \(conditions)
              AND (\(place?.id)::uuid IS NULL OR (\(at), c.id) > (\(place?.at)::timestamptz, \(place?.id)::uuid))
            ORDER BY \(at), c.id
            LIMIT \(limit)
            """
        ) { (at: try $0["at"], id: try $0["id"], articleID: try $0["article_id"]) }
    }

    /// The next articles that have a verdict in the export, by id.
    package static func articles(
        after place: Article.ID?, limit: Int, in session: Session
    ) throws -> [(id: Article.ID, verdicts: Int)] {
        try session.all(
            """
            \(filter)
            SELECT c.article_id AS id, count(*) AS verdicts
            FROM \(tables)
            WHERE \(conditions) AND (\(place)::uuid IS NULL OR c.article_id > \(place))
            GROUP BY c.article_id
            ORDER BY c.article_id
            LIMIT \(limit)
            """
        ) { (id: try $0["id"], verdicts: try $0["verdicts"]) }
    }

    private struct Values: Encodable {
        let desk: DeskProfile.ID
        let since: String
        let until: String
        let statuses: [String]
        let ratings: [String]
        let claimant: String?
        let topic: String?
        let publisher: String?
        let words: String?
        let article: Article.ID?
        let address: String
    }

    // MARK: The statement's parts

    /// Materialized, so that the setting is read once and not for each row.
    static let filter: SQL = """
        WITH f AS MATERIALIZED (
            SELECT desk, since, until, statuses, ratings, claimant, topic, publisher, words, article, address
            FROM jsonb_to_record(current_setting('claimdesk.export')::jsonb) AS r (desk uuid, since timestamptz,
                until timestamptz, statuses text[], ratings text[], claimant text, topic text, publisher text,
                words text, article uuid, address text)
        )
        """

    static let at: SQL = "coalesce(c.published_at, c.decided_at)"
    static let status: SQL = """
        CASE WHEN c.paused THEN 'paused' WHEN c.reopened_at IS NOT NULL AND c.status <> 'decided' THEN 'retracted'
            ELSE c.status END
        """

    static let tables: SQL = """
        claims c
            JOIN articles a ON a.desk_id = c.desk_id AND a.id = c.article_id
            JOIN article_versions n ON n.desk_id = c.desk_id AND n.id = c.version_id
            LEFT JOIN anchors h ON h.desk_id = c.desk_id AND h.claim_id = c.id AND h.version_id = c.version_id AND h.main
            \(SQL.latestVerdict(of: "c"))
        """

    /// Each value of the filter is a subselect: joined, it would cost the order of the index.
    static let conditions: SQL = """
        c.desk_id = (SELECT desk FROM f) AND c.decided_at IS NOT NULL
            AND \(at) >= (SELECT since FROM f) AND \(at) < (SELECT until FROM f)
            AND \(status) = ANY ((SELECT statuses FROM f)::text[])
            AND ((SELECT article FROM f) IS NULL OR c.article_id = (SELECT article FROM f))
            AND \(SQL.embargoIsOver("a"))
            AND (cardinality((SELECT ratings FROM f)) = 0 OR v.rating = ANY ((SELECT ratings FROM f)::text[]))
            AND ((SELECT claimant FROM f) IS NULL
                OR \(SQL.has("(SELECT claimant FROM f)", in: "c.claimant_name")))
            AND ((SELECT topic FROM f) IS NULL
                OR EXISTS (SELECT 1 FROM unnest(n.topics) t WHERE search_form(t) = search_form((SELECT topic FROM f))))
            AND ((SELECT publisher FROM f) IS NULL
                OR \(SQL.has("(SELECT publisher FROM f)", in: "n.publisher")))
            AND ((SELECT words FROM f) IS NULL
                OR \(SQL.has("(SELECT words FROM f)", in: "c.statement"))
                OR \(SQL.has("(SELECT words FROM f)", in: "h.exact"))
                OR \(SQL.has("(SELECT words FROM f)", in: "v.rationale")))
        """

    static let source: SQL = """
        FROM \(tables)
            JOIN ratings g ON g.desk_id = c.desk_id AND g.scale_id = v.scale_id AND g.scale_version = v.scale_version
                AND g.key = v.rating
            JOIN rating_scales s ON s.desk_id = c.desk_id AND s.id = v.scale_id AND s.version = v.scale_version
            JOIN extractions x ON x.desk_id = c.desk_id AND x.version_id = c.version_id
        WHERE \(conditions)
        ORDER BY \(at), c.id
        """

    // Fragments with \(…) of their own, so that both forms count, cite and tell the same.
    static let reviews = SQL.reviewCount(behind: "v")
    static let people = SQL.people(behind: "v")
    static let version = SQL.publicVersion(of: "v")
    static let cited: SQL = """
        FROM verdict_evidence w JOIN evidence e ON e.desk_id = w.desk_id AND e.id = w.evidence_id
            WHERE w.desk_id = c.desk_id AND w.verdict_id = v.id
        """
    /// When the public first read the verdict: `[LedgerEntry].publishedAt`.
    static let published: SQL = """
        (SELECT min(b.entered_at) FROM ledger_entries b
            WHERE b.desk_id = c.desk_id AND b.claim_id = c.id AND b.verdict_id = v.id)
        """
    static let told = SQL.publicNotes(of: "c")
    static let reply = SQL.shownReply(of: "c")
    static func time(_ column: SQL) -> SQL {
        "to_char(\(column) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
    }
}
