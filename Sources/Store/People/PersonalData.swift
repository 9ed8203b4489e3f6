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
        var parts: [(name: String, rows: SQL)] = []
        func add(_ name: String, _ table: SQL, _ condition: SQL, _ columns: SQL, _ order: SQL = "id") {
            parts.append((name, rows(columns, table, condition, order)))
        }
        /// What is said of a claim, where that may be known.
        func said(_ name: String, _ table: SQL, _ condition: SQL, _ columns: SQL, _ order: SQL = "id") {
            add(name, table, "\(condition) AND \(seen("claim_id"))", "claim_id AS \"claimId\", \(columns)", order)
        }
        let own = "\(member)" as SQL
        add(
            "keys", "keys", "member_id = \(own)",
            "id, name, hint, roles, created_at AS \"createdAt\", last_used_at AS \"lastUsedAt\"")
        add(
            "articles", "article_versions", "submitted_by = \(own)",
            "article_id AS \"articleId\", number AS version, title, received_at AS \"receivedAt\"")
        add("claims", "claims", "added_by = \(own)", "id, statement, created_at AS \"createdAt\"")
        said("reviews", "reviews", "reviewer_id = \(own)", "id, rating, rationale, submitted_at AS \"submittedAt\"")
        said("drafts", "drafts", "member_id = \(own)", "content, saved_at AS \"savedAt\"", "claim_id")
        said("evidence", "evidence", "added_by = \(own)", "id, url, title, quote, interest")
        said("returns", "review_returns", "returned_by = \(own)", "id, comment, returned_at AS \"returnedAt\"")
        said(
            "withdrawals", "review_withdrawals", "withdrawn_by = \(own)",
            "review_id AS \"reviewId\", reason, withdrawn_at AS \"withdrawnAt\"", "review_id")
        said(
            "leases", "leases", "member_id = \(own)",
            "id, taken_at AS \"takenAt\", ended_at AS \"endedAt\", ending, reason")
        said("skips", "skips", "member_id = \(own)", "reason, skipped_at AS \"skippedAt\"", "skipped_at, claim_id")
        said(
            "assignments", "assignments", "(member_id = \(own) OR assigned_by = \(own))",
            """
            id, CASE WHEN member_id = \(own) THEN 'received' ELSE 'given' END AS role, due_at AS "dueAt",
                assigned_at AS "assignedAt", ended_at AS "endedAt", ending
            """)
        said("comments", "comments", "author_id = \(own)", "id, text, open, written_at AS \"writtenAt\"")
        add(
            "verdicts", "verdicts", "decided_by = \(own)",
            """
            id, claim_id AS "claimId", version, rating, rationale, title, summary, claim_reviewed AS "claimReviewed",
                override_reason AS "overrideReason", decided_at AS "decidedAt"
            """)
        add(
            "triage", "triage_decisions", "member_id = \(own)",
            "claim_id AS \"claimId\", decision, reason, decided_at AS \"decidedAt\"")
        add(
            "ledger", "ledger_entries", "entered_by = \(own)",
            """
            claim_id AS "claimId", kind, public_text AS "publicText", reason, override_reason AS "overrideReason",
                gate_reasons AS "gateReasons", entered_at AS "enteredAt"
            """)
        said(
            "replies", "reply_attempts", "recorded_by = \(own)",
            """
            id, channel, contact, contacted_at AS "contactedAt", message, answer, answered_at AS "answeredAt",
                recorded_at AS "recordedAt"
            """)
        add(
            "requests", "correction_requests", "received_by = \(own)",
            "id, claim_id AS \"claimId\", text, received_at AS \"receivedAt\"")
        add(
            "removals", "removals", "(removed_by = \(own) OR lifted_by = \(own))",
            """
            id, CASE WHEN removed_by = \(own) THEN words END AS words, CASE WHEN removed_by = \(own) THEN reason END AS reason,
                removed_at AS "removedAt", CASE WHEN lifted_by = \(own) THEN lifting_reason END AS "liftingReason",
                lifted_at AS "liftedAt"
            """)
        add(
            "exports", "exports", "requested_by = \(own)",
            "id, request, state, requested_at AS \"requestedAt\"")
        add(
            "actions", "audit_events", "actor_id = \(own) AND \(seen(touched))",
            "action, subject, subject_id AS \"subjectId\", at", "sequence")
        let found = try session.first(
            "SELECT \(parts.map { "\($0.rows) AS \(identifier: $0.name)" as SQL }.joined(separator: ",\n"))"
        ) { row in
            JSON.object(try parts.map { JSON.Member($0.name, try row.decode($0.name, as: JSON.self)) })
        }
        return found ?? .object([])
    }

    /// Takes a member's name and address out of the desk, with what only they could read: drafts, names of keys, answers
    /// that are kept for requests sent again. Deactivate them first. Pages that name them are other pages then by the names that
    /// their stamps have (`PublicStamp.ofClaim`).
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
        // First the answers that are kept for requests sent again, as long as the requests tell which those are.
        try session.execute(
            """
            DELETE FROM idempotency_keys k
            WHERE k.desk_id = \(desk) AND EXISTS (
                SELECT FROM correction_requests r
                WHERE r.desk_id = k.desk_id AND \(sent(by: requester))
                  AND (position(r.id::text IN lower(k.body)) > 0 OR position(r.id::text IN lower(k.answer::text)) > 0))
            """)
        return try session.all(
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
