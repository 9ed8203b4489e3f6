package import Domain
package import Postgres

extension CorrectionRequest {
    private static let columns: SQL = """
        r.id, r.claim_id, r.text, r.requester_name, r.requester_contact, r.url, r.received_by, r.received_at, l.kind,
            l.entered_at
        """
    private static let tables: SQL = """
        correction_requests r
            LEFT JOIN ledger_entries l ON l.desk_id = r.desk_id AND l.request_id = r.id
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], claimID: try row["claim_id"],
            input: CorrectionRequest.Input(
                text: try row["text"], requesterName: try row["requester_name"],
                requesterContact: try row["requester_contact"], url: try row["url"]),
            receivedBy: try row["received_by"], receivedAt: try row["received_at"], decision: try row["kind"],
            decidedAt: try row["entered_at"])
    }

    package static func insert(
        _ id: ID, _ input: Input, claim: Claim.ID, by member: Member.ID?, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO correction_requests (desk_id, id, claim_id, text, requester_name, requester_contact, url,
                received_by)
            VALUES (\(desk), \(id), \(claim), \(input.text), \(input.requesterName), \(input.requesterContact),
                \(input.url), \(member))
            """)
    }

    /// Whether a reader has sent the same about the same claim within a day. Lock the claim first.
    package static func isKnown(
        _ input: Input, claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.first(
            """
            SELECT EXISTS (
                SELECT FROM correction_requests
                WHERE desk_id = \(desk) AND claim_id = \(claim) AND received_by IS NULL AND text = \(input.text)
                  AND received_at > now() - interval '1 day') AS known
            """
        ) { try $0["known"] } ?? false
    }

    /// - Throws: `NotFound` when the claim has no such request.
    package static func get(
        _ id: ID, of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> CorrectionRequest {
        let found = try session.first(
            """
            SELECT \(columns) FROM \(tables)
            WHERE r.desk_id = \(desk) AND r.id = \(id) AND r.claim_id = \(claim)
            """, CorrectionRequest.init)
        guard let found else { throw NotFound("correction request") }
        return found
    }

    /// The newest first.
    ///
    /// - Parameters:
    ///   - open: those that wait, or those that were answered; nil for both.
    ///   - claim: of one claim; nil for all of the desk.
    package static func page(
        _ page: PageRequest, open: Bool?, of claim: Claim.ID? = nil, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<CorrectionRequest> {
        let place: ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE r.desk_id = \(desk) AND (\(place)::uuid IS NULL OR r.id < \(place))
              AND (\(claim)::uuid IS NULL OR r.claim_id = \(claim))
              AND (\(open)::boolean IS NULL OR (l.id IS NULL) = \(open))
            ORDER BY r.id DESC
            \(SQL.limit(page))
            """, CorrectionRequest.init)
        return Page(rows, page) { [$0.id.description] }
    }

    /// Those of the desk of which a condition on `r` holds, the oldest first.
    static func all(_ condition: SQL, on desk: DeskProfile.ID, in session: Session) throws -> [CorrectionRequest] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE r.desk_id = \(desk) AND \(condition)
            ORDER BY r.id
            """, CorrectionRequest.init)
    }
}
