package import Domain
package import Postgres

extension ReviewReturn {
    init(row: Row) throws {
        self.init(
            id: try row["id"], reviewID: try row["review_id"], claimID: try row["claim_id"],
            returnedBy: try row["returned_by"], comment: try row["comment"], returnedAt: try row["returned_at"])
    }

    /// Stores that an editor asks a reviewer to look again.
    package static func insert(
        _ id: ID, review: Review, comment: String, by member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> ReviewReturn {
        let stored = try session.first(
            """
            INSERT INTO review_returns (desk_id, id, review_id, claim_id, returned_by, comment)
            VALUES (\(desk), \(id), \(review.id), \(review.claimID), \(member), \(comment))
            RETURNING id, review_id, claim_id, returned_by, comment, returned_at
            """, ReviewReturn.init)
        guard let stored else { throw NotFound("review") }
        return stored
    }

    /// What waits for a reviewer to look again, the newest first: of reviews that count still, on claims without a
    /// verdict.
    package static func open(
        for reviewer: Member.ID, _ page: PageRequest, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<ReviewReturn> {
        let place: ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT t.id, t.review_id, t.claim_id, t.returned_by, t.comment, t.returned_at
            FROM \(openTables(for: reviewer, on: desk))
              AND (\(place)::uuid IS NULL OR t.id < \(place))
            ORDER BY t.id DESC
            \(SQL.limit(page))
            """, ReviewReturn.init)
        return Page(rows, page) { [$0.id.description] }
    }

    /// The rows `t` that wait for a reviewer, with their slots `s` and claims `c`: a table and a condition.
    static func openTables(for reviewer: Member.ID, on desk: DeskProfile.ID) -> SQL {
        """
        review_returns t
            JOIN review_slots s ON s.desk_id = t.desk_id AND s.claim_id = t.claim_id AND s.review_id = t.review_id
            JOIN claims c ON c.desk_id = s.desk_id AND c.id = s.claim_id
        WHERE t.desk_id = \(desk) AND s.reviewer_id = \(reviewer) AND s.state = 'done' AND \(SQL.isOpen("c"))
        """
    }

    /// Whether a review of the claim that counts still was returned to its reviewer.
    package static func isOpen(on claim: Claim.ID, desk: DeskProfile.ID, in session: Session) throws -> Bool {
        try session.first(
            """
            SELECT 1 AS one
            FROM review_slots s
            JOIN review_returns t ON t.desk_id = s.desk_id AND t.review_id = s.review_id
            WHERE s.desk_id = \(desk) AND s.claim_id = \(claim) AND s.state = 'done'
            LIMIT 1
            """
        ) { _ in true } ?? false
    }
}
