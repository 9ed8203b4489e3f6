package import Domain
package import Foundation
package import Postgres

extension TriageBalance {
    /// Counts the claims that were found in a stretch of time.
    package static func get(
        by grouping: Grouping, since: Date, until: Date, on desk: DeskProfile.ID, in session: Session
    ) throws -> TriageBalance {
        // Names and topics that differ in upper and lower case alone are one group.
        let rows = try session.all(
            """
            WITH
                -- 1. The claims, and under which names each counts.
                found AS (
                    SELECT c.id, \(grouping.name) AS name, \(Counts.marks)
                    FROM claims c
                    \(grouping.join)
                    WHERE c.desk_id = \(desk) AND c.created_at >= \(since) AND c.created_at < \(until)
                ),
                -- 2. The largest groups first.
                ranked AS (
                    SELECT min(name) AS name, \(Counts.sums), row_number() OVER (
                        ORDER BY count(*) DESC, lower(min(name)) NULLS LAST) AS rank
                    FROM found
                    GROUP BY lower(name)
                )
            SELECT name, found, queued, dismissed, decided, published, false AS is_rest, rank
            FROM ranked WHERE rank <= \(groupLimit)
            UNION ALL
            -- 3. The others in one.
            SELECT NULL, sum(found)::bigint, sum(queued)::bigint, sum(dismissed)::bigint, sum(decided)::bigint,
                sum(published)::bigint, true, \(groupLimit + 1)
            FROM ranked WHERE rank > \(groupLimit) HAVING count(*) > 0
            ORDER BY rank
            """
        ) { row -> (name: String?, counts: Counts, isRest: Bool) in
            (name: try row["name"], counts: try Counts(row: row), isRest: try row["is_rest"])
        }
        let total = try session.first(
            """
            SELECT \(Counts.sums)
            FROM (
                SELECT \(Counts.marks) FROM claims c
                WHERE c.desk_id = \(desk) AND c.created_at >= \(since) AND c.created_at < \(until)
            ) found
            """, Counts.init)
        return TriageBalance(
            grouping: grouping, since: since, until: until,
            groups: rows.filter { !$0.isRest }.map { Group(name: $0.name, counts: $0.counts) },
            rest: rows.first { $0.isRest }?.counts,
            total: total ?? Counts(found: 0, queued: 0, dismissed: 0, decided: 0, published: 0))
    }
}

extension TriageBalance.Grouping {
    fileprivate var name: SQL {
        switch self {
        case .claimant: "CASE c.claimant_kind WHEN 'named' THEN c.claimant_name END"
        case .topic: "t.topic"
        case .kind: "c.kind"
        }
    }

    /// A claim of an article without topics stays, without a name.
    fileprivate var join: SQL {
        switch self {
        case .claimant, .kind: ""
        case .topic:
            """
            JOIN article_versions v ON v.desk_id = c.desk_id AND v.id = c.version_id
                    LEFT JOIN LATERAL unnest(v.topics) AS t (topic) ON true
            """
        }
    }
}

extension TriageBalance.Counts {
    fileprivate static let marks: SQL = """
        c.queued_at IS NOT NULL AS is_queued, c.status = 'dismissed' AS is_dismissed,
                        c.decided_at IS NOT NULL AS is_decided, c.published_at IS NOT NULL AS is_published
        """
    fileprivate static let sums: SQL = """
        count(*) AS found, count(*) FILTER (WHERE is_queued) AS queued,
                        count(*) FILTER (WHERE is_dismissed) AS dismissed,
                        count(*) FILTER (WHERE is_decided) AS decided,
                        count(*) FILTER (WHERE is_published) AS published
        """

    fileprivate init(row: Row) throws {
        self.init(
            found: try row["found"], queued: try row["queued"], dismissed: try row["dismissed"],
            decided: try row["decided"], published: try row["published"])
    }
}
