package import Domain
package import Foundation
package import Postgres

extension Verdict {
    init(row: Row) throws {
        self.init(
            id: try row["id"], claimID: try row["claim_id"], version: try row["version"], basis: try row["basis"],
            scale: RatingScale.Reference(id: try row["scale_id"], version: try row["scale_version"]),
            rating: try Rating(row: row, prefix: "rating_"), rationale: try row["rationale"],
            overrideReason: try row["override_reason"], decidedBy: try row["decided_by"],
            decidedByName: try row["decided_by_name"], decidedAt: try row["decided_at"])
    }

    /// The latest verdict of each claim that has one, with its evidence.
    package static func latest(
        of claims: [Claim.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Claim.ID: Verdict] {
        if claims.isEmpty { return [:] }
        var verdicts = try session.all(
            """
            SELECT DISTINCT ON (v.claim_id) v.id, v.claim_id, v.version, v.basis, v.scale_id, v.scale_version,
                v.rationale, v.override_reason, v.decided_by, m.name AS decided_by_name, v.decided_at,
                \(Rating.joinedColumns)
            FROM verdicts v
            JOIN members m ON m.desk_id = v.desk_id AND m.id = v.decided_by
            JOIN ratings g ON g.desk_id = v.desk_id AND g.scale_id = v.scale_id
                AND g.scale_version = v.scale_version AND g.key = v.rating
            WHERE v.desk_id = \(desk) AND v.claim_id = ANY(\(claims))
            ORDER BY v.claim_id, v.version DESC
            """, Verdict.init)
        let evidence = try Evidence.all(citedBy: verdicts.map(\.id), on: desk, in: session)
        for index in verdicts.indices { verdicts[index].evidence = evidence[verdicts[index].id] ?? [] }
        return Dictionary(uniqueKeysWithValues: verdicts.map { ($0.claimID, $0) })
    }

    /// Stores a verdict and what it cites.
    package static func insert(
        _ id: ID, claim: Claim.ID, version: Int, basis: Basis, scale: RatingScale.Reference, rating: String,
        rationale: String, evidence: [Evidence.ID], overrideReason: String?, by member: Member.ID,
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO verdicts (desk_id, id, claim_id, version, basis, scale_id, scale_version, rating, rationale,
                override_reason, decided_by)
            VALUES (\(desk), \(id), \(claim), \(version), \(basis), \(scale.id), \(scale.version), \(rating),
                \(rationale), \(overrideReason), \(member))
            """)
        try session.execute(
            """
            INSERT INTO verdict_evidence (desk_id, verdict_id, claim_id, evidence_id, position)
            SELECT \(desk), \(id), \(claim), e.id, e.position
            FROM unnest(\(evidence)) WITH ORDINALITY AS e (id, position)
            """)
    }

    /// Enters in the ledger that the verdict was made public.
    ///
    /// - Returns: when, by the database's clock.
    package static func publish(
        _ id: ID, as publication: UUID, claim: Claim.ID, overrideReason: String?, by member: Member.ID,
        on desk: DeskProfile.ID, in session: Session
    ) throws -> Date? {
        try session.first(
            """
            INSERT INTO publications (desk_id, id, claim_id, verdict_id, published_by, override_reason)
            VALUES (\(desk), \(publication), \(claim), \(id), \(member), \(overrideReason))
            RETURNING published_at
            """
        ) { try $0["published_at"] }
    }
}
