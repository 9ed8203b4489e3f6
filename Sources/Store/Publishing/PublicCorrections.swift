package import Domain
import Foundation
package import Postgres

extension PublicCorrection {
    private static let columns: SQL = """
        l.id, l.kind, l.public_text, l.entered_at, l.claim_id, c.statement,
            coalesce(w.language, e.language) AS language, v.id = p.verdict_id AS same_verdict,
            v.rationale <> u.rationale AS new_reasons, \(cited("v")) AS new_evidence, \(cited("u")) AS old_evidence,
            l.changes,
            \(Rating.joinedColumns), o.key AS old_key, o.label AS old_label, o.value AS old_value,
            o.off_scale AS old_off_scale, o.colour AS old_colour, o.direction AS old_direction,
            o.translations AS old_translations, o.definition AS old_definition
        """
    private static func cited(_ verdict: SQL) -> SQL {
        """
        ARRAY(SELECT x.evidence_id FROM verdict_evidence x
            WHERE x.desk_id = \(verdict).desk_id AND x.verdict_id = \(verdict).id ORDER BY x.evidence_id)
        """
    }
    /// The entries that were found, with claim and article.
    private static func tables(on desk: DeskProfile.ID) -> SQL {
        """
        found f
            JOIN ledger_entries l ON l.desk_id = \(desk) AND l.id = f.id
            JOIN claims c ON c.desk_id = l.desk_id AND c.id = l.claim_id
            JOIN articles a ON a.desk_id = c.desk_id AND a.id = c.article_id
        """
    }
    /// The verdict that stands after the entry, and the one before it. A first entry is a publication, which is none of
    /// these, so that there is always one before.
    private static let details: SQL = """
        JOIN article_versions w ON w.desk_id = c.desk_id AND w.id = c.version_id
            JOIN extractions e ON e.desk_id = w.desk_id AND e.version_id = w.id
            JOIN verdicts v ON v.desk_id = l.desk_id AND v.id = l.verdict_id
            JOIN ratings g ON g.desk_id = v.desk_id AND g.scale_id = v.scale_id
                AND g.scale_version = v.scale_version AND g.key = v.rating
            JOIN LATERAL (
                SELECT b.verdict_id FROM ledger_entries b
                WHERE b.desk_id = l.desk_id AND b.claim_id = l.claim_id AND (b.entered_at, b.id) < (l.entered_at, l.id)
                ORDER BY b.entered_at DESC, b.id DESC
                LIMIT 1
            ) p ON true
            JOIN verdicts u ON u.desk_id = l.desk_id AND u.id = p.verdict_id
            JOIN ratings o ON o.desk_id = u.desk_id AND o.scale_id = u.scale_id
                AND o.scale_version = u.scale_version AND o.key = u.rating
        """
    private static let order: SQL = "ORDER BY l.entered_at DESC, l.id DESC"

    init(row: Row) throws {
        let isSame: Bool = try row["same_verdict"]
        let change = PublicVerdict.Change(
            before: try Rating(row: row, prefix: "old_"), after: try Rating(row: row, prefix: "rating_"),
            hasNewReasons: try row["new_reasons"],
            evidence: .init(
                from: Set(try row.decode("old_evidence", as: [Evidence.ID].self)),
                to: Set(try row.decode("new_evidence", as: [Evidence.ID].self))))
        self.init(
            id: try row["id"], kind: try row["kind"], text: try row["public_text"], at: try row["entered_at"],
            claimID: try row["claim_id"], statement: try row["statement"], language: try row["language"],
            change: isSame ? nil : change, changes: try LedgerEntry.Change.all(column: row["changes"]))
    }

    /// The newest first.
    package static func page(
        _ page: PageRequest, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<PublicCorrection> {
        let rows = try session.all(try listing(page, on: desk), PublicCorrection.init)
        return Page(rows, page) { [Timestamp.microsecondText($0.at), $0.id.description] }
    }

    /// The statement behind `page`.
    package static func listing(_ page: PageRequest, on desk: DeskProfile.ID) throws -> SQL {
        """
        \(try found(page, on: desk))
        SELECT \(columns)
        FROM \(tables(on: desk))
            \(details)
        \(order)
        """
    }

    /// The state of what `page` reads, without the words.
    package static func stamp(
        _ page: PageRequest, on desk: DeskProfile.ID, in session: Session
    ) throws -> String {
        try session.first(
            """
            \(try found(page, on: desk))
            SELECT md5(string_agg(concat_ws('/', l.id, c.revision, a.latest_version), ',' \(order))) AS tag
            FROM \(tables(on: desk))
            """
        ) { try $0["tag"] as String? ?? "" } ?? ""
    }

    /// The entries of a page, found before anything is joined to them, as with `PublicListing`. A verdict under review is
    /// not told about.
    private static func found(_ page: PageRequest, on desk: DeskProfile.ID) throws -> SQL {
        var matching: SQL = """
            l.desk_id = \(desk) AND \(SQL.isCorrection("l"))
                  AND (SELECT NOT c.paused AND \(SQL.embargoIsOver("a"))
                    FROM claims c
                    JOIN articles a ON a.desk_id = c.desk_id AND a.id = c.article_id
                    WHERE c.desk_id = l.desk_id AND c.id = l.claim_id)
            """
        if let place = try page.publicPlace() {
            matching += " AND (l.entered_at, l.id) < (\(place.at), \(place.id))"
        }
        return """
            WITH found AS MATERIALIZED (
                SELECT l.id
                FROM ledger_entries l
                WHERE \(matching)
                \(order)
                \(SQL.limit(page))
            )
            """
    }
}

extension PageRequest {
    /// The place of lists that are ordered by time and id.
    func publicPlace() throws(InputError) -> (at: Date, id: UUID)? { try place { Cursor($0).publicPlace } }
}
