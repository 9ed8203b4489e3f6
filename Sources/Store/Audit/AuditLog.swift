package import Domain
import Foundation
package import Postgres

extension AuditEntry {
    init(row: Row) throws {
        let record = try AuditRecord(row: row)
        self.init(record: record, actorName: try row["actor_name"], batch: try row["batch"])
    }

    /// The newest first; nil parts of the filter do not narrow.
    package static func page(
        _ page: PageRequest, _ filter: AuditFilter, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<AuditEntry> {
        let place = try page.place { $0.count == 1 ? Int($0[0]) : nil }
        let rows = try session.all(
            """
            SELECT \(AuditRecord.columns), m.name AS actor_name, l.batch
            FROM audit_events e
            LEFT JOIN members m ON m.desk_id = e.desk_id AND m.id = e.actor_id
            LEFT JOIN audit_leaves l ON l.desk_id = e.desk_id AND l.sequence = e.sequence
            WHERE e.desk_id = \(desk)
              AND (\(place)::bigint IS NULL OR e.sequence < \(place))
              AND (\(filter.subject)::text IS NULL OR e.subject = \(filter.subject))
              AND (\(filter.subjectID)::uuid IS NULL OR e.subject_id = \(filter.subjectID))
              AND (\(filter.actor)::uuid IS NULL OR e.actor_id = \(filter.actor))
              AND (\(filter.action)::text IS NULL OR e.action = \(filter.action))
              AND (\(filter.since)::timestamptz IS NULL OR e.at >= \(filter.since))
              AND (\(filter.until)::timestamptz IS NULL OR e.at < \(filter.until))
            ORDER BY e.sequence DESC
            \(SQL.limit(page))
            """, AuditEntry.init)
        return Page(rows, page) { [String($0.record.sequence)] }
    }
}
