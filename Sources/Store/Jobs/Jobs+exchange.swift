package import Domain
import Foundation
package import Postgres

// What a worker asks again and again. Statements name rows by their place in the table (`ctid`) once they have locked
// them, and read the lines of waiting jobs by their index alone.
extension Job {
    /// Ends jobs for which nothing was to be stored and leases the next ones, in one statement.
    ///
    /// Desks take turns: each that has waiting jobs gives an equal share, its longest waiting ones. A job that another
    /// worker has begun meanwhile is left to it; one that is not this worker's any more is not ended.
    package static func exchange(
        _ done: [Job], for request: JobRequest, worker: String, leaseSeconds: Double, in session: Session
    ) throws -> JobBatch {
        // A plan is kept for long: one that was made while the table was empty would read all of it when it is not.
        try session.script("SET LOCAL enable_seqscan = off")
        guard request.limit > 0 else {
            try acknowledge(done, in: session)
            return JobBatch([], share: 1)
        }
        let statement = exchanging(done, for: request, worker: worker, leaseSeconds: leaseSeconds)
        var share = 1
        let rows = try session.all(statement) { row in
            share = try row["share"]
            return (job: try Job(row: row), turn: try row.decode("turn", as: Int.self))
        }
        return JobBatch(rows, share: share)
    }

    /// The statement of `exchange`; a test looks at its plan.
    package static func exchanging(
        _ done: [Job], for request: JobRequest, worker: String, leaseSeconds: Double
    ) -> SQL {
        let acknowledged: SQL = done.isEmpty ? "" : "\(ending(done)),"
        return """
            WITH RECURSIVE \(acknowledged)
                -- 1. The desks that are asked, in their order.
                \(asking(request)),
                share AS MATERIALIZED (
                    SELECT greatest(1, \(request.limit) / nullif(count(*), 0)) AS size FROM asked
                ),
                -- 2. The next jobs of each. Materialized, so that they are looked for once and no more than the share is taken.
                next AS MATERIALIZED (
                    SELECT w.spot, w.id, w.attempt, a.line,
                        row_number() OVER (PARTITION BY a.line ORDER BY w.turn, w.id) AS place
                    FROM asked a
                    CROSS JOIN LATERAL (
                        SELECT j.ctid AS spot, j.id, j.turn, j.attempt
                        FROM jobs j
                        WHERE j.state = 'available' AND j.desk_id = a.desk_id \(behind(request.look))
                        ORDER BY j.turn, j.id
                        LIMIT (SELECT size FROM share)
                        FOR UPDATE SKIP LOCKED
                    ) w
                ),
                -- 3. Only some of those that were begun before.
                taken AS MATERIALIZED (
                    SELECT r.spot, r.id, r.line, r.place
                    FROM (
                        SELECT n.spot, n.id, n.attempt, n.line, n.place,
                            row_number() OVER (PARTITION BY n.attempt > 0 ORDER BY n.place, n.line) AS number
                        FROM next n
                    ) r
                    WHERE r.attempt = 0 OR r.number <= \(request.retries)
                ),
                leased AS (
                    UPDATE jobs
                    SET state = 'running', attempt = attempt + 1, token = nextval('job_tokens'), worker = \(worker),
                        lease_expires_at = clock_timestamp() + make_interval(secs => \(leaseSeconds))
                    WHERE ctid = ANY(ARRAY(SELECT t.spot FROM taken t))
                    RETURNING \(shared), token, worker, lease_expires_at, turn
                )
            SELECT \(prefixed("l")), l.turn, s.size AS share
            FROM leased l
            JOIN taken t ON t.id = l.id
            CROSS JOIN share s
            ORDER BY t.place, t.line
            """
    }

    /// Ends jobs for which nothing was to be stored.
    ///
    /// - Returns: how many were still this worker's.
    @discardableResult
    package static func acknowledge(_ done: [Job], in session: Session) throws -> Int {
        if done.isEmpty { return 0 }
        return try session.first("WITH \(ending(done)) SELECT count(*) AS count FROM ended") { try $0["count"] } ?? 0
    }

    /// Lets jobs whose time has come wait for a worker: a thousand at most.
    ///
    /// - Returns: how many.
    @discardableResult
    package static func promote(in session: Session) throws -> Int {
        try session.execute(promoting)
    }

    /// The statement of `promote`; a test looks at its plan. By the time of the transaction, which an index can be asked
    /// for: `clock_timestamp()` would be compared with every job that waits for its time.
    package static let promoting: SQL = """
        WITH due AS MATERIALIZED (
            SELECT ctid AS spot FROM jobs
            WHERE state IN ('scheduled', 'retryable') AND run_at <= now()
            ORDER BY run_at
            LIMIT 1000
            FOR UPDATE SKIP LOCKED
        )
        UPDATE jobs SET state = 'available' WHERE ctid = ANY(ARRAY(SELECT d.spot FROM due d))
        """

    /// The guard is the token alone, as in `finish`.
    private static func ending(_ done: [Job]) -> SQL {
        """
        ended AS (
            DELETE FROM jobs j
            USING unnest(\(done.map(\.id)), \(done.compactMap(\.token))) AS d (id, token)
            WHERE j.id = d.id AND j.token = d.token
            RETURNING j.id, j.desk_id, j.kind, j.payload, j.priority, j.run_at, j.attempt, j.max_attempts, j.unique_key,
                j.last_error, j.created_at
        ), kept AS (
            INSERT INTO job_history (id, desk_id, kind, payload, state, priority, run_at, attempt, max_attempts,
                unique_key, last_error, created_at)
            SELECT id, desk_id, kind, payload, 'completed', priority, run_at, attempt, max_attempts, unique_key,
                last_error, created_at
            FROM ended
        )
        """
    }

    private static func asking(_ request: JobRequest) -> SQL {
        switch request.look {
        case .everywhere(let last):
            // From one desk to the next by the index, beginning behind the last one and once round.
            """
            lines (desk_id, lap, line) AS (
                SELECT \(last ?? first), 0, 0
                UNION ALL
                SELECT n.desk_id, n.lap, l.line + 1
                FROM lines l
                CROSS JOIN LATERAL (
                    (SELECT j.desk_id, l.lap FROM jobs j
                    WHERE j.state = 'available' AND j.desk_id > l.desk_id
                    ORDER BY j.desk_id LIMIT 1)
                    UNION ALL
                    (SELECT j.desk_id, 1 FROM jobs j
                    WHERE j.state = 'available' AND l.lap = 0
                    ORDER BY j.desk_id LIMIT 1)
                    LIMIT 1
                ) n (desk_id, lap)
                WHERE n.lap = 0 OR n.desk_id <= \(last ?? first)
            ),
            asked AS MATERIALIZED (SELECT desk_id, line FROM lines WHERE line > 0 LIMIT \(request.limit))
            """
        case .behind(let places):
            """
            asked AS MATERIALIZED (
                SELECT desk_id, turn, job_id, line
                FROM unnest(\(places.map(\.desk)), \(places.map(\.turn)), \(places.map(\.job)))
                    WITH ORDINALITY AS p (desk_id, turn, job_id, line)
                ORDER BY line
                LIMIT \(request.limit)
            )
            """
        }
    }

    private static func behind(_ look: JobLook) -> SQL {
        switch look {
        case .everywhere: ""
        case .behind: "AND (j.turn, j.id) > (a.turn, a.job_id)"
        }
    }

    /// Before every desk.
    private static let first = DeskProfile.ID(rawValue: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
}
