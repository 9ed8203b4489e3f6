package import Domain
package import Postgres

extension ReviewSlot {
    /// A lease, and the version of the scale that its reviewer is shown with it.
    package typealias Taken = (lease: Lease, scale: RatingScale.Reference)

    /// Leases the best open slot that this reviewer may have.
    ///
    /// Never of their own article, of a claim of which they hold or have filled a slot, or of one that they skipped.
    /// Call `Member.serializeTakes` first.
    /// - Parameters:
    ///   - seconds: how long a lease lasts.
    ///   - inUse: the version of the scale that the desk uses.
    /// - Returns: nil when there is none.
    package static func take(
        as lease: Lease.ID, by member: Member.ID, seconds: Int, filter: SlotFilter, inUse: RatingScale.Reference,
        on desk: DeskProfile.ID, in session: Session
    ) throws -> Taken? {
        try session.first(
            taking(as: [lease], by: member, seconds: seconds, filter: filter, inUse: inUse, on: desk), taken)
    }

    /// Leases the best open slots that this reviewer may have, each of another claim: the first of each claim. Who takes at the
    /// same time and finds a claim's first slot just being taken passes the claim by, so that what is missing of a
    /// take is looked for once more, slot by slot.
    package static func takeFirsts(
        as leases: [Lease.ID], by member: Member.ID, seconds: Int, filter: SlotFilter, inUse: RatingScale.Reference,
        on desk: DeskProfile.ID, in session: Session
    ) throws -> [Taken] {
        try session.all(
            taking(as: leases, firsts: true, by: member, seconds: seconds, filter: filter, inUse: inUse, on: desk),
            taken)
    }

    /// The statement of `take` and, with `firsts`, of `takeFirsts`; a test looks at its plan.
    package static func taking(
        as leases: [Lease.ID], firsts: Bool = false, by member: Member.ID, seconds: Int, filter: SlotFilter,
        inUse: RatingScale.Reference, on desk: DeskProfile.ID
    ) -> SQL {
        let isChosen: SQL = firsts ? "AND \(filter.isFirst(for: member))" : ""
        return leasing(
            """
            -- The best slots that nobody else is just taking.
            candidate AS MATERIALIZED (
                SELECT s.id, s.rank, s.claim_id
                FROM review_slots s
                WHERE s.desk_id = \(desk) AND s.state = 'open' AND \(filter.condition(for: member, on: desk))
                  \(isChosen)
                ORDER BY s.rank DESC, s.claim_id, s.id
                \(SQL.limit(leases.count))
                FOR UPDATE OF s SKIP LOCKED
            ),
            -- Each with the id of its lease, the best one first.
            chosen AS (
                SELECT c.id, l.id AS lease_id, \(member)::uuid AS member_id, c.place
                FROM (SELECT id, row_number() OVER (ORDER BY rank DESC, claim_id, id) AS place FROM candidate) c
                JOIN unnest(\(leases)) WITH ORDINALITY AS l (id, place) ON l.place = c.place
            )
            """, seconds: seconds, inUse: inUse, on: desk)
    }

    /// The best open slots that are kept for nobody, locked until the transaction ends, but for those that others are just taking.
    package static func best(_ count: Int, on desk: DeskProfile.ID, in session: Session) throws -> [OpenSlot] {
        try session.all(best(count, on: desk)) { row in
            OpenSlot(
                id: try row["id"], claimID: try row["claim_id"],
                barred: Set(try row.decode("barred", as: [Member.ID].self)))
        }
    }

    /// The statement of `best`; a test looks at its plan.
    package static func best(_ count: Int, on desk: DeskProfile.ID) -> SQL {
        """
        WITH candidate AS MATERIALIZED (
            SELECT s.id, s.rank, s.claim_id, s.submitted_by
            FROM review_slots s
            WHERE s.desk_id = \(desk) AND s.state = 'open'
              AND (s.assigned_to IS NULL OR s.due_at <= clock_timestamp())
            ORDER BY s.rank DESC, s.claim_id, s.id
            \(SQL.limit(count))
            FOR UPDATE OF s SKIP LOCKED
        )
        SELECT c.id, c.claim_id, ARRAY(
            SELECT c.submitted_by
            UNION ALL
            SELECT o.reviewer_id FROM review_slots o
            WHERE o.desk_id = \(desk) AND o.claim_id = c.claim_id AND o.state <> 'open'
            UNION ALL
            SELECT k.member_id FROM skips k
            WHERE k.desk_id = \(desk) AND k.claim_id = c.claim_id AND (k.until IS NULL OR k.until > clock_timestamp())
        ) AS barred
        FROM candidate c
        ORDER BY c.rank DESC, c.claim_id, c.id
        """
    }

    /// A slot that is to be leased to a reviewer.
    package typealias Pair = (slot: ID, lease: Lease.ID, member: Member.ID)

    /// Leases slots that `best` has locked, each to its reviewer, if it is one that they may have. Call `Member.serializeTakes` first.
    package static func take(
        _ pairs: [Pair], seconds: Int, inUse: RatingScale.Reference, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Taken] {
        if pairs.isEmpty { return [] }
        return try session.all(taking(pairs, seconds: seconds, inUse: inUse, on: desk), taken)
    }

    /// The statement of `take`; a test looks at its plan.
    package static func taking(
        _ pairs: [Pair], seconds: Int, inUse: RatingScale.Reference, on desk: DeskProfile.ID
    ) -> SQL {
        leasing(
            """
            chosen AS (
                SELECT s.id, p.lease_id, p.member_id, p.place
                FROM unnest(\(pairs.map(\.slot)), \(pairs.map(\.lease)), \(pairs.map(\.member)))
                    WITH ORDINALITY AS p (slot_id, lease_id, member_id, place)
                JOIN review_slots s ON s.desk_id = \(desk) AND s.id = p.slot_id
                WHERE s.state = 'open' AND \(SlotFilter.permitted(to: "p.member_id", on: desk))
            )
            """, seconds: seconds, inUse: inUse, on: desk)
    }

    /// - Parameter chosen: the query `chosen` and what it stands on: slots with the lease and the member that each is for, and their place.
    private static func leasing(
        _ chosen: SQL, seconds: Int, inUse: RatingScale.Reference, on desk: DeskProfile.ID
    ) -> SQL {
        """
        WITH
            \(chosen),
            -- Each with a token greater than all before.
            numbered AS MATERIALIZED (
                SELECT o.id, o.lease_id, o.member_id, nextval('lease_tokens') AS token
                FROM (SELECT * FROM chosen ORDER BY place) o
            ),
            taken AS (
                UPDATE review_slots s
                SET state = 'leased', reviewer_id = c.member_id, lease_id = c.lease_id,
                    token = c.token,
                    lease_expires_at = clock_timestamp() + make_interval(secs => \(Double(seconds))),
                    -- One that was kept for somebody else is overdue.
                    rank = CASE WHEN assigned_to <> c.member_id THEN rank - raised ELSE rank END,
                    raised = CASE WHEN assigned_to <> c.member_id THEN 0 ELSE raised END,
                    assignment_id = CASE WHEN assigned_to = c.member_id THEN assignment_id END,
                    due_at = CASE WHEN assigned_to = c.member_id THEN due_at END,
                    assigned_to = CASE WHEN assigned_to = c.member_id THEN assigned_to END
                FROM numbered c
                WHERE s.desk_id = \(desk) AND s.id = c.id
                RETURNING s.id, s.claim_id, s.lease_id, s.reviewer_id, s.token, s.lease_expires_at
            )
        -- The leases' own story.
        INSERT INTO leases (desk_id, id, slot_id, claim_id, member_id, token, taken_at, expires_at, wording, scale_id,
            scale_version)
        SELECT \(desk), t.lease_id, t.id, t.claim_id, t.reviewer_id, t.token, clock_timestamp(), t.lease_expires_at,
            (SELECT w.wording FROM claims w WHERE w.desk_id = \(desk) AND w.id = t.claim_id),
            shown.scale_id, shown.scale_version
        FROM taken t
        CROSS JOIN LATERAL (\(RatingScale.shown(ofClaim: "t.claim_id", inUse: inUse, on: desk))) shown
        ORDER BY t.token
        RETURNING \(Lease.columns), scale_id, scale_version
        """
    }

    private static func taken(_ row: Row) throws -> Taken {
        guard let scale = try RatingScale.Reference(row: row) else { throw NotFound("scale") }
        return (lease: try Lease(row: row), scale: scale)
    }
}
