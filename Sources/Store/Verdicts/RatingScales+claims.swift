package import Domain
package import Postgres

// Which version of a scale a claim is rated on.
extension RatingScale {
    /// Notes on new leases which version of the scale their reviewers are shown: that of the claim's reviews that count; while
    /// there are none, that of another live lease on the claim; else the one that the desk uses.
    ///
    /// - Returns: the version by lease.
    package static func show(
        to leases: [Lease.ID], inUse: Reference, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Lease.ID: Reference] {
        if leases.isEmpty { return [:] }
        let rows = try session.all(showing(to: leases, inUse: inUse, on: desk)) { row in
            (try row.decode("id", as: Lease.ID.self), try Reference(row: row))
        }
        return Dictionary(uniqueKeysWithValues: rows.compactMap { id, scale in scale.map { (id, $0) } })
    }

    /// The statement of `show`; a test looks at its plan.
    package static func showing(to leases: [Lease.ID], inUse: Reference, on desk: DeskProfile.ID) -> SQL {
        """
        UPDATE leases n
        SET scale_id = shown.scale_id, scale_version = shown.scale_version
        FROM leases m
        CROSS JOIN LATERAL (
            (SELECT 1 AS choice, r.scale_id, r.scale_version
             FROM review_slots d
             JOIN reviews r ON r.desk_id = d.desk_id AND r.id = d.review_id
             WHERE d.desk_id = m.desk_id AND d.claim_id = m.claim_id
             LIMIT 1)
            UNION ALL
            (SELECT 2, l.scale_id, l.scale_version
             FROM review_slots s
             JOIN leases l ON l.desk_id = s.desk_id AND l.id = s.lease_id
             WHERE s.desk_id = m.desk_id AND s.claim_id = m.claim_id
               AND \(SQL.isLive(slot: "s")) AND l.scale_id IS NOT NULL
             LIMIT 1)
            UNION ALL
            SELECT 3, \(inUse.id)::uuid, \(inUse.version)::integer
            ORDER BY choice
            LIMIT 1
        ) shown
        WHERE m.desk_id = \(desk) AND m.id = ANY(\(leases)) AND n.desk_id = m.desk_id AND n.id = m.id
        RETURNING n.id, n.scale_id, n.scale_version
        """
    }

    /// The version that the reviewer was shown with this lease; nil for leases from before that was noted.
    package static func shown(
        with lease: Lease.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Reference? {
        try session.first(
            "SELECT scale_id, scale_version FROM leases WHERE desk_id = \(desk) AND id = \(lease)"
        ) { try Reference(row: $0) } ?? nil
    }

    /// The version that the claim's reviews that count are given on; nil while there are none. Lock the claim first.
    package static func ofReviews(
        on claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Reference? {
        try session.first(
            """
            SELECT r.scale_id, r.scale_version
            FROM review_slots s
            JOIN reviews r ON r.desk_id = s.desk_id AND r.id = s.review_id
            WHERE s.desk_id = \(desk) AND s.claim_id = \(claim)
            LIMIT 1
            """
        ) { try Reference(row: $0) } ?? nil
    }
}
