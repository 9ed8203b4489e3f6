package import Domain
package import Postgres

extension Lease {
    /// A lease under which a review comes in, whatever has become of it, and its claim.
    package struct Reviewed: Sendable {
        package let lease: Lease
        /// The version of the scale that the reviewer was shown with it; nil for leases from before that was noted.
        package let shown: RatingScale.Reference?
        package let claim: Claim.Step
    }

    /// Finds leases and locks their claims until the transaction ends: the reviews of a claim are counted one after the other.
    ///
    /// - Parameter waits: for whoever has a claim locked; otherwise its leases are left out.
    package static func lockClaims(
        of leases: [ID], waiting waits: Bool, on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID: Reviewed] {
        let found = try session.all(lockingClaims(of: leases, waiting: waits, on: desk)) { row in
            let lease = try Lease(row: row)
            return Reviewed(
                lease: lease, shown: try RatingScale.Reference(row: row),
                claim: (
                    id: lease.claimID, status: try row["status"], requiredReviews: try row["required_reviews"],
                    isReopened: try row["reopened"]
                ))
        }
        return Dictionary(found.map { ($0.lease.id, $0) }) { first, _ in first }
    }

    /// The statement of `lockClaims`; a test looks at its plan.
    package static func lockingClaims(of leases: [ID], waiting waits: Bool, on desk: DeskProfile.ID) -> SQL {
        let otherwise: SQL = waits ? "" : "SKIP LOCKED"
        return """
            SELECT l.*, c.status, c.required_reviews, c.reopened_at IS NOT NULL AS reopened
            FROM (
                SELECT \(desk)::uuid AS desk_id, a.id FROM unnest(\(leases)) WITH ORDINALITY AS a (id, place)
                WHERE \(SQL.areFew("a.place"))
            ) a
            JOIN LATERAL (
                SELECT desk_id, \(columns), scale_id, scale_version FROM leases
                WHERE leases.desk_id = a.desk_id AND leases.id = a.id
            ) l ON true
            JOIN claims c ON c.desk_id = l.desk_id AND c.id = l.claim_id
            -- As everywhere where several are locked.
            ORDER BY c.id
            FOR NO KEY UPDATE OF c \(otherwise)
            """
    }

    /// What a review comes upon.
    package struct Standing: Sendable {
        /// The lease is live, and the token its own.
        package let isLive: Bool
        /// The version of the scale of the claim's reviews that count; nil while there are none.
        package let scale: RatingScale.Reference?
        /// What these rate, in the order in which they came in.
        package let ratings: [String]
    }

    /// What reviews come upon, and the desk's policy. Lock the claims first.
    ///
    /// - Parameter leases: each with the token that was sent; of one that comes twice the first counts.
    package static func standings(
        of leases: [(lease: Lease, token: Int)], on desk: DeskProfile.ID, in session: Session
    ) throws -> (policy: DeskPolicy, standings: [ID: Standing]) {
        var policy = DeskPolicy()
        if leases.isEmpty { return (policy, [:]) }
        let standings = try session.all(reading(leases, on: desk)) { row in
            policy = try DeskPolicy(row: row)
            let standing = Standing(
                isLive: try row["is_live"], scale: try RatingScale.Reference(row: row),
                ratings: try row.decode("rated", as: [String]?.self) ?? [])
            return (try row.decode("lease_id", as: ID.self), standing)
        }
        return (policy, Dictionary(standings) { first, _ in first })
    }

    /// The statement of `standings`; a test looks at its plan.
    package static func reading(_ leases: [(lease: Lease, token: Int)], on desk: DeskProfile.ID) -> SQL {
        """
        SELECT a.lease_id, given.scale_id, given.scale_version, given.rated, \(DeskPolicy.columns),
            coalesce((
                SELECT true FROM review_slots s
                WHERE s.desk_id = \(desk) AND s.id = a.slot_id AND s.claim_id = a.claim_id AND \(SQL.isLive(slot: "s", under: "a"))
                LIMIT 1), false) AS is_live
        FROM unnest(\(leases.map(\.lease.id)), \(leases.map(\.lease.slotID)), \(leases.map(\.lease.claimID)),
            \(leases.map(\.token))) WITH ORDINALITY AS a (lease_id, slot_id, claim_id, token, place)
        JOIN desks ON desks.id = \(desk)
        LEFT JOIN LATERAL (\(RatingScale.given(ofClaim: "a.claim_id", on: desk))) given ON true
        ORDER BY a.place
        """
    }
}
