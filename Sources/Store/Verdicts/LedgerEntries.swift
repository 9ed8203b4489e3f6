package import Domain
package import Postgres

extension LedgerEntry {
    private static let columns: SQL = """
        l.id, l.claim_id, l.verdict_id, v.version AS verdict_version, l.kind, l.public_text, l.reason,
            l.override_reason, l.gate_reasons, l.request_id, l.changes, l.entered_by, m.name AS entered_by_name, l.entered_at,
            g.label AS rating_label
        """
    private static let tables: SQL = """
        ledger_entries l
            JOIN verdicts v ON v.desk_id = l.desk_id AND v.id = l.verdict_id
            JOIN ratings g ON g.desk_id = v.desk_id AND g.scale_id = v.scale_id AND g.scale_version = v.scale_version
                AND g.key = v.rating
            JOIN members m ON m.desk_id = l.desk_id AND m.id = l.entered_by
        """

    init(row: Row) throws {
        let gates: JSONValue<[String: String]>? = try row["gate_reasons"]
        self.init(
            id: try row["id"], claimID: try row["claim_id"], verdictID: try row["verdict_id"],
            verdictVersion: try row["verdict_version"], kind: try row["kind"], publicText: try row["public_text"],
            reason: try row["reason"], overrideReason: try row["override_reason"], gateReasons: gates?.value ?? [:],
            requestID: try row["request_id"], changes: try Change.all(column: row["changes"]),
            enteredBy: try row["entered_by"],
            enteredByName: try row["entered_by_name"], enteredAt: try row["entered_at"],
            ratingLabel: try row["rating_label"])
    }

    /// Adds an entry.
    ///
    /// - Returns: the entry, with the time by the database's clock.
    package static func insert(
        _ id: ID, _ kind: Kind, of verdict: Verdict.ID, claim: Claim.ID, publicText: String? = nil,
        reason: String? = nil, overrideReason: String? = nil, gateReasons: [String: String] = [:],
        request: CorrectionRequest.ID? = nil, changes: [Change] = [], by member: Member.ID, on desk: DeskProfile.ID,
        in session: Session
    ) throws -> LedgerEntry {
        let gates = gateReasons.isEmpty ? nil : JSONValue(gateReasons)
        let column = changes.isEmpty ? nil : JSONText(JSON(changes.map(\.json)).text())
        try session.execute(
            """
            INSERT INTO ledger_entries (desk_id, id, claim_id, verdict_id, kind, public_text, reason, override_reason,
                gate_reasons, request_id, changes, entered_by, entered_at)
            VALUES (\(desk), \(id), \(claim), \(verdict), \(kind), \(publicText), \(reason), \(overrideReason),
                \(gates), \(request), \(column), \(member), clock_timestamp())
            """)
        let stored = try session.first(
            "SELECT \(columns) FROM \(tables) WHERE l.desk_id = \(desk) AND l.id = \(id)", LedgerEntry.init)
        guard let stored else { throw NotFound("ledger entry") }
        return stored
    }

    /// The ledgers of some claims, each from its beginning.
    package static func all(
        of claims: [Claim.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Claim.ID: [LedgerEntry]] {
        if claims.isEmpty { return [:] }
        let entries = try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE l.desk_id = \(desk) AND l.claim_id = ANY(\(claims))
            ORDER BY l.claim_id, l.entered_at, l.id
            """, LedgerEntry.init)
        return Dictionary(grouping: entries, by: \.claimID)
    }
}

extension LedgerEntry.Change {
    /// As the column has them; nil for none.
    static func all(column: JSON?) -> [LedgerEntry.Change] {
        (column?.items ?? []).compactMap { item in
            guard let field = item["field"]?.string.flatMap(Field.init) else { return nil }
            return LedgerEntry.Change(field, before: item["before"]?.string, after: item["after"]?.string)
        }
    }
}
