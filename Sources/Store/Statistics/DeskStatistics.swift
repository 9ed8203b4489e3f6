package import Domain
import Foundation
package import Postgres

extension DeskStatistics.Period {
    /// The days that are asked for in a time zone, by the database's clock and its knowledge of time zones.
    ///
    /// - Parameters:
    ///   - from: nil is 30 days, both ends included.
    ///   - to: nil is today.
    /// - Throws: `InputError` for a time zone that the database does not know.
    package static func get(from: Day?, to: Day?, timeZone: String, in session: Session) throws
        -> DeskStatistics.Period
    {
        let earlier = DeskStatistics.defaultDays - 1
        do {
            let found = try session.first(
                """
                WITH
                    -- 1. What day it is there.
                    days AS (
                        SELECT coalesce(\(to?.description)::date, (now() AT TIME ZONE \(timeZone))::date) AS last
                    ),
                    span AS (
                        SELECT coalesce(\(from?.description)::date, last - \(earlier)::integer) AS first, last
                        FROM days
                    )
                -- 2. When those days begin and end: some have 23 hours, some 25.
                SELECT to_char(first, 'YYYY-MM-DD') AS first, to_char(last, 'YYYY-MM-DD') AS last,
                    first::timestamp AT TIME ZONE \(timeZone) AS begins,
                    (last + 1)::timestamp AT TIME ZONE \(timeZone) AS ends
                FROM span
                """
            ) { row -> DeskStatistics.Period? in
                guard let first = Day(try row["first"]), let last = Day(try row["last"]) else { return nil }
                return DeskStatistics.Period(
                    from: first, to: last, timeZone: timeZone, begins: try row["begins"], ends: try row["ends"])
            }
            guard let found, let period = found else { throw InputError("from", "must be a day from year 1 to 9999") }
            return period
        } catch let error as PostgresError where error.sqlState == .invalidParameterValue {
            throw InputError("timeZone", "is no time zone of the IANA database, such as Europe/Oslo or UTC")
        }
    }
}

extension DeskStatistics {
    /// What happened on each day; days without anything are left out.
    package static func flows(
        in period: Period, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Day: [Flow: Int]] {
        var days: [Day: [Flow: Int]] = [:]
        try session.each(counting(in: period, on: desk)) { row in
            guard let flow = Flow(rawValue: try row["flow"]), let day = Day(try row["day"]) else { return }
            days[day, default: [:]][flow] = try row["times"]
        }
        return days
    }

    /// The statement of `flows`; a test looks at its plan.
    package static func counting(in period: Period, on desk: DeskProfile.ID) -> SQL {
        let parts = Flow.allCases.map { flow -> SQL in
            let source = source(of: flow)
            return """
                SELECT \(flow.rawValue)::text AS flow,
                    to_char((t.\(identifier: source.time) AT TIME ZONE \(period.timeZone))::date, 'YYYY-MM-DD') AS day,
                    count(*) AS times
                FROM \(source.table) t
                WHERE t.desk_id = \(desk) AND t.\(identifier: source.time) >= \(period.begins)
                  AND t.\(identifier: source.time) < \(period.ends) \(source.condition)
                GROUP BY 2
                """
        }
        return parts.joined(separator: "\nUNION ALL\n")
    }

    /// Where each figure is read; every one of them through an index on the desk and the time.
    private static func source(of flow: Flow) -> (table: SQL, time: String, condition: SQL) {
        switch flow {
        case .found: ("claims", "created_at", "")
        case .queued: ("triage_decisions", "decided_at", "AND t.decision = 'queue'")
        case .reviewed: ("reviews", "submitted_at", "AND t.replaces IS NULL")
        case .decided: ("claims", "decided_at", "")
        // Each claim once; what was published anew after a retraction is told apart.
        case .published: ("ledger_entries", "entered_at", "AND t.kind = 'publication' AND NOT \(wasPublished)")
        case .republished: ("ledger_entries", "entered_at", "AND t.kind = 'publication' AND \(wasPublished)")
        case .dismissed: ("triage_decisions", "decided_at", "AND t.decision = 'dismiss'")
        case .withdrawn: ("audit_events", "at", "AND t.action = 'claim.withdrawn'")
        case .corrected:
            ("ledger_entries", "entered_at", "AND t.kind IN ('correction', 'update')")
        case .retracted: ("ledger_entries", "entered_at", "AND t.kind = 'retraction'")
        }
    }

    /// The claim of the entry `t` was published before.
    private static let wasPublished: SQL = """
        EXISTS (
            SELECT FROM ledger_entries e
            WHERE e.desk_id = t.desk_id AND e.claim_id = t.claim_id AND e.kind = 'publication'
              AND (e.entered_at, e.id) < (t.entered_at, t.id))
        """

    /// How long the period's first verdicts took, in all and by bin.
    package static func timesToVerdict(
        in period: Period, on desk: DeskProfile.ID, in session: Session
    ) throws -> TimesToVerdict {
        let seconds: SQL = "extract(epoch FROM v.decided_at - v.created_at)::double precision"
        var (all, bins): (Times?, [Day: Times]) = (nil, [:])
        try session.each(
            """
            SELECT to_char(v.bin, 'YYYY-MM-DD') AS bin, count(*) AS times,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY \(seconds)) AS median,
                percentile_cont(0.9) WITHIN GROUP (ORDER BY \(seconds)) AS p90
            FROM (
                SELECT c.created_at, c.decided_at,
                    date_trunc(\(period.bin.rawValue), c.decided_at AT TIME ZONE \(period.timeZone))::date AS bin
                FROM claims c
                WHERE c.desk_id = \(desk) AND c.decided_at >= \(period.begins) AND c.decided_at < \(period.ends)
            ) v
            GROUP BY GROUPING SETS ((v.bin), ())
            HAVING count(*) > 0
            """
        ) { row in
            let times = Times(median: try row["median"], p90: try row["p90"], count: try row["times"])
            let bin: String? = try row["bin"]
            if let day = bin.flatMap({ Day($0) }) { bins[day] = times } else { all = times }
        }
        return TimesToVerdict(all: all, byBin: bins)
    }
}
