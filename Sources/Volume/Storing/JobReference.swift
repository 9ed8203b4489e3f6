import Domain
package import Foundation
package import Postgres
import Store

/// What pgbench runs beside a measured worker, leasing and ending a hundred jobs in each transaction.
package enum JobReference: CaseIterable, Sendable {
    /// The fewest statements that keep a worker's rules: one ends the last hundred under their tokens, moving them into a table
    /// of ended ones, and leases the next.
    case ruled
    /// The least that can be: rows with small numbers are marked as leased and then as ended where they stand.
    case marked

    /// Of each transaction.
    package static let batch = 100

    /// Variables that a client begins with.
    package var variables: [String: String] { self == .ruled ? ["ids": "{}", "tokens": "{}"] : [:] }

    /// For psql: a table of waiting rows.
    package func tables(_ rows: Int) -> String {
        let (type, id) =
            self == .ruled
            ? ("uuid", "('01890a5d-ac96-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid") : ("bigint", "n")
        return """
            SET client_min_messages = warning;
            DROP TABLE IF EXISTS bench_jobs, bench_job_history;
            DROP SEQUENCE IF EXISTS bench_tokens;
            CREATE SEQUENCE bench_tokens;
            CREATE TABLE bench_jobs (
                id \(type) PRIMARY KEY, payload jsonb NOT NULL DEFAULT '{}', state text NOT NULL DEFAULT 'available',
                worker bigint, token bigint, expires_at timestamptz);
            CREATE TABLE bench_job_history (
                id \(type) PRIMARY KEY, payload jsonb NOT NULL, finished_at timestamptz NOT NULL DEFAULT now());
            INSERT INTO bench_jobs (id) SELECT \(id) FROM generate_series(1, \(rows)) n;
            CREATE INDEX bench_jobs_available ON bench_jobs (id) WHERE state = 'available';
            \(self == .ruled ? "CREATE INDEX bench_jobs_lease ON bench_jobs (expires_at) WHERE state = 'running';" : "")
            VACUUM ANALYZE bench_jobs;
            CHECKPOINT;
            """
    }

    /// For pgbench: one transaction.
    package var exchange: String {
        let next = """
            ctid = ANY(ARRAY(
                SELECT ctid FROM bench_jobs WHERE state = 'available' ORDER BY id LIMIT \(Self.batch)
                FOR UPDATE SKIP LOCKED))
            """
        return switch self {
        case .ruled:
            """
            WITH ended AS (
                DELETE FROM bench_jobs j USING unnest(:ids::uuid[], :tokens::bigint[]) AS d (id, token)
                WHERE j.id = d.id AND j.token = d.token
                RETURNING j.id, j.payload
            ), kept AS (
                INSERT INTO bench_job_history (id, payload) SELECT id, payload FROM ended
            ), leased AS (
                UPDATE bench_jobs SET state = 'running', worker = 1, token = nextval('bench_tokens'),
                    expires_at = clock_timestamp() + interval '30 seconds'
                WHERE \(next)
                RETURNING id, token, payload)
            SELECT coalesce(array_agg(id), '{}') AS ids, coalesce(array_agg(token), '{}') AS tokens FROM leased \\gset

            """
        case .marked:
            """
            BEGIN;
            WITH leased AS (
                UPDATE bench_jobs SET state = 'running', worker = 1, expires_at = clock_timestamp() + interval '30 seconds'
                WHERE \(next)
                RETURNING id, payload)
            SELECT array_agg(id) AS ids FROM leased \\gset
            UPDATE bench_jobs SET state = 'completed', worker = NULL, expires_at = NULL WHERE id = ANY(:ids::bigint[]);
            COMMIT;
            """
        }
    }

    /// For psql: an empty database of this name, for somebody else's queue.
    package static func database(_ name: String) -> String {
        "DROP DATABASE IF EXISTS \(name) WITH (FORCE);\nCREATE DATABASE \(name);\n"
    }
}

// A queue of jobs that do nothing, to be measured.
extension Database {
    /// Forgets all jobs, live and ended.
    package func forgetJobs() async throws {
        try await writeWithoutTransaction { session in
            try session.limitStatements(to: nil)
            try session.execute("TRUNCATE jobs, job_history, job_errors")
            try session.execute("CHECKPOINT")
        }
    }

    /// Puts the rows that as many enqueued probes are into the table, by COPY.
    ///
    /// - Throws: `NotFound` when there is no desk of this slug.
    package func copyProbes(_ count: Int, onDesk slug: String, makeID: @Sendable () -> UUID) async throws {
        try await write(.readCommitted) { session in
            try session.limitStatements(to: nil)
            guard let desk = try DeskProfile.find(slug: slug, in: session) else { throw NotFound("desk \(slug)") }
            try session.copyIn("COPY jobs (id, desk_id, kind, payload, state) FROM STDIN") { writer in
                let rest = [desk.id.description, Job.Kind.probe.rawValue, "{}", Job.State.available.rawValue]
                for _ in 0..<count { try writer.write(row: [Identifier<Job>(rawValue: makeID()).description] + rest) }
            }
        }
    }

    /// Lets the planner know the table of jobs.
    package func analyzeJobs() async throws {
        try await writeWithoutTransaction { try $0.execute("VACUUM (ANALYZE) jobs") }
    }

    /// Whether there are jobs that are not at their end.
    package func hasJobs() async throws -> Bool {
        try await read { session in
            try session.first("SELECT EXISTS (SELECT FROM jobs) AS has") { try $0["has"] } ?? false
        }
    }

    /// How many jobs a second were ended, from the end of the first group to that of the last; each group is as old as its
    /// transaction.
    package func jobsEndedPerSecond() async throws -> Double {
        try await read { session in
            try session.first(
                """
                SELECT coalesce(count(*) FILTER (WHERE finished_at > b.first)
                    / nullif(extract(epoch FROM max(finished_at) - b.first), 0), 0)::float8 AS rate
                FROM job_history, (SELECT min(finished_at) AS first FROM job_history) b
                GROUP BY b.first
                """
            ) { try $0["rate"] } ?? 0
        }
    }

    /// How many jobs were completed, and how many of these were begun once.
    package func jobsCompleted() async throws -> (all: Int, once: Int) {
        try await read { session in
            try session.first(
                """
                SELECT count(*) AS total, count(*) FILTER (WHERE attempt = 1) AS once FROM job_history
                WHERE state = 'completed'
                """
            ) { (all: try $0["total"], once: try $0["once"]) } ?? (0, 0)
        }
    }
}
