package import Domain
package import Postgres

extension Job {
    /// The channel on which a worker hears that jobs were enqueued.
    package static let channel = "claimdesk_jobs"

    static let shared: SQL =
        "id, desk_id, kind, payload, state, priority, run_at, attempt, max_attempts, last_error, created_at"
    static let live: SQL = "\(shared), token, worker, lease_expires_at, NULL::timestamptz AS finished_at"
    static let finished: SQL = """
        \(shared), NULL::bigint AS token, NULL::text AS worker, NULL::timestamptz AS lease_expires_at, finished_at
        """

    init(row: Row) throws {
        let payload: JSONText = try row["payload"]
        self.init(
            id: try row["id"], deskID: try row["desk_id"], kind: try row["kind"], payload: payload.text,
            state: try row["state"], priority: try row["priority"], runAt: try row["run_at"],
            attempt: try row["attempt"], maxAttempts: try row["max_attempts"], token: try row["token"],
            worker: try row["worker"], leaseExpiresAt: try row["lease_expires_at"],
            lastError: try row["last_error"], createdAt: try row["created_at"], finishedAt: try row["finished_at"])
    }

    /// Enqueues a job in the caller's transaction; workers are woken when it commits.
    ///
    /// - Parameters:
    ///   - uniqueKey: while a job of this kind and key is not at its end, no second one is made.
    ///   - delay: seconds until it may run; 0 for at once.
    /// - Returns: false when there is one of this key already.
    @discardableResult
    package static func enqueue<Payload: Codable & Sendable>(
        _ id: ID, _ kind: Kind, _ payload: Payload, uniqueKey: String? = nil, delay: Double = 0, priority: Int = 0,
        on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        let inserted = try session.execute(
            """
            INSERT INTO jobs (id, desk_id, kind, payload, state, priority, run_at, unique_key)
            VALUES (\(id), \(desk), \(kind.rawValue), \(JSONValue(payload)),
                \(delay > 0 ? State.scheduled : State.available), \(priority),
                clock_timestamp() + make_interval(secs => \(delay)), \(uniqueKey))
            ON CONFLICT (desk_id, kind, unique_key) WHERE unique_key IS NOT NULL DO NOTHING
            """)
        if inserted == 1, delay <= 0 { try session.notify(channel) }
        return inserted == 1
    }

    /// Prolongs leases; a job whose token has changed is not touched, and one whose completion is just being stored is
    /// not waited for: it would hold up the leases of the others, and while its row is locked nobody can rescue it.
    ///
    /// - Returns: the jobs that are still this worker's.
    package static func renew(_ jobs: [Job], leaseSeconds: Double, in session: Session) throws -> Set<ID> {
        let ids = try session.all(
            """
            WITH
                -- 1. Still ours, also those that are just being completed.
                mine AS MATERIALIZED (
                    SELECT j.id
                    FROM unnest(\(jobs.map(\.id)), \(jobs.compactMap(\.token))) AS m (id, token)
                    JOIN jobs j ON j.id = m.id AND j.token = m.token
                ),
                -- 2. Nobody's hand on them.
                idle AS MATERIALIZED (
                    SELECT j.id FROM jobs j JOIN mine m ON m.id = j.id
                    WHERE j.token = ANY(\(jobs.compactMap(\.token)))
                    FOR UPDATE OF j SKIP LOCKED
                ),
                -- 3. Prolonged.
                prolonged AS (
                    UPDATE jobs j
                    SET lease_expires_at = clock_timestamp() + make_interval(secs => \(leaseSeconds))
                    FROM idle i
                    WHERE j.id = i.id
                )
            SELECT id FROM mine
            """
        ) { try $0.decode("id", as: ID.self) }
        return Set(ids)
    }

    /// Locks the job until the transaction ends, so that nobody takes it away meanwhile.
    ///
    /// - Throws: `JobError.leaseLost` when the job is not this worker's any more.
    package func hold(in session: Session) throws {
        let held = try session.execute("SELECT 1 FROM jobs WHERE id = \(id) AND token = \(token) FOR UPDATE")
        if held == 0 { throw JobError.leaseLost }
    }

    /// Ends a job. The guard is the token alone, so that it is never planned through the lease index, whose dead
    /// entries pile up while an old snapshot is held.
    ///
    /// - Throws: `JobError.leaseLost` when the job is not this worker's any more.
    package func finish(_ state: State, error: String? = nil, in session: Session) throws {
        let moved = try session.execute(
            """
            WITH ended AS (
                DELETE FROM jobs WHERE id = \(id) AND token = \(token)
                RETURNING id, desk_id, kind, payload, priority, run_at, attempt, max_attempts, unique_key, last_error,
                    created_at
            )
            INSERT INTO job_history (id, desk_id, kind, payload, state, priority, run_at, attempt, max_attempts,
                unique_key, last_error, created_at)
            SELECT id, desk_id, kind, payload, \(state), priority, run_at, attempt, max_attempts, unique_key,
                coalesce(\(error), last_error), created_at
            FROM ended
            """)
        if moved == 0 { throw JobError.leaseLost }
    }

    /// Makes the job wait for another try.
    ///
    /// - Throws: `JobError.leaseLost` when the job is not this worker's any more.
    package func retry(afterSeconds seconds: Double, error: String, in session: Session) throws {
        let updated = try session.execute(
            """
            UPDATE jobs
            SET state = 'retryable', run_at = clock_timestamp() + make_interval(secs => \(seconds)),
                last_error = \(error), token = NULL, worker = NULL, lease_expires_at = NULL
            WHERE id = \(id) AND token = \(token)
            """)
        if updated == 0 { throw JobError.leaseLost }
    }

    package func logError(_ error: String, in session: Session) throws {
        try session.execute(
            """
            INSERT INTO job_errors (job_id, attempt, worker, error)
            VALUES (\(id), \(attempt), \(worker ?? "?"), \(error))
            """)
    }

    /// Gives jobs back untouched: available again, the attempt not counted.
    package static func giveBack(_ jobs: [Job], in session: Session) throws {
        try session.execute(
            """
            UPDATE jobs j
            SET state = 'available', attempt = j.attempt - 1, token = NULL, worker = NULL, lease_expires_at = NULL
            FROM unnest(\(jobs.map(\.id)), \(jobs.compactMap(\.token))) AS mine (id, token)
            WHERE j.id = mine.id AND j.token = mine.token
            """)
        if !jobs.isEmpty { try session.notify(channel) }
    }

    /// Gives back, untouched, the jobs of a worker that it does not know of.
    package static func giveBackStrays(of worker: String, otherThan known: [ID], in session: Session) throws {
        let returned = try session.execute(
            """
            UPDATE jobs
            SET state = 'available', attempt = attempt - 1, token = NULL, worker = NULL, lease_expires_at = NULL
            WHERE state = 'running' AND worker = \(worker) AND NOT id = ANY(\(known))
            """)
        if returned > 0 { try session.notify(channel) }
    }

    /// The job's worker has stopped renewing its lease.
    private static let isAbandoned: SQL = "state = 'running' AND lease_expires_at <= clock_timestamp()"

    /// Frees the jobs of workers that have stopped renewing, except those on their last attempt.
    ///
    /// - Returns: how many.
    package static func rescue(in session: Session) throws -> Int {
        let freed = try session.execute(
            """
            WITH dead AS MATERIALIZED (
                SELECT id, attempt, worker FROM jobs
                WHERE \(isAbandoned) AND attempt < max_attempts
                LIMIT 1000
                FOR UPDATE SKIP LOCKED
            ), logged AS (
                INSERT INTO job_errors (job_id, attempt, worker, error)
                SELECT id, attempt, worker, 'the worker stopped without a word' FROM dead
            )
            UPDATE jobs j
            SET state = 'available', last_error = 'the worker stopped without a word', token = NULL, worker = NULL,
                lease_expires_at = NULL
            FROM dead d
            WHERE j.id = d.id
            """)
        if freed > 0 { try session.notify(channel) }
        return freed
    }

    /// Jobs of dead workers that have no attempt left, leased to this one so that it can discard them.
    package static func takeHopeless(worker: String, leaseSeconds: Double, in session: Session) throws -> [Job] {
        try session.all(
            """
            WITH dead AS MATERIALIZED (
                SELECT id FROM jobs
                WHERE \(isAbandoned) AND attempt >= max_attempts
                LIMIT 100
                FOR UPDATE SKIP LOCKED
            )
            UPDATE jobs j
            SET token = nextval('job_tokens'), worker = \(worker),
                lease_expires_at = clock_timestamp() + make_interval(secs => \(leaseSeconds))
            FROM dead d
            WHERE j.id = d.id
            RETURNING \(prefixed("j"))
            """, Job.init)
    }

    static func prefixed(_ table: String) -> SQL {
        SQL(
            unescaped: """
                \(table).id, \(table).desk_id, \(table).kind, \(table).payload, \(table).state, \(table).priority,
                    \(table).run_at, \(table).attempt, \(table).max_attempts, \(table).last_error,
                    \(table).created_at, \(table).token, \(table).worker, \(table).lease_expires_at,
                    NULL::timestamptz AS finished_at
                """)
    }
}
