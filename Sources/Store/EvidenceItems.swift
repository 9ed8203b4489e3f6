package import Domain
package import Postgres

extension Evidence {
    private static let columns: SQL = """
        e.id, e.claim_id, e.review_id, e.url, e.title, e.publisher, e.quote, e.stance, e.kind, e.interest,
            e.retrieved_at
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], reviewID: try row["review_id"],
            item: EvidenceInput(
                url: try row["url"], title: try row["title"], publisher: try row["publisher"],
                quote: try row["quote"], stance: try row["stance"], kind: try row["kind"],
                interest: try row["interest"]),
            retrievedAt: try row["retrieved_at"])
    }

    /// The evidence of some claims, in the order in which it was cited.
    package static func all(
        of claims: [Claim.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Claim.ID: [Evidence]] {
        try grouped(
            """
            SELECT \(columns), e.claim_id AS owner_id
            FROM evidence e
            WHERE e.desk_id = \(desk) AND e.claim_id = ANY(\(claims))
            ORDER BY e.claim_id, e.retrieved_at, e.review_id, e.position
            """, in: session)
    }

    /// The evidence that some verdicts cite.
    package static func all(
        citedBy verdicts: [Verdict.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Verdict.ID: [Evidence]] {
        try grouped(
            """
            SELECT \(columns), x.verdict_id AS owner_id
            FROM verdict_evidence x
            JOIN evidence e ON e.desk_id = x.desk_id AND e.id = x.evidence_id
            WHERE x.desk_id = \(desk) AND x.verdict_id = ANY(\(verdicts))
            ORDER BY x.verdict_id, x.position
            """, in: session)
    }

    /// Stores items in their order; `review` nil: an editor adds them.
    package static func insert(
        _ items: [(id: ID, item: EvidenceInput)], claim: Claim.ID, review: Review.ID?, by member: Member.ID,
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        for (position, (id, item)) in items.enumerated() {
            try session.execute(
                """
                INSERT INTO evidence (desk_id, id, claim_id, review_id, added_by, position, url, title, publisher,
                    quote, stance, kind, interest)
                VALUES (\(desk), \(id), \(claim), \(review), \(member), \(position), \(item.url), \(item.title),
                    \(item.publisher), \(item.quote), \(item.stance), \(item.kind), \(item.interest))
                """)
        }
    }

    private static func grouped<Owner>(
        _ statement: SQL, in session: Session
    ) throws -> [Identifier<Owner>: [Evidence]] {
        let rows = try session.all(statement) { row in
            (owner: try row.decode("owner_id", as: Identifier<Owner>.self), evidence: try Evidence(row: row))
        }
        return Dictionary(grouping: rows, by: \.owner).mapValues { $0.map(\.evidence) }
    }
}
