package import Domain
package import Postgres

// Which version of a scale a claim is rated on.
extension RatingScale {
    /// Selects the version of the scale that whoever takes a claim now is shown: that of the claim's reviews that count; while
    /// there are none, that of another live lease on the claim; else the one that the desk uses.
    ///
    /// - Parameter claim: its id, in the statement around.
    /// - Returns: a query of one row: `scale_id`, `scale_version`.
    static func shown(ofClaim claim: SQL, inUse: Reference, on desk: DeskProfile.ID) -> SQL {
        """
        SELECT c.scale_id, c.scale_version
        FROM (
            (SELECT 1 AS choice, r.scale_id, r.scale_version
             FROM review_slots d, \(ofReview("d"))
             WHERE d.desk_id = \(desk) AND d.claim_id = \(claim)
             LIMIT 1)
            UNION ALL
            (SELECT 2, l.scale_id, l.scale_version
             FROM review_slots s, LATERAL (
                SELECT o.scale_id, o.scale_version FROM leases o WHERE o.desk_id = s.desk_id AND o.id = s.lease_id LIMIT 1) l
             WHERE s.desk_id = \(desk) AND s.claim_id = \(claim)
               -- Leased and live, said so that the index of the desk's leased slots, however many, is none to take.
               AND s.state NOT IN ('open', 'done') AND s.lease_expires_at > clock_timestamp() AND l.scale_id IS NOT NULL
             LIMIT 1)
            UNION ALL
            SELECT 3, \(inUse.id)::uuid, \(inUse.version)::integer
        ) c
        ORDER BY c.choice
        LIMIT 1
        """
    }

    /// The version that the claim's reviews that count are given on; nil while there are none.
    package static func ofReviews(
        on claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Reference? {
        try session.first(
            """
            SELECT r.scale_id, r.scale_version
            FROM review_slots s, \(ofReview("s"))
            WHERE s.desk_id = \(desk) AND s.claim_id = \(claim)
            LIMIT 1
            """
        ) { try Reference(row: $0) } ?? nil
    }

    /// Selects what the claim's reviews that count are given on, and what they rate in the order in which they came in.
    ///
    /// - Parameter claim: its id, in the statement around.
    /// - Returns: a query of one row at most: `scale_id`, `scale_version`, `rated`.
    static func given(ofClaim claim: SQL, on desk: DeskProfile.ID) -> SQL {
        """
        SELECT r.scale_id, r.scale_version, array_agg(r.rating ORDER BY r.submitted_at, r.id) AS rated
        FROM review_slots d, \(ofReview("d"))
        WHERE d.desk_id = \(desk) AND d.claim_id = \(claim)
        GROUP BY r.scale_id, r.scale_version
        LIMIT 1
        """
    }

    /// The review `r` that fills a slot, found by its key whatever Postgres thinks of how many there are.
    private static func ofReview(_ slot: SQL) -> SQL {
        """
        LATERAL (
            SELECT o.id, o.scale_id, o.scale_version, o.rating, o.submitted_at FROM reviews o
            WHERE o.desk_id = \(slot).desk_id AND o.id = \(slot).review_id LIMIT 1) r
        """
    }
}
