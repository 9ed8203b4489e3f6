package import Domain
package import Postgres

extension ReplyAttempt {
    private static let columns: SQL = """
        y.id, y.claim_id, y.claimant_number, y.asked_name, y.verdict_version, \(SQL.earlierVersion(of: "y")) AS earlier_version,
            y.channel, y.contact, y.contacted_at, y.message, y.answer, y.answered_at, y.recorded_by, y.recorded_at
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], claimID: try row["claim_id"], claimantNumber: try row["claimant_number"],
            askedName: try row["asked_name"], verdictVersion: try row["verdict_version"],
            earlierVersion: try row["earlier_version"],
            input: ReplyAttempt.Input(
                channel: try row["channel"], contact: try row["contact"], contactedAt: try row["contacted_at"],
                message: try row["message"], answer: try row["answer"], answeredAt: try row["answered_at"]),
            recordedBy: try row["recorded_by"], recordedAt: try row["recorded_at"])
    }

    /// - Parameter version: of the verdict that it is about.
    package static func insert(
        _ id: ID, _ input: Input, claim: Claim, about version: Int, by member: Member.ID, on desk: DeskProfile.ID,
        in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO reply_attempts (desk_id, id, claim_id, channel, contact, contacted_at, message, answer,
                answered_at, recorded_by, claimant_number, asked_name, verdict_version)
            VALUES (\(desk), \(id), \(claim.id), \(input.channel), \(input.contact), \(input.contactedAt),
                \(input.message), \(input.answer), \(input.answeredAt), \(member), \(claim.claimantNumber),
                \(claim.claimant.name), \(version))
            """)
    }

    /// - Throws: `NotFound` when the desk has no such attempt.
    package static func lock(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> ReplyAttempt {
        let found = try session.first(
            "SELECT \(columns) FROM reply_attempts y WHERE y.desk_id = \(desk) AND y.id = \(id) FOR UPDATE",
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
            SELECT \(columns) FROM reply_attempts y
            WHERE y.desk_id = \(desk) AND y.claim_id = ANY(\(claims))
            ORDER BY y.claim_id, y.contacted_at, y.id
            """, ReplyAttempt.init)
        return Dictionary(grouping: attempts, by: \.claimID)
    }
}
