import Domain
package import Foundation
package import Postgres
import Store

/// What pgbench runs beside a measured worker: the least that leasing and ending a hundred jobs at a time can be, where
/// ended ones are kept.
package enum JobReference {
    /// Of each transaction.
    package static let batch = 100

    /// For psql: a table of waiting rows.
    package static func table(_ rows: Int) -> String {
        """
        DROP TABLE IF EXISTS bench_jobs;
        CREATE TABLE bench_jobs (
            id bigint PRIMARY KEY, payload jsonb NOT NULL DEFAULT '{}', state text NOT NULL DEFAULT 'available',
            worker bigint, expires_at timestamptz);
        INSERT INTO bench_jobs (id) SELECT n FROM generate_series(1, \(rows)) n;
        CREATE INDEX bench_jobs_available ON bench_jobs (id) WHERE state = 'available';
        VACUUM ANALYZE bench_jobs;
        CHECKPOINT;
        """
    }

    /// For psql: an empty database of this name, for somebody else's queue.
    package static func database(_ name: String) -> String {
        "DROP DATABASE IF EXISTS \(name) WITH (FORCE);\nCREATE DATABASE \(name);\n"
    }

    /// For pgbench: one transaction.
    package static let exchange = """
        BEGIN;
        WITH leased AS (
            UPDATE bench_jobs SET state = 'running', worker = 1, expires_at = clock_timestamp() + interval '30 seconds'
            WHERE ctid = ANY(ARRAY(
                SELECT ctid FROM bench_jobs WHERE state = 'available' ORDER BY id LIMIT \(batch) FOR UPDATE SKIP LOCKED))
            RETURNING id, payload)
        SELECT array_agg(id) AS ids FROM leased \\gset
        UPDATE bench_jobs SET state = 'completed', worker = NULL, expires_at = NULL WHERE id = ANY(:ids::bigint[]);
        COMMIT;
        """
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
