package import Domain
package import Foundation
package import Postgres

extension AuditEvent {
    /// Remembers the change in its own transaction.
    ///
    /// - Parameter actor: nil when the desk's own worker did it.
    package func insert(
        actor: Member.ID?, key: AccessKey.ID?, requestID: String?, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO audit_events (desk_id, actor_id, key_id, request_id, action, subject, subject_id, details)
            VALUES (\(desk), \(actor), \(key), \(requestID), \(action), \(subject), \(subjectID),
                \(JSONValue(details)))
            """)
    }

    /// Remembers that something was done to several rows, each with its own details.
    package static func insert(
        _ action: Action, _ subject: String, _ rows: [(id: UUID, details: [String: String])], actor: Member.ID,
        key: AccessKey.ID?, requestID: String?, on desk: DeskProfile.ID, in session: Session
    ) throws {
        if rows.isEmpty { return }
        try session.execute(
            """
            INSERT INTO audit_events (desk_id, actor_id, key_id, request_id, action, subject, subject_id, details)
            SELECT \(desk), \(actor), \(key), \(requestID), \(action), \(subject), r.id, r.details::jsonb
            FROM unnest(\(rows.map(\.id)), \(try rows.map { try JSONValue($0.details).encodePostgres() })) AS r (id, details)
            """)
    }

    /// Remembers that the same was done to many rows.
    ///
    /// - Parameter actor: nil when the desk itself did it.
    package static func insert(
        _ action: Action, _ subject: String, _ ids: [UUID], _ details: [String: String], actor: Member.ID? = nil,
        key: AccessKey.ID? = nil, requestID: String? = nil, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try ids.inPieces { ids in
            try session.execute(
                """
                INSERT INTO audit_events (desk_id, actor_id, key_id, request_id, action, subject, subject_id, details)
                SELECT \(desk), \(actor), \(key), \(requestID), \(action), \(subject), r.id, \(JSONValue(details))
                FROM unnest(\(Array(ids))) AS r (id)
                """)
        }
    }
}
