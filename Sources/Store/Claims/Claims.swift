package import Domain
package import Postgres

extension Claim {
    static let columns: SQL = """
        c.id, c.article_id, c.version_id, c.ordinal, c.status, c.statement, c.context, c.claimant_name,
            c.claimant_kind, c.quotation, c.kind, c.checkable, c.worthiness, c.score, c.reasons, c.detector,
            c.priority, c.required_reviews, c.revision, c.created_at, c.queued_at, c.decided_at, c.published_at,
            h.start_offset, h.end_offset, h.utf16_start, h.utf16_end, h.utf8_start, h.utf8_end, h.exact, h.prefix,
            h.suffix, h.part, c.paused, c.claimant_is_organization, c.annotations, c.merged_into, c.split_from,
            c.added_by, (SELECT m.name FROM members m WHERE m.desk_id = c.desk_id AND m.id = c.added_by
            ) AS added_by_name, c.source_title, c.source_url,
            c.appearance, c.appearance_at, c.appearance_note, c.reopened_at, c.claimant_number, c.wording,
            (SELECT n.number FROM article_versions n WHERE n.desk_id = c.desk_id AND n.id = c.version_id) AS version_number,
            (SELECT count(*) FROM anchors a WHERE \(repeats)) AS repeats,
            (SELECT jsonb_agg(p.anchor ORDER BY p.start_offset) FROM (
                SELECT a.start_offset, jsonb_build_object(
                    'range', jsonb_build_object('start', a.start_offset, 'end', a.end_offset),
                    'utf16', jsonb_build_object('start', a.utf16_start, 'end', a.utf16_end),
                    'utf8', jsonb_build_object('start', a.utf8_start, 'end', a.utf8_end),
                    'exact', a.exact, 'prefix', a.prefix, 'suffix', a.suffix, 'part', a.part) AS anchor
                FROM anchors a WHERE \(repeats) ORDER BY a.start_offset LIMIT \(ClaimCompany.shownPlaces)) p
            ) AS other_anchors,
            ARRAY(SELECT k.other_id FROM claim_conflicts k
                WHERE k.desk_id = c.desk_id AND k.claim_id = c.id AND k.version_id = c.version_id ORDER BY k.other_id
            ) AS conflicts
        """
    /// The anchors `a` that are further places of the claim `c`.
    private static let repeats: SQL =
        "a.desk_id = c.desk_id AND a.claim_id = c.id AND a.version_id = c.version_id AND NOT a.main"
    /// A claim that somebody added without a place has no anchor.
    static let tables: SQL = """
        claims c
            LEFT JOIN anchors h ON h.desk_id = c.desk_id AND h.claim_id = c.id AND h.version_id = c.version_id AND h.main
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], articleID: try row["article_id"], versionID: try row["version_id"],
            ordinal: try row["ordinal"], status: try row["status"], statement: try row["statement"],
            context: try row["context"], anchor: try Anchor(rowIfAny: row),
            claimant: Claimant(
                name: try row["claimant_name"], kind: try row["claimant_kind"], quotation: try row["quotation"],
                isOrganization: try row["claimant_is_organization"]),
            kind: try row["kind"], checkable: try row["checkable"], worthiness: try row["worthiness"],
            score: try row["score"], reasons: try row["reasons"], detector: try row["detector"],
            priority: try row["priority"], requiredReviews: try row["required_reviews"],
            revision: try row["revision"], createdAt: try row["created_at"], queuedAt: try row["queued_at"],
            decidedAt: try row["decided_at"], publishedAt: try row["published_at"],
            annotations: ClaimAnnotations(column: try row["annotations"]),
            company: try ClaimCompany(row: row), isPaused: try row["paused"], mergedInto: try row["merged_into"],
            splitFrom: try row["split_from"], addedBy: try Author(row: row), source: try ClaimSource(row: row),
            versionNumber: try row["version_number"], appearance: try Appearance(row: row),
            reopenedAt: try row["reopened_at"], claimantNumber: try row["claimant_number"],
            wording: try row["wording"])
    }

    /// - Throws: `NotFound` when the desk has no such claim.
    package static func get(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Claim {
        let found = try session.first(
            "SELECT \(columns) FROM \(tables) WHERE c.desk_id = \(desk) AND c.id = \(id)", Claim.init)
        guard let found else { throw NotFound("claim") }
        return found
    }

    /// The claim, locked until the transaction ends: whatever is decided about it is decided one after the other.
    ///
    /// One statement locks and the next reads: a join that had to wait for the lock would go on with the claim's new row
    /// and the anchors of its old snapshot, and find nothing where a new version of the article has moved the claim.
    /// - Throws: `NotFound` when the desk has no such claim.
    package static func lock(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Claim {
        try session.execute("SELECT 1 FROM claims WHERE desk_id = \(desk) AND id = \(id) FOR NO KEY UPDATE")
        return try get(id, on: desk, in: session)
    }

    /// What of a claim says which step of its life may come next.
    package typealias Step = (id: ID, status: Status, requiredReviews: Int, isReopened: Bool)

    /// Locks every claim of an article.
    package static func lockAll(of article: Article.ID, on desk: DeskProfile.ID, in session: Session) throws {
        try lockInOrder("article_id = \(article)", on: desk, in: session)
    }

    /// Locks two claims, and those that were merged into them before.
    package static func lockMerging(
        _ id: ID, into target: ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        let both = [id, target]
        try lockInOrder("(id = ANY(\(both)) OR merged_into = ANY(\(both)))", on: desk, in: session)
    }

    /// In the order of their ids, as everybody does who locks more than one: otherwise two would wait for each other, each
    /// with a claim that the other wants.
    private static func lockInOrder(_ which: SQL, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            "SELECT 1 FROM claims WHERE desk_id = \(desk) AND \(which) ORDER BY id FOR NO KEY UPDATE")
    }

    /// Every claim of an article that stands, in reading order.
    package static func all(
        of article: Article.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Claim] {
        try session.all(reading(of: article, on: desk), Claim.init)
    }

    /// The statement of `all`; a test looks at its plan.
    package static func reading(of article: Article.ID, on desk: DeskProfile.ID) -> SQL {
        """
        SELECT \(columns) FROM \(tables)
        WHERE c.desk_id = \(desk) AND c.article_id = \(article) AND NOT c.superseded
        ORDER BY c.ordinal, c.id
        """
    }

    /// Some claims by their ids; those that the desk does not have are not in it.
    package static func all(
        _ ids: [ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID: Claim] {
        let claims = try session.all(
            "SELECT \(columns) FROM \(tables) WHERE c.desk_id = \(desk) AND c.id = ANY(\(ids))", Claim.init)
        return Dictionary(uniqueKeysWithValues: claims.map { ($0.id, $0) })
    }

    /// Moves the claim to a state, with the times that go with it.
    package static func setStatus(
        _ status: Status, of id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE claims
            SET \(entering("\(status)::text"))
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }

    /// Sets the columns of a row of `claims` as they are in a state that it enters.
    ///
    /// - Parameter status: in the statement around.
    static func entering(_ status: SQL) -> SQL {
        """
        status = \(status), revision = revision + 1,
            reviews_disclosed = reviews_disclosed OR \(SQL.disclosesReviews(status)),
            -- Put into the queue once more, it begins anew: earlier skips count no longer.
            queued_at = CASE
                WHEN \(status) = 'queued' AND claims.status IN ('detected', 'dismissed', 'retracted') THEN now()
                WHEN \(status) IN ('queued', 'in_review', 'agreed', 'disputed') THEN coalesce(queued_at, now())
                ELSE queued_at END,
            decided_at = CASE WHEN \(status) = 'decided' THEN coalesce(decided_at, now())
                ELSE decided_at END,
            -- Published anew after a retraction, it is as new as it was the first time.
            published_at = CASE WHEN \(status) = 'published' AND (published_at IS NULL OR reopened_at IS NOT NULL)
                THEN now() ELSE published_at END,
            reopened_at = CASE
                WHEN \(status) = 'published' THEN NULL
                WHEN \(status) = 'queued' AND claims.status = 'retracted' THEN now()
                ELSE reopened_at END
        """
    }

    /// Lets public forms leave the claim's verdict out, or show it again.
    package static func setPaused(
        _ paused: Bool, of id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            "UPDATE claims SET paused = \(paused), revision = revision + 1 WHERE desk_id = \(desk) AND id = \(id)")
    }

    /// Published claims of the desk that say the same as others in the same words, five of each, the newest first.
    ///
    /// - Returns: by the claim whose words they share.
    package static func precedents(
        of claims: some Collection<Claim>, on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID: [Claim]] {
        let rows = try session.all(
            precedents(of: claims.map { (id: $0.id, statement: $0.statement) }, on: desk)
        ) { (try $0.decode("asked_id", as: ID.self), try Claim(row: $0)) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// The statement of `precedents`; a test looks at its plan.
    package static func precedents(of claims: [(id: ID, statement: String)], on desk: DeskProfile.ID) -> SQL {
        """
        SELECT p.asked_id, \(columns)
        FROM (
            SELECT asked.id AS asked_id, said.id AS said_id, said.published_at
            FROM unnest(\(claims.map(\.id)), \(claims.map(\.statement))) AS asked (id, statement)
            CROSS JOIN LATERAL (
                SELECT c.id, c.published_at FROM claims c
                WHERE c.desk_id = \(desk) AND \(SQL.showsVerdict("c"))
                  AND md5(lower(c.statement)) = md5(lower(asked.statement)) AND c.id <> asked.id
                ORDER BY c.published_at DESC, c.id DESC
                LIMIT 5
            ) said
        ) p
        JOIN (\(tables)) ON c.desk_id = \(desk) AND c.id = p.said_id
        ORDER BY p.asked_id, p.published_at DESC, p.said_id DESC
        """
    }

    /// Stores an editor's changes; nil parts stay.
    ///
    /// - Parameters:
    ///   - isAnother: the claimant is another person. One who was asked before in this place is the same again.
    ///   - rewords: it is another claim to whoever rated it.
    package static func update(
        _ id: ID, _ change: ClaimChange, isAnother: Bool = false, rewords: Bool = false, on desk: DeskProfile.ID,
        in session: Session
    ) throws {
        let claimant = change.claimant
        try session.execute(
            """
            UPDATE claims c
            SET statement = coalesce(\(change.statement), statement),
                kind = coalesce(\(change.kind), kind),
                priority = coalesce(\(change.priority), priority),
                required_reviews = coalesce(\(change.requiredReviews), required_reviews),
                claimant_name = CASE WHEN \(claimant != nil) THEN \(claimant?.name)::text ELSE claimant_name END,
                claimant_kind = coalesce(\(claimant?.kind), claimant_kind),
                claimant_is_organization = coalesce(\(claimant?.isOrganization), claimant_is_organization),
                quotation = CASE WHEN \(claimant != nil) THEN \(claimant?.quotation)::text ELSE quotation END,
                claimant_number = CASE WHEN \(isAnother) THEN coalesce(
                    (SELECT y.claimant_number FROM reply_attempts y
                     WHERE y.desk_id = c.desk_id AND y.claim_id = c.id AND y.asked_name = \(claimant?.name)
                     ORDER BY y.recorded_at DESC LIMIT 1),
                    1 + greatest(claimant_number, (SELECT max(y.claimant_number) FROM reply_attempts y
                        WHERE y.desk_id = c.desk_id AND y.claim_id = c.id))) ELSE claimant_number END,
                wording = wording + \(rewords ? 1 : 0), revision = revision + 1
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }
}
