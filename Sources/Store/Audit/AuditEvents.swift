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

    /// Who did something, and by which request.
    package typealias Author = (actor: Member.ID?, key: AccessKey.ID?, requestID: String?)

    /// Remembers events of one transaction, each with its own author.
    package static func insert(
        _ events: [(author: Author, event: AuditEvent)], on desk: DeskProfile.ID, in session: Session
    ) throws {
        try insert(events, details: "e.details::jsonb", on: desk, in: session)
    }

    /// Remembers events of one transaction, each with the hash of the row that it tells of, as that stands now.
    package static func insert(
        _ events: [(author: Author, event: AuditEvent)], hashing content: HashedContent, of rows: [UUID],
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        let hash = content.hash(ofRow: "(\(rows))[e.place::integer]", on: desk)
        try insert(
            events, details: "e.details::jsonb || jsonb_build_object(\(content.detail)::text, \(hash))", on: desk,
            in: session)
    }

    private static func insert(
        _ events: [(author: Author, event: AuditEvent)], details: SQL, on desk: DeskProfile.ID, in session: Session
    ) throws {
        if events.isEmpty { return }
        try session.execute(
            """
            INSERT INTO audit_events (desk_id, actor_id, key_id, request_id, action, subject, subject_id, details)
            SELECT \(desk), e.actor_id, e.key_id, e.request_id, e.action, e.subject, e.subject_id, \(details)
            FROM unnest(\(events.map(\.author.actor)), \(events.map(\.author.key)), \(events.map(\.author.requestID)),
                \(events.map(\.event.action)), \(events.map(\.event.subject)), \(events.map(\.event.subjectID)),
                \(try events.map { try JSONValue($0.event.details).encodePostgres() }))
                WITH ORDINALITY AS e (actor_id, key_id, request_id, action, subject, subject_id, details, place)
            ORDER BY e.place
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
