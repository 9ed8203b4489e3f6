package import Domain
package import Postgres

/// What the desk knows of one person, and how it forgets who that was. Rows stay where others rest on them: reviews, verdicts,
/// articles, the audit trail name a member by an id alone.
package enum PersonalData {
    /// What a member may ask for: their keys (without secrets), and what they wrote and did.
    ///
    /// - Parameter principal: an administrator; what one who reviews too must not know of yet is left out.
    package static func export(
        of member: Member.ID, for principal: Principal, in session: Session
    ) throws -> JSON {
        let desk = principal.deskID
        func seen(_ claim: SQL) -> SQL {
            member == principal.memberID ? "true" : "NOT \(SQL.isHidden(claim, from: principal))"
        }
        let touched: SQL = """
            CASE subject
                WHEN 'claim' THEN subject_id
                WHEN 'lease' THEN (SELECT l.claim_id FROM leases l WHERE l.desk_id = \(desk) AND l.id = subject_id)
            END
            """
        func rows(_ columns: SQL, _ table: SQL, _ condition: SQL, _ order: SQL) -> SQL {
            """
            (SELECT coalesce(jsonb_agg(r.j), '[]') FROM (
                SELECT to_jsonb(t) AS j FROM (
                    SELECT \(columns) FROM \(table) WHERE desk_id = \(desk) AND \(condition) ORDER BY \(order)) t) r)
            """
        }
        let found: JSON? = try session.first(
            """
            SELECT jsonb_build_object(
                'keys', \(rows("id, name, hint, roles, created_at AS \"createdAt\", last_used_at AS \"lastUsedAt\"", "keys",
                    "member_id = \(member)", "id")),
                'articles', \(rows("article_id AS \"articleId\", number AS version, title, received_at AS \"receivedAt\"",
                    "article_versions", "submitted_by = \(member)", "id")),
                'claims', \(rows("id, statement, created_at AS \"createdAt\"", "claims", "added_by = \(member)", "id")),
                'reviews', \(rows("id, claim_id AS \"claimId\", rating, rationale, submitted_at AS \"submittedAt\"", "reviews",
                    "reviewer_id = \(member) AND \(seen("claim_id"))", "id")),
                'drafts', \(rows("claim_id AS \"claimId\", content, saved_at AS \"savedAt\"", "drafts",
                    "member_id = \(member) AND \(seen("claim_id"))", "claim_id")),
                'evidence', \(rows("id, claim_id AS \"claimId\", url, title, quote", "evidence", "added_by = \(member) AND \(seen("claim_id"))", "id")),
                'returns', \(rows("id, claim_id AS \"claimId\", comment, returned_at AS \"returnedAt\"", "review_returns",
                    "returned_by = \(member) AND \(seen("claim_id"))", "id")),
                'verdicts', \(rows("id, claim_id AS \"claimId\", version, rating, rationale, decided_at AS \"decidedAt\"",
                    "verdicts", "decided_by = \(member)", "id")),
                'triage', \(rows("claim_id AS \"claimId\", decision, reason, decided_at AS \"decidedAt\"", "triage_decisions",
                    "member_id = \(member)", "id")),
                'ledger', \(rows("claim_id AS \"claimId\", kind, public_text AS \"publicText\", entered_at AS \"enteredAt\"",
                    "ledger_entries", "entered_by = \(member)", "id")),
                'actions', \(rows("action, subject, subject_id AS \"subjectId\", at", "audit_events", "actor_id = \(member) AND \(seen(touched))",
                    "sequence"))) AS data
            """
        ) { try $0["data"] }
        return found ?? .object([])
    }

    /// Takes a member's name and address out of the desk, with what only they could read: drafts, names of keys, answers
    /// that are kept for requests sent again. Deactivate them first.
    package static func erase(_ member: Member.ID, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            """
            UPDATE members
            SET name = \(Member.nameOfErased), email = NULL, erased_at = now(), revision = revision + 1
            WHERE desk_id = \(desk) AND id = \(member)
            """)
        try session.execute(
            """
            UPDATE keys SET name = 'erased', hint = '', last_used_at = NULL
            WHERE desk_id = \(desk) AND member_id = \(member)
            """)
        try session.execute("DELETE FROM drafts WHERE desk_id = \(desk) AND member_id = \(member)")
        try session.execute(
            """
            DELETE FROM idempotency_keys
            WHERE desk_id = \(desk) AND (member_id = \(member) OR position(\(member.description) IN body) > 0
                OR position(\(member.description) IN answer::text) > 0)
            """)
        // Pages that named them are other pages now.
        try session.execute(
            """
            UPDATE claims SET revision = revision + 1
            WHERE desk_id = \(desk)
              AND id IN (SELECT claim_id FROM verdicts WHERE desk_id = \(desk) AND decided_by = \(member))
            """)
    }

    /// Requests for corrections that somebody sent, by the name or the contact that they gave, whatever its case.
    package static func requests(
        of requester: String, on desk: DeskProfile.ID, in session: Session
    ) throws -> [CorrectionRequest] {
        try CorrectionRequest.all(sent(by: requester), on: desk, in: session)
    }

    /// Takes their name and contact out of them; what they said stays, as it was answered.
    ///
    /// - Returns: which those were.
    package static func eraseSender(
        _ requester: String, on desk: DeskProfile.ID, in session: Session
    ) throws -> [CorrectionRequest.ID] {
        try session.all(
            """
            UPDATE correction_requests r SET requester_name = NULL, requester_contact = NULL
            WHERE r.desk_id = \(desk) AND \(sent(by: requester))
            RETURNING r.id
            """
        ) { try $0["id"] }
    }

    private static func sent(by requester: String) -> SQL {
        "(lower(r.requester_contact) = lower(\(requester)) OR lower(r.requester_name) = lower(\(requester)))"
    }
}
