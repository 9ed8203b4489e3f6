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
        try session.all(expiring(of: claim, on: desk)) { try $0["id"] }
    }

    /// The statement of `expire`; a test looks at its plan.
    package static func expiring(of claim: Claim.ID?, on desk: DeskProfile.ID) -> SQL {
        let narrowed: SQL = claim.map { "AND s.claim_id = \($0)" } ?? ""
        return """
            WITH
                -- 1. Whoever comes first ends them; nobody waits. Only leases that this statement sees: a slot that was freed and taken
                -- since it began, and has run out again, is found by the next one.
                expired AS MATERIALIZED (
                    SELECT s.id, s.lease_id FROM review_slots s
                    WHERE s.desk_id = \(desk) AND \(SQL.hasRunOut(slot: "s")) \(narrowed)
                      AND s.lease_id = (SELECT o.id FROM leases o WHERE o.desk_id = s.desk_id AND o.id = s.lease_id)
                    ORDER BY s.lease_expires_at
                    LIMIT 500
                    FOR UPDATE OF s SKIP LOCKED
                ),
                -- 2. Back into the queue.
                freed AS (
                    UPDATE review_slots s
                    SET state = 'open', reviewer_id = NULL, lease_id = NULL, token = NULL, lease_expires_at = NULL
                    WHERE s.desk_id = \(desk) AND s.id = ANY(ARRAY(SELECT id FROM expired))
                )
            -- 3. The lease's own story.
            UPDATE leases l
            SET ended_at = clock_timestamp(), ending = 'expired'
            WHERE l.desk_id = \(desk) AND l.id = ANY(ARRAY(SELECT lease_id FROM expired))
            RETURNING l.id
            """
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
