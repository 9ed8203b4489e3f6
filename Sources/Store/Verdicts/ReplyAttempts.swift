package import Domain
package import Postgres

extension ReplyAttempt {
    private static let columns: SQL = """
        id, claim_id, channel, contact, contacted_at, message, answer, answered_at, recorded_by, recorded_at
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], claimID: try row["claim_id"],
            input: ReplyAttempt.Input(
                channel: try row["channel"], contact: try row["contact"], contactedAt: try row["contacted_at"],
                message: try row["message"], answer: try row["answer"], answeredAt: try row["answered_at"]),
            recordedBy: try row["recorded_by"], recordedAt: try row["recorded_at"])
    }

    package static func insert(
        _ id: ID, _ input: Input, claim: Claim.ID, by member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO reply_attempts (desk_id, id, claim_id, channel, contact, contacted_at, message, answer,
                answered_at, recorded_by)
            VALUES (\(desk), \(id), \(claim), \(input.channel), \(input.contact), \(input.contactedAt),
                \(input.message), \(input.answer), \(input.answeredAt), \(member))
            """)
    }

    /// - Throws: `NotFound` when the desk has no such attempt.
    package static func lock(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> ReplyAttempt {
        let found = try session.first(
            "SELECT \(columns) FROM reply_attempts WHERE desk_id = \(desk) AND id = \(id) FOR UPDATE",
            ReplyAttempt.init)
        guard let found else { throw NotFound("contact attempt") }
        return found
    }

    package static func record(
        _ answer: Answer, of id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE reply_attempts SET answer = \(answer.answer), answered_at = \(answer.answeredAt), changed_at = now()
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }

    /// The attempts on some claims, the first one first.
    package static func all(
        of claims: [Claim.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Claim.ID: [ReplyAttempt]] {
        if claims.isEmpty { return [:] }
        let attempts = try session.all(
            """
            SELECT \(columns) FROM reply_attempts
            WHERE desk_id = \(desk) AND claim_id = ANY(\(claims))
            ORDER BY claim_id, contacted_at, id
            """, ReplyAttempt.init)
        return Dictionary(grouping: attempts, by: \.claimID)
    }
}
