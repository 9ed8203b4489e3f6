package import Domain
package import Postgres

extension Verdict {
    init(row: Row) throws {
        self.init(
            id: try row["id"], claimID: try row["claim_id"], version: try row["version"], basis: try row["basis"],
            scale: RatingScale.Reference(id: try row["scale_id"], version: try row["scale_version"]),
            rating: try Rating(row: row, prefix: "rating_"), rationale: try row["rationale"],
            headline: try Headline(row: row), overrideReason: try row["override_reason"],
            decidedBy: try row["decided_by"],
            decidedByName: try row["decided_by_name"], decidedAt: try row["decided_at"], wording: try row["wording"])
    }

    private static let columns: SQL = """
        v.id, v.claim_id, v.version, v.basis, v.scale_id, v.scale_version, v.rationale, v.title,
            v.summary, v.claim_reviewed, v.override_reason, v.decided_by, m.name AS decided_by_name, v.decided_at, v.wording, \(Rating.joinedColumns)
        """
    private static let tables: SQL = """
        verdicts v
            JOIN members m ON m.desk_id = v.desk_id AND m.id = v.decided_by
            JOIN ratings g ON g.desk_id = v.desk_id AND g.scale_id = v.scale_id
                AND g.scale_version = v.scale_version AND g.key = v.rating
        """

    /// The latest verdict of each claim that has one, with its evidence.
    package static func latest(
        of claims: [Claim.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Claim.ID: Verdict] {
        if claims.isEmpty { return [:] }
        let verdicts = try session.all(
            """
            SELECT DISTINCT ON (v.claim_id) \(columns) FROM \(tables)
            WHERE v.desk_id = \(desk) AND v.claim_id = ANY(\(claims))
            ORDER BY v.claim_id, \(SQL.standingFirst("v"))
            """, Verdict.init)
        let whole = try withEvidence(verdicts, on: desk, in: session)
        return Dictionary(uniqueKeysWithValues: whole.map { ($0.claimID, $0) })
    }

    /// Every verdict of a claim with its evidence, the latest first.
    package static func all(
        of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Verdict] {
        let verdicts = try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE v.desk_id = \(desk) AND v.claim_id = \(claim)
            ORDER BY \(SQL.standingFirst("v"))
            """, Verdict.init)
        return try withEvidence(verdicts, on: desk, in: session)
    }

    private static func withEvidence(
        _ verdicts: [Verdict], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Verdict] {
        let evidence = try Evidence.all(citedBy: verdicts.map(\.id), on: desk, in: session)
        let backing = try backing(of: verdicts.map(\.id), on: desk, in: session)
        return verdicts.map { verdict in
            var verdict = verdict
            verdict.evidence = evidence[verdict.id] ?? []
            verdict.backing = backing[verdict.id] ?? []
            return verdict
        }
    }

    private static func backing(
        of verdicts: [ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID: [Backing]] {
        if verdicts.isEmpty { return [:] }
        let rows = try session.all(
            """
            SELECT x.verdict_id, r.reviewer_id, r.rating, r.saw_others, r.wording
            FROM verdict_reviews x
            JOIN reviews r ON r.desk_id = x.desk_id AND r.id = x.review_id
            WHERE x.desk_id = \(desk) AND x.verdict_id = ANY(\(verdicts))
            ORDER BY x.verdict_id, r.submitted_at, r.id
            """
        ) { row in
            (
                verdict: try row.decode("verdict_id", as: ID.self),
                backing: Backing(
                    reviewerID: try row["reviewer_id"], rating: try row["rating"], sawOthers: try row["saw_others"],
                    wording: try row["wording"])
            )
        }
        return Dictionary(grouping: rows, by: \.verdict).mapValues { $0.map(\.backing) }
    }

    /// Stores a verdict, what it cites, and which reviews count as it is decided.
    package static func insert(
        _ id: ID, claim: Claim.ID, version: Int, basis: Basis, scale: RatingScale.Reference, rating: String,
        rationale: String, headline: Headline, evidence: [Evidence.ID], overrideReason: String?, by member: Member.ID,
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO verdicts (desk_id, id, claim_id, version, basis, scale_id, scale_version, rating, rationale,
                title, summary, claim_reviewed, override_reason, decided_by, wording)
            VALUES (\(desk), \(id), \(claim), \(version), \(basis), \(scale.id), \(scale.version), \(rating),
                \(rationale), \(headline.title), \(headline.summary), \(headline.claimReviewed), \(overrideReason),
                \(member), (SELECT c.wording FROM claims c WHERE c.desk_id = \(desk) AND c.id = \(claim)))
            """)
        try session.execute(
            """
            INSERT INTO verdict_evidence (desk_id, verdict_id, claim_id, evidence_id, position)
            SELECT \(desk), \(id), \(claim), e.id, e.position
            FROM unnest(\(evidence)) WITH ORDINALITY AS e (id, position)
            """)
        try session.execute(
            """
            INSERT INTO verdict_reviews (desk_id, verdict_id, claim_id, review_id)
            SELECT s.desk_id, \(id), s.claim_id, s.review_id
            FROM review_slots s
            WHERE s.desk_id = \(desk) AND s.claim_id = \(claim) AND s.review_id IS NOT NULL
            """)
    }
}

extension Headline {
    init(row: Row) throws {
        self.init(title: try row["title"], summary: try row["summary"], claimReviewed: try row["claim_reviewed"])
    }
}
