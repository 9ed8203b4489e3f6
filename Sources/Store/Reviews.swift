package import Domain
package import Postgres

extension Review {
    init(row: Row) throws {
        self.init(
            id: try row["id"], claimID: try row["claim_id"], reviewerID: try row["reviewer_id"],
            reviewerName: try row["reviewer_name"],
            scale: RatingScale.Reference(id: try row["scale_id"], version: try row["scale_version"]),
            rating: try Rating(row: row, prefix: "rating_"), rationale: try row["rationale"],
            submittedAt: try row["submitted_at"])
    }

    /// The reviews of some claims with their evidence, in the order they came in.
    package static func all(
        of claims: [Claim.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Claim.ID: [Review]] {
        if claims.isEmpty { return [:] }
        var reviews = try session.all(
            """
            SELECT r.id, r.claim_id, r.reviewer_id, m.name AS reviewer_name, r.scale_id, r.scale_version,
                r.rationale, r.submitted_at, \(Rating.joinedColumns)
            FROM reviews r
            JOIN members m ON m.desk_id = r.desk_id AND m.id = r.reviewer_id
            JOIN ratings g ON g.desk_id = r.desk_id AND g.scale_id = r.scale_id
                AND g.scale_version = r.scale_version AND g.key = r.rating
            WHERE r.desk_id = \(desk) AND r.claim_id = ANY(\(claims))
            ORDER BY r.claim_id, r.submitted_at, r.id
            """, Review.init)
        let evidence = try Evidence.all(of: claims, on: desk, in: session)
        for index in reviews.indices {
            let id = reviews[index].id
            reviews[index].evidence = (evidence[reviews[index].claimID] ?? []).filter { $0.reviewID == id }
        }
        return Dictionary(grouping: reviews, by: \.claimID)
    }

    /// Stores a review without its evidence.
    package static func insert(
        _ id: ID, _ input: ReviewInput, under lease: Lease, scale: RatingScale.Reference, on desk: DeskProfile.ID,
        in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO reviews (desk_id, id, claim_id, slot_id, lease_id, reviewer_id, scale_id, scale_version,
                rating, rationale)
            VALUES (\(desk), \(id), \(lease.claimID), \(lease.slotID), \(lease.id), \(lease.memberID), \(scale.id),
                \(scale.version), \(input.rating), \(input.rationale))
            """)
    }
}
