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
            WHERE \(conditions(filter, before: place, on: principal.deskID))
              AND NOT (split_part(e.action, '.', 1) = ANY(\(BlindReview.work))
                AND e.actor_id IS DISTINCT FROM \(principal.memberID) AND \(SQL.isHidden(claim, from: principal)))
            ORDER BY e.sequence DESC
            \(SQL.limit(page))
            """, AuditEntry.init)
        return Page(rows, page) { [String($0.record.sequence)] }
    }

    /// What narrows, and nothing else: a plan that is kept finds no row by a part that may be null, and reads the whole trail for the
    /// few events of a claim.
    package static func conditions(_ filter: AuditFilter, before place: Int?, on desk: DeskProfile.ID) -> SQL {
        var conditions: [SQL] = ["e.desk_id = \(desk)"]
        if let place { conditions.append("e.sequence < \(place)") }
        if let subject = filter.subject { conditions.append("e.subject = \(subject)") }
        if let id = filter.subjectID { conditions.append("e.subject_id = \(id)") }
        if let actor = filter.actor { conditions.append("e.actor_id = \(actor)") }
        if let action = filter.action { conditions.append("e.action = \(action)") }
        if let since = filter.since { conditions.append("e.at >= \(since)") }
        if let until = filter.until { conditions.append("e.at < \(until)") }
        return conditions.joined(separator: " AND ")
    }
}
