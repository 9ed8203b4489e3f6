package import Domain
import Foundation
package import Postgres

extension AuditEntry {
    init(row: Row) throws {
        let record = try AuditRecord(row: row)
        self.init(record: record, actorName: try row["actor_name"], batch: try row["batch"])
    }

    /// The newest first; nil parts of the filter do not narrow. Others' work on claims whose reviews the principal must not
    /// know of is left out.
    package static func page(
        _ page: PageRequest, _ filter: AuditFilter, for principal: Principal, in session: Session
    ) throws -> Page<AuditEntry> {
        let claim: SQL = """
            CASE e.subject
                WHEN 'claim' THEN e.subject_id
                WHEN 'lease' THEN (SELECT l.claim_id FROM leases l WHERE l.desk_id = e.desk_id AND l.id = e.subject_id)
            END
            """
        let place = try page.place { $0.count == 1 ? Int($0[0]) : nil }
        let rows = try session.all(
            """
            SELECT \(AuditRecord.columns), m.name AS actor_name, l.batch
            FROM audit_events e
            LEFT JOIN members m ON m.desk_id = e.desk_id AND m.id = e.actor_id
            LEFT JOIN audit_leaves l ON l.desk_id = e.desk_id AND l.sequence = e.sequence
            WHERE e.desk_id = \(principal.deskID)
              AND (\(place)::bigint IS NULL OR e.sequence < \(place))
              AND (\(filter.subject)::text IS NULL OR e.subject = \(filter.subject))
              AND (\(filter.subjectID)::uuid IS NULL OR e.subject_id = \(filter.subjectID))
              AND (\(filter.actor)::uuid IS NULL OR e.actor_id = \(filter.actor))
              AND (\(filter.action)::text IS NULL OR e.action = \(filter.action))
              AND (\(filter.since)::timestamptz IS NULL OR e.at >= \(filter.since))
              AND (\(filter.until)::timestamptz IS NULL OR e.at < \(filter.until))
              AND NOT (split_part(e.action, '.', 1) = ANY(\(BlindReview.work))
                AND e.actor_id IS DISTINCT FROM \(principal.memberID) AND \(SQL.isHidden(claim, from: principal)))
            ORDER BY e.sequence DESC
            \(SQL.limit(page))
            """, AuditEntry.init)
        return Page(rows, page) { [String($0.record.sequence)] }
    }
}
