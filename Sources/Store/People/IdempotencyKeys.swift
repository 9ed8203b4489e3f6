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

    /// Takes the keys for requests that come together. One with the same key that is still under way is waited for.
    ///
    /// - Returns: the keys that were free.
    package static func begin(
        _ keys: [(key: String, fingerprint: Data)], member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Set<String> {
        if keys.isEmpty { return [] }
        // In order: two that take the same keys wait for each other, one after the other.
        let keys = keys.sorted { $0.key < $1.key }
        let free = try session.all(
            """
            INSERT INTO idempotency_keys (desk_id, member_id, key, fingerprint)
            SELECT \(desk), \(member), r.key, r.fingerprint
            FROM unnest(\(keys.map(\.key)), \(keys.map(\.fingerprint))) AS r (key, fingerprint)
            ON CONFLICT (desk_id, member_id, key) DO NOTHING
            RETURNING key
            """
        ) { try $0.decode("key", as: String.self) }
        return Set(free)
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
        try end([(key, sent)], member: member, on: desk, in: session)
    }

    /// Keeps the answers to requests that came together.
    package static func end(
        _ answers: [(key: String, sent: SentAnswer)], member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        if answers.isEmpty { return }
        // A release before 0021 that still runs takes a key without an answer for a change that was not made, and makes
        // it again. It cannot read [] as an answer of its own, and fails.
        try session.execute(
            """
            UPDATE idempotency_keys k
            SET status = r.status, headers = r.headers::jsonb, body = r.body, answer = '[]'
            FROM unnest(\(answers.map(\.key)), \(answers.map(\.sent.status)), \(answers.map { headers(of: $0.sent) }),
                \(answers.map(\.sent.body))) AS r (key, status, headers, body)
            WHERE k.desk_id = \(desk) AND k.member_id = \(member) AND k.key = r.key
            """)
    }

    private static func headers(of sent: SentAnswer) -> String {
        JSON.object(sent.headers.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }).text()
    }

    /// Deletes keys that are older than a day; a client that sends again does so within minutes.
    ///
    /// - Returns: how many.
    package static func prune(in session: Session) throws -> Int {
        try session.execute("DELETE FROM idempotency_keys WHERE created_at < now() - interval '1 day'")
    }
}
