package import Domain
package import Postgres

// What an event of the audit trail holds of the row that it tells of: SHA-256 of all that the row says, so that a row which is
// forged past all triggers no longer fits its event, and the event cannot be forged since it is sealed.
//
// The rule stands in SQL alone: the same text is made when a row is written and when it is compared.
extension SQL {
    /// Of a verdict, with what it cites and whose reviews stood behind it.
    fileprivate static func content(verdict v: SQL) -> SQL {
        hash(
            """
            jsonb_build_array(\(v).id, \(v).claim_id, \(v).version, \(v).basis, \(v).scale_id, \(v).scale_version, \(v).rating,
                \(v).rationale, \(v).title, \(v).summary, \(v).claim_reviewed, \(v).override_reason, \(v).decided_by,
                \(time("\(v).decided_at")),
                (SELECT jsonb_agg(\(item("e")) ORDER BY x.position, e.id)
                    FROM verdict_evidence x JOIN evidence e ON e.desk_id = x.desk_id AND e.id = x.evidence_id
                    WHERE x.desk_id = \(v).desk_id AND x.verdict_id = \(v).id),
                (SELECT jsonb_agg(k.review_id ORDER BY k.review_id) FROM verdict_reviews k
                    WHERE k.desk_id = \(v).desk_id AND k.verdict_id = \(v).id))
            """)
    }

    /// Of a version of a review, with its evidence.
    fileprivate static func content(review r: SQL) -> SQL {
        hash(
            """
            jsonb_build_array(\(r).id, \(r).claim_id, \(r).reviewer_id, \(r).scale_id, \(r).scale_version, \(r).rating,
                \(r).rationale, \(r).version, \(r).reason, \(r).saw_others, \(time("\(r).submitted_at")),
                (SELECT jsonb_agg(\(item("e")) ORDER BY e.position, e.id) FROM evidence e
                    WHERE e.desk_id = \(r).desk_id AND e.claim_id = \(r).claim_id AND e.review_id = \(r).id))
            """)
    }

    /// Of an entry in the ledger.
    fileprivate static func content(entry l: SQL) -> SQL {
        hash(
            """
            jsonb_build_array(\(l).id, \(l).claim_id, \(l).verdict_id, \(l).kind, \(l).public_text, \(l).reason,
                \(l).override_reason, \(l).gate_reasons, \(l).request_id, \(l).changes, \(l).entered_by,
                \(time("\(l).entered_at")))
            """)
    }

    /// Of what is said of a claim: a statement, by whom, and where it was found.
    fileprivate static func content(claim c: SQL) -> SQL {
        hash(
            """
            jsonb_build_array(\(c).id, \(c).statement, \(c).claimant_name, \(c).claimant_kind,
                \(c).claimant_is_organization, \(c).quotation, \(c).source_title, \(c).source_url)
            """)
    }

    /// Of an attempt to reach a claimant, and the answer.
    fileprivate static func content(reply y: SQL) -> SQL {
        hash(
            """
            jsonb_build_array(\(y).id, \(y).claim_id, \(y).claimant_number, \(y).asked_name, \(y).verdict_version,
                \(y).channel, \(y).contact, \(time("\(y).contacted_at")), \(y).message, \(y).answer,
                \(time("\(y).answered_at")), \(y).recorded_by)
            """)
    }

    private static func item(_ e: SQL) -> SQL {
        """
        jsonb_build_array(\(e).id, \(e).url, \(e).title, \(e).publisher, \(e).quote, \(e).stance, \(e).kind, \(e).interest,
            \(time("\(e).retrieved_at")), \(e).archived_url, encode(\(e).archive_sha256, 'hex'))
        """
    }

    /// Microseconds: how a time is written depends on settings.
    private static func time(_ column: SQL) -> SQL { "(extract(epoch FROM \(column)) * 1000000)::bigint" }

    private static func hash(_ array: SQL) -> SQL { "encode(sha256(convert_to((\(array))::text, 'UTF8')), 'hex')" }
}

/// A kind of row whose content events hold.
package enum HashedContent: String, CaseIterable, Sendable {
    case verdict, review, entry, claim, reply

    /// The detail of an event that names the row; a claim is named as the subject.
    fileprivate var name: String? {
        switch self {
        case .verdict, .review, .entry: rawValue
        case .claim: nil
        case .reply: "attempt"
        }
    }

    /// The detail of an event that holds the hash. A claim's has another name since more is in it.
    package var detail: String { self == .claim ? "claimTextSha256" : "sha256" }

    /// How many forged rows of a kind are named; of more it is said that there are.
    package static let limit = 1000

    private var table: SQL {
        switch self {
        case .verdict: "verdicts"
        case .review: "reviews"
        case .entry: "ledger_entries"
        case .claim: "claims"
        case .reply: "reply_attempts"
        }
    }

    private var content: SQL {
        switch self {
        case .verdict: SQL.content(verdict: "t")
        case .review: SQL.content(review: "t")
        case .entry: SQL.content(entry: "t")
        case .claim: SQL.content(claim: "t")
        case .reply: SQL.content(reply: "t")
        }
    }

    /// When the row came in; nil where others than the rows of events come in as well.
    private var time: SQL? {
        switch self {
        case .verdict: "decided_at"
        case .review: "submitted_at"
        case .entry: "entered_at"
        case .reply: "recorded_at"
        case .claim: nil
        }
    }

    /// The hash of a row as it stands: lower case, 64 digits.
    ///
    /// - Throws: `NotFound` when the desk has no such row.
    package func hash<Subject>(
        of id: Identifier<Subject>, on desk: DeskProfile.ID, in session: Session
    ) throws -> String {
        let found: String? =
            try session.first("SELECT \(hash(ofRow: "\(id)", on: desk)) AS hash") {
                try $0.decode("hash", as: String?.self)
            } ?? nil
        guard let found else { throw NotFound(rawValue) }
        return found
    }

    /// The same, in a statement; NULL when the desk has no such row.
    ///
    /// - Parameter id: in the statement around.
    func hash(ofRow id: SQL, on desk: DeskProfile.ID) -> SQL {
        "(SELECT \(content) FROM \(table) t WHERE t.desk_id = \(desk) AND t.id = \(id))"
    }

    /// The events of a desk whose row is not there, or says something else than it said when the event was written. Events of
    /// releases that kept no hashes tell nothing. What is said of a claim is that of its last event: what was public is changed
    /// by another event alone.
    package func forged(on desk: DeskProfile.ID, in session: Session) throws -> [ForgedRow] {
        let row: SQL = name.map { "(e.details ->> \($0)::text)::uuid" } ?? "e.subject_id"
        // Of what is changed with an event, the last one tells.
        let condition: SQL =
            switch self {
            case .verdict, .review, .entry: "e.details ? \(name ?? "")::text"
            case .claim, .reply:
                """
                e.sequence = (SELECT max(o.sequence) FROM audit_events o
                    WHERE o.desk_id = e.desk_id AND o.subject_id = e.subject_id AND o.details ? \(detail)::text
                      AND o.action = ANY(\(actions)) AND (\(name)::text IS NULL
                        OR o.details ->> \(name)::text = e.details ->> \(name)::text))
                """
            }
        return try session.all(
            """
            SELECT e.sequence, e.action, \(row) AS row_id, t.id IS NULL AS is_missing
            FROM audit_events e
            LEFT JOIN \(table) t ON t.desk_id = e.desk_id AND t.id = \(row)
            WHERE e.desk_id = \(desk) AND e.details ? \(detail)::text AND e.action = ANY(\(actions)) AND \(condition)
              AND (t.id IS NULL OR \(content) <> e.details ->> \(detail)::text)
            ORDER BY e.sequence
            LIMIT \(Self.limit + 1)
            """
        ) {
            ForgedRow(
                content: self, id: try $0["row_id"], sequence: try $0["sequence"], action: try $0["action"],
                isMissing: try $0["is_missing"])
        }
    }

    /// The rows of a desk that no event tells of, though they came in since events hold hashes: somebody put them there past the
    /// desk.
    package func untold(on desk: DeskProfile.ID, in session: Session) throws -> [Identifier<ForgedRow>] {
        guard let name, let time else { return [] }
        return try session.all(
            """
            SELECT t.id
            FROM \(table) t
            WHERE t.desk_id = \(desk) AND t.\(time) > (
                SELECT min(e.at) FROM audit_events e
                WHERE e.desk_id = \(desk) AND e.action = ANY(\(actions)) AND e.details ? \(detail)::text)
              AND NOT EXISTS (
                SELECT FROM audit_events e
                WHERE e.desk_id = t.desk_id AND e.subject_id = t.claim_id AND e.details ->> \(name)::text = t.id::text)
            ORDER BY t.id
            LIMIT \(Self.limit + 1)
            """
        ) { try $0["id"] }
    }

    /// The events that hold the hash of such a row.
    private var actions: [String] {
        let actions: [AuditEvent.Action] =
            switch self {
            case .verdict: [.verdictDecided]
            case .review: [.reviewSubmitted, .reviewReplaced]
            case .entry, .claim:
                [
                    .verdictPublished, .verdictPaused, .verdictResumed, .verdictClarified, .verdictUpdated,
                    .verdictCorrected, .verdictRetracted, .verdictReopened, .correctionDeclined,
                ]
            case .reply: [.replyRecorded, .replyAnswered]
            }
        return actions.map(\.rawValue)
    }
}

/// A row that does not fit its event.
package struct ForgedRow: Sendable, Hashable {
    package let content: HashedContent
    package let id: Identifier<ForgedRow>
    /// Of the event.
    package let sequence: Int
    package let action: String
    /// It is not there at all.
    package let isMissing: Bool
}
