package import Domain
package import Postgres

extension Draft {
    init(row: Row) throws {
        let content: JSONValue<Content> = try row["content"]
        self.init(content: content.value, origin: try row["origin"], savedAt: try row["saved_at"])
    }

    /// What the holders of leases wrote earlier on their claims; those without anything are not in it.
    package static func all(
        under leases: [Lease], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Lease.ID: Draft] {
        let rows = try session.all(
            """
            SELECT l.id, d.content, d.origin, d.saved_at
            FROM unnest(\(leases.map(\.id)), \(leases.map(\.claimID)), \(leases.map(\.memberID)))
                AS l (id, claim_id, member_id)
            JOIN drafts d ON d.desk_id = \(desk) AND d.claim_id = l.claim_id AND d.member_id = l.member_id
            """
        ) { (try $0.decode("id", as: Lease.ID.self), try Draft(row: $0)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Keeps what was written, in place of what was kept before.
    package static func save(
        _ content: Content, origin: Origin, claim: Claim.ID, by member: Member.ID, on desk: DeskProfile.ID,
        in session: Session
    ) throws -> Draft {
        let saved = try session.first(
            """
            INSERT INTO drafts (desk_id, claim_id, member_id, content, origin)
            VALUES (\(desk), \(claim), \(member), \(JSONValue(content)), \(origin))
            ON CONFLICT (desk_id, claim_id, member_id)
                DO UPDATE SET content = excluded.content, origin = excluded.origin, saved_at = now()
            RETURNING content, origin, saved_at
            """, Draft.init)
        guard let saved else { throw NotFound("draft") }
        return saved
    }

    /// What a member has written and not submitted, the newest first.
    package static func page(
        _ page: PageRequest, of member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<KeptDraft> {
        let place: Claim.ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT d.claim_id, c.statement, c.status, d.content, d.origin, d.saved_at
            FROM drafts d
            JOIN claims c ON c.desk_id = d.desk_id AND c.id = d.claim_id
            WHERE d.desk_id = \(desk) AND d.member_id = \(member) AND (\(place)::uuid IS NULL OR d.claim_id < \(place))
            ORDER BY d.claim_id DESC
            \(SQL.limit(page))
            """
        ) {
            KeptDraft(
                claimID: try $0["claim_id"], statement: try $0["statement"], claimStatus: try $0["status"],
                draft: try Draft(row: $0))
        }
        return Page(rows, page) { [$0.claimID.description] }
    }

    package static func delete(
        claim: Claim.ID, by member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            "DELETE FROM drafts WHERE desk_id = \(desk) AND claim_id = \(claim) AND member_id = \(member)")
    }
}
