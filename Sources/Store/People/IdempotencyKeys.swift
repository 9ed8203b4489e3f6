package import Domain
package import Foundation
package import Postgres

/// The answers that were given to writes that came with an idempotency key.
package enum RecordedAnswer {
    /// Takes the key for this request. A request with the same key that is still under way is waited for.
    ///
    /// - Returns: true when the key was free.
    package static func begin(
        _ key: String, fingerprint: Data, member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.execute(
            """
            INSERT INTO idempotency_keys (desk_id, member_id, key, fingerprint)
            VALUES (\(desk), \(member), \(key), \(fingerprint))
            ON CONFLICT (desk_id, member_id, key) DO NOTHING
            """) == 1
    }

    /// What was answered under a key, and to which request.
    package static func find<Answer: Codable & Sendable>(
        _ key: String, as type: Answer.Type, member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> (fingerprint: Data, answer: () throws -> Answer?)? {
        try session.first(
            """
            SELECT fingerprint, answer FROM idempotency_keys
            WHERE desk_id = \(desk) AND member_id = \(member) AND key = \(key)
            """
        ) { row in
            let fingerprint: Data = try row["fingerprint"]
            // Read only once the fingerprint fits: another request's answer has another shape.
            let text: JSONText? = try row["answer"]
            return (fingerprint, { try text.map { try JSONValue<Answer>(decoding: $0).value } })
        }
    }

    package static func end<Answer: Codable & Sendable>(
        _ key: String, answer: Answer, member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE idempotency_keys SET answer = \(JSONValue(answer))
            WHERE desk_id = \(desk) AND member_id = \(member) AND key = \(key)
            """)
    }

    /// Deletes keys that are older than a day; a client that sends again does so within minutes.
    ///
    /// - Returns: how many.
    package static func prune(in session: Session) throws -> Int {
        try session.execute("DELETE FROM idempotency_keys WHERE created_at < now() - interval '1 day'")
    }
}
