package import Domain
package import Foundation
package import Postgres

// What operators see and do.
extension Job {
    /// The newest first, live and finished ones together.
    package static func page(
        _ page: PageRequest, state: State?, kind: String?, in session: Session
    ) throws -> Page<Job> {
        let place: ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT * FROM (SELECT \(live) FROM jobs UNION ALL SELECT \(finished) FROM job_history) j
            WHERE (\(place)::uuid IS NULL OR j.id < \(place))
              AND (\(state)::text IS NULL OR j.state = \(state))
              AND (\(kind)::text IS NULL OR j.kind = \(kind))
            ORDER BY j.id DESC
            \(SQL.limit(page))
            """, Job.init)
        return Page(rows, page) { [$0.id.description] }
    }

    /// - Throws: `NotFound` when there is no such job.
    package static func get(_ id: ID, in session: Session) throws -> Job {
        let found = try session.first(
            """
            SELECT \(live) FROM jobs WHERE id = \(id)
            UNION ALL
            SELECT \(finished) FROM job_history WHERE id = \(id)
            """, Job.init)
        guard let found else { throw NotFound("job") }
        return found
    }

    /// Every error that the job met, oldest first.
    package static func errors(
        of id: ID, in session: Session
    ) throws -> [(attempt: Int, at: Date, error: String)] {
        try session.all("SELECT attempt, at, error FROM job_errors WHERE job_id = \(id) ORDER BY at") {
            (attempt: try $0["attempt"], at: try $0["at"], error: try $0["error"])
        }
    }

    /// The live job that has the key of an ended one, locked, so that it does not come to its end meanwhile.
    package static func twin(of id: ID, in session: Session) throws -> ID? {
        try session.first(
            """
            SELECT j.id FROM job_history h
            JOIN jobs j ON j.desk_id = h.desk_id AND j.kind = h.kind AND j.unique_key = h.unique_key
            WHERE h.id = \(id)
            FOR UPDATE OF j
            """
        ) { try $0["id"] }
    }

    /// Lets a waiting job run now, or brings a discarded or cancelled one back with all its attempts.
    ///
    /// - Returns: false when the job is in no state for that.
    package static func runNow(_ id: ID, in session: Session) throws -> Bool {
        let waiting = try session.execute(
            """
            UPDATE jobs SET state = 'available', run_at = clock_timestamp()
            WHERE id = \(id) AND state IN ('scheduled', 'available', 'retryable')
            """)
        let revived = try session.execute(
            """
            WITH back AS (
                DELETE FROM job_history WHERE id = \(id) AND state IN ('discarded', 'cancelled')
                RETURNING id, desk_id, kind, payload, priority, max_attempts, unique_key, last_error, created_at
            )
            INSERT INTO jobs (id, desk_id, kind, payload, state, priority, max_attempts, unique_key, last_error,
                created_at)
            SELECT id, desk_id, kind, payload, 'available', priority, max_attempts, unique_key, last_error, created_at
            FROM back
            """)
        if waiting + revived > 0 { try session.notify(channel) }
        return waiting + revived > 0
    }

    /// Cancels a job that has not come to its end; a worker that is running it loses its lease.
    ///
    /// - Returns: false when it has come to its end.
    package static func cancel(_ id: ID, in session: Session) throws -> Bool {
        try session.execute(
            """
            WITH ended AS (
                DELETE FROM jobs WHERE id = \(id)
                RETURNING id, desk_id, kind, payload, priority, run_at, attempt, max_attempts, unique_key, last_error,
                    created_at
            )
            INSERT INTO job_history (id, desk_id, kind, payload, state, priority, run_at, attempt, max_attempts,
                unique_key, last_error, created_at)
            SELECT id, desk_id, kind, payload, 'cancelled', priority, run_at, attempt, max_attempts, unique_key,
                last_error, created_at
            FROM ended
            """) == 1
    }

    /// Counting stops here: a larger number means that many or more.
    package static let countLimit = 10_000

    /// Jobs in each state that are not at their end, over all desks, and those discarded in the last day; each counted up to
    /// `countLimit`, by an index that holds no others.
    package static func figures(in session: Session) throws -> [State: Int] {
        let rows = try session.all(figures) {
            (try $0.decode("state", as: State.self), try $0.decode("count", as: Int.self))
        }
        return Dictionary(rows, uniquingKeysWith: +)
    }

    /// The statement of `figures(in:)`; a test looks at its plan.
    package static let figures: SQL = """
        SELECT state, count(*) AS count
        FROM (
            (SELECT state FROM jobs WHERE state = 'available' LIMIT \(countLimit))
            UNION ALL
            (SELECT state FROM jobs WHERE state = 'running' LIMIT \(countLimit))
            UNION ALL
            (SELECT state FROM jobs WHERE state IN ('scheduled', 'retryable') LIMIT \(countLimit))
            UNION ALL
            (SELECT state FROM job_history WHERE state = 'discarded' AND finished_at > now() - interval '1 day'
            LIMIT \(countLimit))
        ) j
        GROUP BY state
        """

    /// How long the longest-waiting of the jobs that come next in their desks' lines has waited for a worker, seconds; 0 when
    /// none waits.
    package static func oldestWait(in session: Session) throws -> Double {
        try session.first(oldestWait) { try $0["seconds"] } ?? 0
    }

    /// The statement of `oldestWait(in:)`; a test looks at its plan.
    package static let oldestWait: SQL = """
        SELECT coalesce(greatest(0, extract(epoch FROM clock_timestamp() - min(w.run_at))), 0)::float8 AS seconds
        FROM (
            (SELECT n.run_at
            FROM (SELECT id FROM desks ORDER BY id LIMIT \(Queue.deskLimit)) d
            CROSS JOIN LATERAL (
                SELECT j.run_at FROM jobs j
                WHERE j.desk_id = d.id AND j.state = 'available'
                ORDER BY j.turn, j.id
                LIMIT 1
            ) n)
            UNION ALL
            (SELECT run_at FROM jobs
            WHERE state IN ('scheduled', 'retryable') AND run_at <= now()
            ORDER BY run_at
            LIMIT 1)
        ) w
        """

    /// Deletes jobs that ended more than a week ago, and their errors.
    ///
    /// - Parameter limit: how many at a time.
    /// - Returns: how many.
    package static func prune(limit: Int, in session: Session) throws -> Int {
        try session.execute(
            """
            WITH gone AS (
                DELETE FROM job_history
                WHERE ctid = ANY(ARRAY(
                    SELECT ctid FROM job_history WHERE finished_at < now() - interval '7 days'
                    ORDER BY finished_at
                    LIMIT \(limit)))
                RETURNING id
            ), errors AS (
                DELETE FROM job_errors e USING gone g WHERE e.job_id = g.id
            )
            SELECT id FROM gone
            """)
    }
}
