package import Domain
package import Postgres

// What the desk's work consists of.
extension DeskStatistics {
    /// The states in which a claim waits for somebody.
    package static let openStates: [Claim.Status] = [.detected, .queued, .inReview, .agreed, .disputed, .decided]

    /// The claims that are open at this moment, by state and age.
    package static func backlog(on desk: DeskProfile.ID, in session: Session) throws -> [BacklogRow] {
        let limits = Age.allCases.compactMap(\.limit)
        let ages = Age.allCases
        let rows = try session.all(
            """
            SELECT c.status,
                width_bucket(extract(epoch FROM now() - c.created_at)::double precision,
                    \(limits.map(Double.init))) AS age, count(*) AS times
            FROM claims c
            WHERE c.desk_id = \(desk) AND c.status = ANY(\(openStates))
            GROUP BY 1, 2
            ORDER BY 2, 1
            """
        ) { row in
            let place: Int = try row["age"]
            return BacklogRow(
                status: try row["status"], age: ages[max(0, min(ages.count - 1, place))], count: try row["times"])
        }
        return rows
    }

    /// The verdict `v` is the last of its claim that was decided before the period's end: a claim that was decided three
    /// times has one.
    private static func isLast(in period: Period) -> SQL {
        """
        NOT EXISTS (
            SELECT 1 FROM verdicts n
            WHERE n.desk_id = v.desk_id AND n.claim_id = v.claim_id AND n.version > v.version
              AND n.decided_at < \(period.ends))
        """
    }

    /// The period's verdicts by rating, truest first; a claim that was decided more than once counts with the last.
    package static func ratings(
        in period: Period, on desk: DeskProfile.ID, in session: Session
    ) throws -> [RatingCount] {
        try session.all(
            """
            SELECT v.scale_id, v.scale_version, v.times, \(Rating.joinedColumns)
            FROM (
                SELECT v.desk_id, v.scale_id, v.scale_version, v.rating, count(*) AS times FROM verdicts v
                WHERE v.desk_id = \(desk) AND v.decided_at >= \(period.begins) AND v.decided_at < \(period.ends)
                  AND \(isLast(in: period))
                GROUP BY v.desk_id, v.scale_id, v.scale_version, v.rating
            ) v
            JOIN ratings g ON g.desk_id = v.desk_id AND g.scale_id = v.scale_id
                AND g.scale_version = v.scale_version AND g.key = v.rating
            ORDER BY v.scale_id, v.scale_version DESC, g.position
            """
        ) {
            RatingCount(
                scale: RatingScale.Reference(id: try $0["scale_id"], version: try $0["scale_version"]),
                rating: try Rating(row: $0, prefix: "rating_"), count: try $0["times"])
        }
    }

    /// The items that the verdicts cite which `ratings` counts, by kind and stance.
    package static func evidence(
        in period: Period, on desk: DeskProfile.ID, in session: Session
    ) throws -> [EvidenceCount] {
        try session.all(
            """
            SELECT e.kind, e.stance, count(*) AS times
            FROM verdicts v
            JOIN verdict_evidence x ON x.desk_id = v.desk_id AND x.verdict_id = v.id
            JOIN evidence e ON e.desk_id = x.desk_id AND e.id = x.evidence_id
            WHERE v.desk_id = \(desk) AND v.decided_at >= \(period.begins) AND v.decided_at < \(period.ends)
              AND \(isLast(in: period))
            GROUP BY e.kind, e.stance
            ORDER BY count(*) DESC, e.kind NULLS LAST, e.stance
            """
        ) { EvidenceCount(kind: try $0["kind"], stance: try $0["stance"], count: try $0["times"]) }
    }
}
