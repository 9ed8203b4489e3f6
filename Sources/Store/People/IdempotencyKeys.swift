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

    /// What was answered under a key to this very request.
    ///
    /// - Returns: nil when the key was used for another request, or when the answer was not kept: it held a secret, or an
    ///   older release gave it.
    package static func find(
        _ key: String, fingerprint: Data, member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> SentAnswer? {
        try session.first(
            """
            SELECT status, headers, body FROM idempotency_keys
            WHERE desk_id = \(desk) AND member_id = \(member) AND key = \(key)
              AND fingerprint = \(fingerprint) AND status IS NOT NULL
            """
        ) { row in
            SentAnswer(
                status: try row["status"], headers: try row.decode("headers", as: JSON.self).texts,
                body: try row["body"])
        }
    }

    package static func end(
        _ key: String, sent: SentAnswer, member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        let headers = sent.headers.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
        // A release before 0021 that still runs takes a key without an answer for a change that was not made, and makes
        // it again. It cannot read [] as an answer of its own, and fails.
        try session.execute(
            """
            UPDATE idempotency_keys
            SET status = \(sent.status), headers = \(JSONText(JSON.object(headers).text())), body = \(sent.body),
                answer = '[]'
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
