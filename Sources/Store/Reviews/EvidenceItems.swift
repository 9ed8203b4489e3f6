package import Domain
package import Postgres

extension Evidence {
    static let columns: SQL = """
        e.id, e.claim_id, e.review_id, e.url, e.title, e.publisher, e.quote, e.stance, e.kind, e.interest,
            e.retrieved_at, e.archived_url, encode(e.archive_sha256, 'hex') AS archive_sha256
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], reviewID: try row["review_id"],
            item: EvidenceInput(
                url: try row["url"], title: try row["title"], publisher: try row["publisher"],
                quote: try row["quote"], stance: try row["stance"], kind: try row["kind"],
                interest: try row["interest"], archivedURL: try row["archived_url"],
                archiveSHA256: try row["archive_sha256"]),
            retrievedAt: try row["retrieved_at"])
    }

    /// The evidence of some claims, in the order in which it was cited. Of reviews, those that count; of what editors
    /// added, what no other item has taken the place of.
    ///
    /// - Parameter sinceReopening: without what editors added before the claim was opened again: no verdict cites that unless
    ///   its editor names it.
    package static func all(
        of claims: [Claim.ID], sinceReopening: Bool = false, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Claim.ID: [Evidence]] {
        if claims.isEmpty { return [:] }
        let stale: SQL = """
            e.review_id IS NULL AND EXISTS (
                SELECT 1 FROM claims c
                WHERE c.desk_id = e.desk_id AND c.id = e.claim_id
                  AND c.reopened_at >= coalesce(e.stored_at, '-infinity'))
            """
        return try grouped(
            """
            SELECT \(columns), e.claim_id AS owner_id
            FROM evidence e
            WHERE e.desk_id = \(desk) AND e.claim_id = ANY(\(claims)) AND e.replaced_at IS NULL
              AND (e.review_id IS NULL OR EXISTS (
                SELECT 1 FROM review_slots s
                WHERE s.desk_id = e.desk_id AND s.claim_id = e.claim_id AND s.review_id = e.review_id))
              AND NOT (\(sinceReopening) AND \(stale))
            ORDER BY e.claim_id, e.retrieved_at, e.review_id, e.position
            """, in: session)
    }

    /// The evidence that came with a review, whether it counts or not, in the order in which it was cited.
    package static func all(
        of review: Review.ID, claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Evidence] {
        try session.all(
            """
            SELECT \(columns) FROM evidence e
            WHERE e.desk_id = \(desk) AND e.claim_id = \(claim) AND e.review_id = \(review)
            ORDER BY e.position
            """, Evidence.init)
    }

    /// The evidence that some verdicts cite.
    package static func all(
        citedBy verdicts: [Verdict.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Verdict.ID: [Evidence]] {
        if verdicts.isEmpty { return [:] }
        return try grouped(
            """
            SELECT \(columns), x.verdict_id AS owner_id
            FROM verdict_evidence x
            JOIN evidence e ON e.desk_id = x.desk_id AND e.id = x.evidence_id
            WHERE x.desk_id = \(desk) AND x.verdict_id = ANY(\(verdicts))
            ORDER BY x.verdict_id, x.position
            """, in: session)
    }

    /// Every item of a claim that a verdict of it cites, whatever has taken its place since.
    package static func everCited(
        of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Evidence] {
        try session.all(
            """
            SELECT \(columns) FROM evidence e
            WHERE e.desk_id = \(desk) AND e.claim_id = \(claim) AND EXISTS (
                SELECT 1 FROM verdict_evidence x WHERE x.desk_id = e.desk_id AND x.evidence_id = e.id)
            """, Evidence.init)
    }

    /// Stores items in their order; `review` nil: an editor adds them.
    package static func insert(
        _ items: [(id: ID, item: EvidenceInput)], claim: Claim.ID, review: Review.ID?, by member: Member.ID,
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        if items.isEmpty { return }
        try session.execute(
            """
            INSERT INTO evidence (desk_id, id, claim_id, review_id, added_by, position, url, canonical_url, title,
                publisher, quote, stance, kind, interest, retrieved_at, archived_url, archive_sha256)
            SELECT \(desk), i.id, \(claim), \(review), \(member), i.place - 1, i.url, i.canonical_url, i.title, i.publisher,
                i.quote, i.stance, i.kind, i.interest, coalesce(i.retrieved_at, now()), i.archived_url,
                decode(i.archive_sha256, 'hex')
            FROM unnest(\(items.map(\.id)), \(columns(of: items.map(\.item))))
                WITH ORDINALITY AS i (id, url, canonical_url, title, publisher, quote, stance, kind, interest, retrieved_at,
                    archived_url, archive_sha256, place)
            """)
    }

    /// An array for each column of what is cited, for `unnest`: `url`, `canonical_url`, `title`, `publisher`, `quote`, `stance`,
    /// `kind`, `interest`, `retrieved_at`, `archived_url`, `archive_sha256` in hex.
    static func columns(of items: [EvidenceInput]) -> SQL {
        """
        \(items.map(\.url)), \(items.map { CanonicalURL.of($0.url) }), \(items.map(\.title)), \(items.map(\.publisher)),
            \(items.map(\.quote)), \(items.map(\.stance)), \(items.map(\.kind)), \(items.map(\.interest)),
            \(items.map(\.retrievedAt)), \(items.map(\.archivedURL)), \(items.map(\.archiveSHA256))
        """
    }

    /// Lets what editors added stand no longer, since other items say something else of the same pages. It stays where
    /// verdicts cite it.
    package static func replace(_ items: [ID], on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            """
            UPDATE evidence SET replaced_at = now()
            WHERE desk_id = \(desk) AND id = ANY(\(items)) AND review_id IS NULL AND replaced_at IS NULL
            """)
    }

    /// - Throws: `NotFound` when the desk has no such item.
    package static func claim(of id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Claim.ID {
        let found: Claim.ID? = try session.first(
            "SELECT claim_id FROM evidence WHERE desk_id = \(desk) AND id = \(id)"
        ) { try $0["claim_id"] }
        guard let found else { throw NotFound("evidence") }
        return found
    }

    /// An item, locked until the transaction ends, and its claim.
    ///
    /// - Throws: `NotFound` when the desk has no such item.
    package static func lock(
        _ id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> (evidence: Evidence, claim: Claim.ID) {
        let found = try session.first(
            "SELECT \(columns) FROM evidence e WHERE e.desk_id = \(desk) AND e.id = \(id) FOR UPDATE"
        ) { (evidence: try Evidence(row: $0), claim: try $0.decode("claim_id", as: Claim.ID.self)) }
        guard let found else { throw NotFound("evidence") }
        return found
    }

    /// Whether a verdict cites the item: then it stays as it is.
    package static func isCited(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Bool {
        try session.first(
            "SELECT 1 AS cited FROM verdict_evidence WHERE desk_id = \(desk) AND evidence_id = \(id) LIMIT 1"
        ) { _ in true } ?? false
    }

    /// - Returns: false when another item of the claim has the page already.
    package static func update(
        _ id: ID, _ item: EvidenceInput, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE evidence e
            SET url = \(item.url), canonical_url = \(CanonicalURL.of(item.url)), title = \(item.title),
                publisher = \(item.publisher), quote = \(item.quote), stance = \(item.stance), kind = \(item.kind),
                interest = \(item.interest), retrieved_at = coalesce(\(item.retrievedAt), retrieved_at),
                archived_url = \(item.archivedURL), archive_sha256 = decode(\(item.archiveSHA256), 'hex')
            WHERE e.desk_id = \(desk) AND e.id = \(id) AND NOT EXISTS (
                SELECT 1 FROM evidence o
                WHERE o.desk_id = e.desk_id AND o.claim_id = e.claim_id AND o.id <> e.id AND o.review_id IS NULL
                  AND o.replaced_at IS NULL
                  AND md5(o.canonical_url) = md5(\(CanonicalURL.of(item.url))))
            """) == 1
    }

    package static func delete(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute("DELETE FROM evidence WHERE desk_id = \(desk) AND id = \(id)")
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
