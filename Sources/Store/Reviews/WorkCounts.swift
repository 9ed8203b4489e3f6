package import Domain
package import Postgres

extension WorkCounts {
    /// - Parameters:
    ///   - reviewing: whether to count what is the member's as a reviewer.
    ///   - editing: whether to count what waits for editors.
    package static func read(
        for member: Member.ID, reviewing: Bool, editing: Bool, on desk: DeskProfile.ID, in session: Session
    ) throws -> WorkCounts {
        WorkCounts(
            reviewing: reviewing ? try session.first(Reviewing.counting(for: member, on: desk), Reviewing.init) : nil,
            editing: editing ? try session.first(Editing.counting(on: desk), Editing.init) : nil)
    }

    /// How many rows a statement has, none looked at beyond `most`.
    fileprivate static func count(_ rows: SQL) -> SQL { "(SELECT count(*) FROM (\(rows) \(SQL.limit(most))) r)" }
}

extension WorkCounts.Reviewing {
    fileprivate static func counting(for member: Member.ID, on desk: DeskProfile.ID) -> SQL {
        """
        SELECT
            \(WorkCounts.count("""
                SELECT FROM leases l
                WHERE l.desk_id = \(desk) AND l.member_id = \(member) AND \(SQL.isLive(lease: "l"))
                """)) AS held,
            \(WorkCounts.count("""
                SELECT FROM assignments a
                WHERE a.desk_id = \(desk) AND a.member_id = \(member) AND a.ended_at IS NULL
                """)) AS assigned,
            \(WorkCounts.count("SELECT FROM \(ReviewReturn.openTables(for: member, on: desk))")) AS returned,
            \(WorkCounts.count("SELECT FROM drafts d WHERE d.desk_id = \(desk) AND d.member_id = \(member)")) AS drafts
        """
    }

    fileprivate init(row: Row) throws {
        self.init(
            held: try row["held"], assigned: try row["assigned"], returned: try row["returned"],
            drafts: try row["drafts"])
    }
}

extension WorkCounts.Editing {
    fileprivate static func counting(on desk: DeskProfile.ID) -> SQL {
        func claims(_ status: Claim.Status) -> SQL {
            """
            (SELECT least(coalesce(sum(count), 0), \(WorkCounts.most))::bigint FROM claim_counts
                WHERE desk_id = \(desk) AND status = \(status))
            """
        }
        return """
            SELECT \(claims(.detected)) AS detected, \(claims(.disputed)) AS disputed, \(claims(.agreed)) AS agreed,
                \(claims(.decided)) AS decided,
                \(WorkCounts.count("""
                    SELECT FROM correction_requests r
                    WHERE r.desk_id = \(desk) AND NOT EXISTS (
                        SELECT FROM ledger_entries l WHERE l.desk_id = r.desk_id AND l.request_id = r.id)
                    """)) AS requests
            """
    }

    fileprivate init(row: Row) throws {
        self.init(
            detected: try row["detected"], disputed: try row["disputed"], agreed: try row["agreed"],
            decided: try row["decided"], correctionRequests: try row["requests"])
    }
}
