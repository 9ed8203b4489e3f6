package import Domain
package import Foundation
package import Postgres

extension ReviewSlot {
    /// Opens slots for claims: as many as each needs.
    package static func open(
        _ slots: [(id: ID, claim: Claim.ID, ordinal: Int, rank: Double)], requiredReviews: Int, article: Article.ID,
        submittedBy: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try slots.inPieces { slots in
            try session.execute(
                """
                INSERT INTO review_slots (desk_id, id, claim_id, article_id, submitted_by, ordinal, required_reviews, rank)
                SELECT \(desk), r.id, r.claim_id, \(article), \(submittedBy), r.ordinal, \(requiredReviews), r.rank
                FROM unnest(\(slots.map(\.id)), \(slots.map(\.claim)), \(slots.map(\.ordinal)), \(slots.map(\.rank)))
                    AS r (id, claim_id, ordinal, rank)
                """)
        }
    }

    /// Locks all slots of a claim until the transaction ends, so that none is taken, given back or freed between
    /// counting them and changing them. Lock the claim first.
    package static func lockAll(of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            "SELECT 1 FROM review_slots WHERE desk_id = \(desk) AND claim_id = \(claim) ORDER BY ordinal FOR UPDATE")
    }

    /// Frees slots whose lease has run out, by the database's clock.
    ///
    /// - Parameter claim: whose slots; nil for all of the desk.
    /// - Returns: the leases that ended.
    package static func expire(
        of claim: Claim.ID? = nil, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Lease.ID] {
        let narrowed: SQL = claim.map { "AND s.claim_id = \($0)" } ?? ""
        return try session.all(
            """
            WITH
                -- 1. Whoever comes first ends them; nobody waits. Only leases that this statement sees: a slot that was freed and taken
                -- since it began, and has run out again, is found by the next one.
                expired AS MATERIALIZED (
                    SELECT s.id, s.lease_id FROM review_slots s
                    JOIN leases o ON o.desk_id = s.desk_id AND o.id = s.lease_id
                    WHERE s.desk_id = \(desk) AND \(SQL.hasRunOut(slot: "s")) \(narrowed)
                    ORDER BY s.lease_expires_at
                    LIMIT 500
                    FOR UPDATE OF s SKIP LOCKED
                ),
                -- 2. Back into the queue.
                freed AS (
                    UPDATE review_slots s
                    SET state = 'open', reviewer_id = NULL, lease_id = NULL, token = NULL, lease_expires_at = NULL
                    FROM expired e
                    WHERE s.desk_id = \(desk) AND s.id = e.id
                )
            -- 3. The lease's own story.
            UPDATE leases l
            SET ended_at = clock_timestamp(), ending = 'expired'
            FROM expired e
            WHERE l.desk_id = \(desk) AND l.id = e.lease_id
            RETURNING l.id
            """
        ) { try $0["id"] }
    }

    /// A lease, and the version of the scale that its reviewer is shown with it.
    package typealias Taken = (lease: Lease, scale: RatingScale.Reference)

    /// Leases the best open slot that this reviewer may have.
    ///
    /// Never of their own article, of a claim of which they hold or have filled a slot, or of one that they skipped.
    /// Call `Member.serializeTakes` first.
    /// - Parameter inUse: the version of the scale that the desk uses.
    /// - Returns: nil when there is none.
    package static func take(
        as lease: Lease.ID, by member: Member.ID, seconds: Int, filter: SlotFilter, inUse: RatingScale.Reference,
        on desk: DeskProfile.ID, in session: Session
    ) throws -> Taken? {
        try session.first(
            taking(as: [lease], by: member, seconds: seconds, filter: filter, inUse: inUse, on: desk), taken)
    }

    private static func taken(_ row: Row) throws -> Taken {
        guard let scale = try RatingScale.Reference(row: row) else { throw NotFound("scale") }
        return (lease: try Lease(row: row), scale: scale)
    }

    /// The statement of `take` and, with `firsts`, of `takeFirsts`; a test looks at its plan.
    package static func taking(
        as leases: [Lease.ID], firsts: Bool = false, by member: Member.ID, seconds: Int, filter: SlotFilter,
        inUse: RatingScale.Reference, on desk: DeskProfile.ID
    ) -> SQL {
        let isChosen: SQL = firsts ? "AND \(filter.isFirst(for: member))" : ""
        return """
            WITH
                -- 1. The best slots that nobody else is just taking.
                candidate AS MATERIALIZED (
                    SELECT s.id, s.rank, s.claim_id
                    FROM review_slots s
                    WHERE s.desk_id = \(desk) AND s.state = 'open' AND \(filter.condition(for: member, on: desk))
                      \(isChosen)
                    ORDER BY s.rank DESC, s.claim_id, s.id
                    LIMIT \(leases.count)
                    FOR UPDATE OF s SKIP LOCKED
                ),
                -- 2. Each with the id of its lease and a token greater than all before, the best one first.
                chosen AS MATERIALIZED (
                    SELECT o.id, o.lease_id, nextval('lease_tokens') AS token
                    FROM (
                        SELECT c.id, l.id AS lease_id
                        FROM (SELECT id, row_number() OVER (ORDER BY rank DESC, claim_id, id) AS place FROM candidate) c
                        JOIN unnest(\(leases)) WITH ORDINALITY AS l (id, place) ON l.place = c.place
                        ORDER BY c.place
                    ) o
                ),
                -- 3. Leased.
                taken AS (
                    UPDATE review_slots s
                    SET state = 'leased', reviewer_id = \(member), lease_id = c.lease_id,
                        token = c.token,
                        lease_expires_at = clock_timestamp() + make_interval(secs => \(Double(seconds))),
                        -- One that was kept for somebody else is overdue.
                        rank = CASE WHEN assigned_to <> \(member) THEN rank - raised ELSE rank END,
                        raised = CASE WHEN assigned_to <> \(member) THEN 0 ELSE raised END,
                        assignment_id = CASE WHEN assigned_to = \(member) THEN assignment_id END,
                        due_at = CASE WHEN assigned_to = \(member) THEN due_at END,
                        assigned_to = CASE WHEN assigned_to = \(member) THEN assigned_to END
                    FROM chosen c
                    WHERE s.desk_id = \(desk) AND s.id = c.id
                    RETURNING s.id, s.claim_id, s.lease_id, s.token, s.lease_expires_at
                )
            -- 4. The leases' own story.
            INSERT INTO leases (desk_id, id, slot_id, claim_id, member_id, token, taken_at, expires_at, wording, scale_id,
                scale_version)
            SELECT \(desk), t.lease_id, t.id, t.claim_id, \(member), t.token, clock_timestamp(), t.lease_expires_at,
                (SELECT w.wording FROM claims w WHERE w.desk_id = \(desk) AND w.id = t.claim_id),
                shown.scale_id, shown.scale_version
            FROM taken t
            CROSS JOIN LATERAL (\(RatingScale.shown(ofClaim: "t.claim_id", inUse: inUse, on: desk))) shown
            ORDER BY t.token
            RETURNING \(Lease.columns), scale_id, scale_version
            """
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

    /// Fills the slot with a review that is about to be stored, if this lease is the live one.
    ///
    /// - Returns: false when the lease is not live any more or the token is not its own.
    package static func finish(
        _ lease: Lease, token: Int, with review: Review.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE review_slots s SET state = 'done', review_id = \(review), \(SQL.keptForNobody)
            WHERE \(SQL.isLive(lease, token: token, on: desk, slot: "s"))
            """) == 1
    }

    /// Opens the slot again, if this lease is the live one.
    ///
    /// - Returns: false when the lease is not live any more or the token is not its own.
    package static func reopen(
        _ lease: Lease, token: Int, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE review_slots s
            SET state = 'open', reviewer_id = NULL, lease_id = NULL, token = NULL, lease_expires_at = NULL
            WHERE \(SQL.isLive(lease, token: token, on: desk, slot: "s"))
            """) == 1
    }

    /// Puts a review's next version, about to be stored, into its slot.
    ///
    /// - Returns: false when the review does not count any more.
    package static func refill(
        _ old: Review.ID, with new: Review.ID, of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE review_slots SET review_id = \(new)
            WHERE desk_id = \(desk) AND claim_id = \(claim) AND review_id = \(old)
            """) == 1
    }

    /// Opens the slot of a review that was withdrawn.
    ///
    /// - Returns: false when the review does not count any more.
    package static func empty(
        of review: Review.ID, of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE review_slots
            SET state = 'open', reviewer_id = NULL, lease_id = NULL, token = NULL, lease_expires_at = NULL,
                review_id = NULL
            WHERE desk_id = \(desk) AND claim_id = \(claim) AND review_id = \(review)
            """) == 1
    }

    /// Opens all slots of a claim that is checked anew; its reviews stay behind the verdict that was retracted.
    ///
    /// - Returns: how many slots it has.
    package static func emptyAll(of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session) throws -> Int {
        try session.execute(
            """
            UPDATE review_slots
            SET state = 'open', reviewer_id = NULL, lease_id = NULL, token = NULL, lease_expires_at = NULL,
                review_id = NULL, opened_at = now()
            WHERE desk_id = \(desk) AND claim_id = \(claim)
            """)
    }

    /// Prolongs the lease from now, if it is the live one.
    ///
    /// - Returns: when it ends now; nil when it is not live any more or the token is not its own.
    package static func prolong(
        _ lease: Lease, token: Int, seconds: Int, on desk: DeskProfile.ID, in session: Session
    ) throws -> Date? {
        try session.first(
            """
            UPDATE review_slots s
            SET lease_expires_at = clock_timestamp() + make_interval(secs => \(Double(seconds)))
            WHERE \(SQL.isLive(lease, token: token, on: desk, slot: "s"))
            RETURNING s.lease_expires_at
            """
        ) { try $0["lease_expires_at"] }
    }

    /// How many slots of a claim are not open any more.
    ///
    /// - Parameter kept: also those that are kept for somebody.
    package static func takenCount(
        of claim: Claim.ID, kept: Bool = false, on desk: DeskProfile.ID, in session: Session
    ) throws -> Int {
        try session.first(
            """
            SELECT count(*) AS count FROM review_slots
            WHERE desk_id = \(desk) AND claim_id = \(claim) AND (state <> 'open' OR (\(kept) AND assigned_to IS NOT NULL))
            """
        ) { try $0["count"] } ?? 0
    }

    /// How many slots of a claim are open and kept for nobody.
    package static func openCount(of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session) throws -> Int {
        try session.first(
            """
            SELECT count(*) AS count FROM review_slots
            WHERE desk_id = \(desk) AND claim_id = \(claim) AND state = 'open' AND assigned_to IS NULL
            """
        ) { try $0["count"] } ?? 0
    }

    /// Numbers a claim's slots from 1 without gaps.
    package static func renumber(of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            """
            UPDATE review_slots s
            SET ordinal = n.ordinal
            FROM (
                SELECT id, row_number() OVER (ORDER BY ordinal) AS ordinal FROM review_slots
                WHERE desk_id = \(desk) AND claim_id = \(claim)
            ) n
            WHERE s.desk_id = \(desk) AND s.id = n.id AND s.ordinal <> n.ordinal
            """)
    }

    /// Takes a claim's open slots out of the queue.
    ///
    /// - Parameter kept: also those that are kept for somebody.
    package static func closeOpen(
        of claim: Claim.ID, kept: Bool = true, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            DELETE FROM review_slots
            WHERE desk_id = \(desk) AND claim_id = \(claim) AND state = 'open' AND (\(kept) OR assigned_to IS NULL)
            """)
    }

    /// Ranks all slots of a claim anew, filled ones too: one whose review is withdrawn goes back into the queue.
    package static func setRank(
        _ rank: Double, of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            "UPDATE review_slots SET rank = \(rank) + raised WHERE desk_id = \(desk) AND claim_id = \(claim)"
        )
    }
}

extension ReviewSlot.State: PostgresCodable {}

extension ReviewSlot {
    /// Whether this lease is the live one of its slot.
    package static func isLive(
        _ lease: Lease, token: Int, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.first(
            """
            SELECT 1 AS live FROM review_slots s
            WHERE \(SQL.isLive(lease, token: token, on: desk, slot: "s"))
            """
        ) { _ in true } ?? false
    }
}
