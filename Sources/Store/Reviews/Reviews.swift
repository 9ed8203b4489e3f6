package import Domain
package import Postgres

extension Review {
    init(row: Row) throws {
        self.init(
            id: try row["id"], claimID: try row["claim_id"], reviewerID: try row["reviewer_id"],
            reviewerName: try row["reviewer_name"],
            scale: RatingScale.Reference(id: try row["scale_id"], version: try row["scale_version"]),
            rating: try Rating(row: row, prefix: "rating_"), rationale: try row["rationale"],
            submittedAt: try row["submitted_at"], version: try row["version"], reason: try row["reason"],
            sawOthers: try row["saw_others"], wording: try row["wording"])
    }

    private static let columns: SQL = """
        r.id, r.claim_id, r.reviewer_id, m.name AS reviewer_name, r.scale_id, r.scale_version, r.rationale,
            r.submitted_at, r.version, r.reason, r.saw_others, r.wording, \(Rating.joinedColumns)
        """
    private static let tables: SQL = """
        reviews r
            JOIN members m ON m.desk_id = r.desk_id AND m.id = r.reviewer_id
            JOIN ratings g ON g.desk_id = r.desk_id AND g.scale_id = r.scale_id
                AND g.scale_version = r.scale_version AND g.key = r.rating
        """

    /// The reviews of some claims that count, with their evidence, in the order they came in.
    package static func all(
        of claims: [Claim.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Claim.ID: [Review]] {
        if claims.isEmpty { return [:] }
        var reviews = try session.all(
            """
            SELECT \(columns) FROM \(tables)
            JOIN review_slots s ON s.desk_id = r.desk_id AND s.claim_id = r.claim_id AND s.review_id = r.id
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

    /// The latest version of the review that was given under a lease, whether it still counts or was taken back; nil when
    /// none was.
    package static func latest(
        under lease: Lease.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Review? {
        let found = try session.first(
            """
            SELECT \(columns) FROM \(tables)
            WHERE r.desk_id = \(desk) AND r.lease_id = \(lease)
            ORDER BY r.version DESC
            LIMIT 1
            """, Review.init)
        guard var review = found else { return nil }
        review.evidence = try Evidence.all(of: review.id, claim: review.claimID, on: desk, in: session)
        return review
    }

    /// Everybody who ever reviewed a claim, whether their review counts or was taken back.
    package static func authors(
        of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Member.ID] {
        try session.all(
            "SELECT DISTINCT reviewer_id FROM reviews WHERE desk_id = \(desk) AND claim_id = \(claim)"
        ) { try $0["reviewer_id"] }
    }

    /// Stores the next version of a review without its evidence; the slot names it already.
    package static func replace(
        _ old: Review, by id: ID, _ input: ReviewInput, reason: String, sawOthers: Bool, on desk: DeskProfile.ID,
        in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO reviews (desk_id, id, claim_id, slot_id, lease_id, reviewer_id, scale_id, scale_version,
                rating, rationale, version, replaces, reason, saw_others, wording)
            SELECT desk_id, \(id), claim_id, slot_id, lease_id, reviewer_id, scale_id, scale_version, \(input.rating),
                \(input.rationale), version + 1, id, \(reason), \(sawOthers),
                (SELECT c.wording FROM claims c WHERE c.desk_id = r.desk_id AND c.id = r.claim_id)
            FROM reviews r
            WHERE desk_id = \(desk) AND id = \(old.id)
            """)
    }

    /// The claim and the author of a review, whatever became of it.
    ///
    /// - Throws: `NotFound` when the desk has no such review.
    package static func origin(
        of id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> (claim: Claim.ID, reviewer: Member.ID) {
        let found = try session.first(
            "SELECT claim_id, reviewer_id FROM reviews WHERE desk_id = \(desk) AND id = \(id)"
        ) { (claim: try $0.decode("claim_id", as: Claim.ID.self), reviewer: try $0["reviewer_id"] as Member.ID) }
        guard let found else { throw NotFound("review") }
        return found
    }

    package static func withdraw(
        _ id: ID, claim: Claim.ID, reason: String, by member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO review_withdrawals (desk_id, review_id, claim_id, withdrawn_by, reason)
            VALUES (\(desk), \(id), \(claim), \(member), \(reason))
            """)
    }

    /// A member's reviews in their latest versions, the newest first, with what became of their claims.
    package static func page(
        _ page: PageRequest, by member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<OwnReview> {
        let rows = try session.all(own(page, by: member, on: desk)) {
            (
                past: try PastReview(row: $0), statement: try $0.decode("statement", as: String.self),
                status: try $0.decode("status", as: Claim.Status.self)
            )
        }
        let verdicts = try Verdict.latest(
            of: Array(Set(rows.filter { $0.status.hasVerdict }.map(\.past.review.claimID))), on: desk, in: session)
        let reviews = rows.map { row in
            OwnReview(
                past: row.past, statement: row.statement, claimStatus: row.status,
                verdict: verdicts[row.past.review.claimID])
        }
        return Page(reviews, page) { [$0.past.review.id.description] }
    }

    private static func own(_ page: PageRequest, by member: Member.ID, on desk: DeskProfile.ID) throws -> SQL {
        let place: ID? = try page.idPlace()
        return """
            SELECT \(columns), s.review_id IS NOT NULL AS counts, w.withdrawn_at, w.reason AS withdrawal_reason,
                c.statement, c.status
            FROM \(tables)
            JOIN claims c ON c.desk_id = r.desk_id AND c.id = r.claim_id
            LEFT JOIN review_slots s ON s.desk_id = r.desk_id AND s.claim_id = r.claim_id AND s.review_id = r.id
            LEFT JOIN review_withdrawals w ON w.desk_id = r.desk_id AND w.review_id = r.id
            WHERE r.desk_id = \(desk) AND r.reviewer_id = \(member) AND (\(place)::uuid IS NULL OR r.id < \(place))
              AND NOT EXISTS (
                SELECT FROM reviews n
                WHERE n.desk_id = r.desk_id AND n.claim_id = r.claim_id AND n.reviewer_id = r.reviewer_id
                  AND n.version > r.version)
            ORDER BY r.id DESC
            \(SQL.limit(page))
            """
    }

    /// Every version of every review of a claim, the latest of each reviewer first, without evidence.
    package static func history(
        of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> [PastReview] {
        try session.all(
            """
            SELECT \(columns), s.review_id IS NOT NULL AS counts, w.withdrawn_at, w.reason AS withdrawal_reason
            FROM \(tables)
            LEFT JOIN review_slots s ON s.desk_id = r.desk_id AND s.claim_id = r.claim_id AND s.review_id = r.id
            LEFT JOIN review_withdrawals w ON w.desk_id = r.desk_id AND w.review_id = r.id
            WHERE r.desk_id = \(desk) AND r.claim_id = \(claim)
            ORDER BY r.reviewer_id, r.version DESC
            """, PastReview.init)
    }
}

extension PastReview {
    fileprivate init(row: Row) throws {
        self.init(
            review: try Review(row: row), counts: try row["counts"], withdrawnAt: try row["withdrawn_at"],
            withdrawalReason: try row["withdrawal_reason"])
    }
}
