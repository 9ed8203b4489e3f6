package import Domain
package import Postgres

extension TriageDecision {
    /// Logs a member's decision.
    ///
    /// - Parameter into: the claim into which it was merged.
    package func insert(
        _ id: LoggedTriage.ID, claim: Claim.ID, reason: String, into: Claim.ID? = nil, by member: Member.ID,
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO triage_decisions (desk_id, id, claim_id, decision, reason, into_id, member_id)
            VALUES (\(desk), \(id), \(claim), \(self), \(reason), \(into), \(member))
            """)
    }

    /// Logs what a rule of the desk decided about claims that were just found.
    ///
    /// - Parameter revision: of the rules; nil when it was the desk's queue score.
    package func insert(
        _ decisions: [(id: LoggedTriage.ID, claim: Claim.ID)], reason: String, rule: String, revision: Int?,
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        try decisions.inPieces { decisions in
            try session.execute(
                """
                INSERT INTO triage_decisions (desk_id, id, claim_id, decision, reason, rule, rule_revision)
                SELECT \(desk), r.id, r.claim_id, \(self), \(reason), \(rule), \(revision)
                FROM unnest(\(decisions.map(\.id)), \(decisions.map(\.claim))) AS r (id, claim_id)
                """)
        }
    }
}

extension ReportSelection {
    /// Of the claims of an article that stand; merged and split ones count as chosen by who did it.
    package static func read(of article: Article.ID, on desk: DeskProfile.ID, in session: Session) throws -> Self {
        var selection = ReportSelection()
        try session.each(
            """
            SELECT t.decision, t.member_id IS NOT NULL AS by_editor, count(*) AS count
            FROM claims c
            LEFT JOIN LATERAL (
                SELECT decision, member_id FROM triage_decisions
                WHERE desk_id = c.desk_id AND claim_id = c.id
                ORDER BY decided_at DESC, id DESC
                LIMIT 1
            ) t ON true
            WHERE c.desk_id = \(desk) AND c.article_id = \(article) AND NOT c.superseded
            GROUP BY 1, 2
            """
        ) { row in
            let decision: TriageDecision? = try row["decision"]
            let (byEditor, count): (Bool, Int) = (try row["by_editor"], try row["count"])
            switch decision {
            case nil, .hold: selection.undecided += count
            case .dismiss where byEditor: selection.dismissedByEditor += count
            case .dismiss: selection.dismissedByRule += count
            case .queue, .merge, .split:
                if byEditor { selection.queuedByEditor += count } else { selection.queuedByRule += count }
            }
        }
        return selection
    }
}

extension LoggedTriage {
    init(row: Row) throws {
        self.init(
            id: try row["id"], claimID: try row["claim_id"], decision: try row["decision"], reason: try row["reason"],
            memberID: try row["member_id"], memberName: try row["member_name"], rule: try row["rule"],
            ruleRevision: try row["rule_revision"], into: try row["into_id"], decidedAt: try row["decided_at"])
    }

    /// What was decided about a claim, the oldest first.
    package static func page(
        _ page: PageRequest, of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<LoggedTriage> {
        let place: ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT t.id, t.claim_id, t.decision, t.reason, t.member_id, m.name AS member_name, t.rule,
                t.rule_revision, t.into_id, t.decided_at
            FROM triage_decisions t
            LEFT JOIN members m ON m.desk_id = t.desk_id AND m.id = t.member_id
            WHERE t.desk_id = \(desk) AND t.claim_id = \(claim) AND (\(place)::uuid IS NULL OR t.id > \(place))
            ORDER BY t.id
            \(SQL.limit(page))
            """, LoggedTriage.init)
        return Page(rows, page) { [$0.id.description] }
    }
}
