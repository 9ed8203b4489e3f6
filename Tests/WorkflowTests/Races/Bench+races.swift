import Dispatch
import Domain
import Foundation
import Postgres
import Testing

@testable import Workflow

/// A transaction of a test's own that holds its locks until it is released.
struct HeldTransaction: Sendable {
    fileprivate let task: Task<Void, any Error>
    fileprivate let end: DispatchSemaphore

    /// Lets it commit.
    func release() async throws {
        end.signal()
        try await task.value
    }
}

extension Bench {
    /// Runs something in a transaction, and keeps that open until it is released.
    func holding(_ body: @escaping @Sendable (Session) throws -> Void) async throws -> HeldTransaction {
        let end = DispatchSemaphore(value: 0)
        let (begun, continuation) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            defer { continuation.finish() }
            try await database.write { session in
                try body(session)
                continuation.finish()
                // A test that fails before it releases must not hang.
                _ = end.wait(timeout: .now() + 20)
            }
        }
        for await _ in begun {}
        return HeldTransaction(task: task, end: end)
    }

    /// Submits another version of the article and fetches the job that is to read it.
    func submitted(_ body: String) async throws -> Job {
        _ = try await desk.submit(
            Submission(externalID: "a1", title: "Harbour wall", body: body), by: caller("submitter"))
        return try #require(try await desk.fetchJobs(limit: 1, worker: "test", lease: .seconds(30)).first)
    }

    /// Transactions that wait for another's lock.
    func waiting() async throws -> Int {
        try await count(
            """
            SELECT count(*) AS count FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """)
    }

    func untilWaiting(_ number: Int) async throws {
        try await until("\(number) transactions wait") { try await waiting() >= number }
    }

    /// Asks until it is so; locks of other transactions tell nobody when they begin to wait.
    func until(_ what: String, _ isSo: () async throws -> Bool) async throws {
        for _ in 0..<1000 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("it never came: \(what)")
    }

    /// What an attempt came to: nil when it went well.
    func outcome(_ attempt: () async throws -> Void) async -> (any Error)? {
        do {
            try await attempt()
            return nil
        } catch {
            return error
        }
    }

    /// The rules of the queue that rows break, one word each; none when all is well.
    func queueFaults() async throws -> [String] {
        try await database.read { session in
            try session.all(Self.faults) { row in
                let fault: String = try row["fault"]
                let rows: Int = try row["rows"]
                return "\(fault) (\(rows))"
            }
        }
    }

    /// design: leases and slots tell the same story, and a claim is where its reviews have brought it.
    private static let faults: SQL = """
        WITH given AS (
            SELECT c.desk_id, c.id, c.status, c.required_reviews, c.superseded,
                (SELECT count(*) FROM reviews r WHERE r.desk_id = c.desk_id AND r.claim_id = c.id) AS reviews,
                (SELECT count(DISTINCT r.rating) FROM reviews r WHERE r.desk_id = c.desk_id AND r.claim_id = c.id)
                    AS ratings,
                (SELECT count(*) FROM review_slots s WHERE s.desk_id = c.desk_id AND s.claim_id = c.id) AS slots,
                (SELECT count(*) FROM review_slots s
                    WHERE s.desk_id = c.desk_id AND s.claim_id = c.id AND s.state <> 'done') AS waiting,
                (SELECT count(*) FROM verdicts v WHERE v.desk_id = c.desk_id AND v.claim_id = c.id) AS verdicts,
                (SELECT count(*) FROM ledger_entries p WHERE p.desk_id = c.desk_id AND p.claim_id = c.id) AS publications
            FROM claims c
        ), faults AS (
            SELECT 'more reviews than required' AS fault FROM given WHERE reviews > required_reviews
            UNION ALL
            SELECT 'two reviews of one person' FROM reviews GROUP BY desk_id, claim_id, reviewer_id HAVING count(*) > 1
            UNION ALL
            SELECT 'leased slot without its live lease' FROM review_slots s
            WHERE s.state = 'leased' AND NOT EXISTS (
                SELECT 1 FROM leases l
                WHERE l.desk_id = s.desk_id AND l.id = s.lease_id AND l.slot_id = s.id AND l.claim_id = s.claim_id
                  AND l.member_id = s.reviewer_id AND l.token = s.token AND l.ended_at IS NULL)
            UNION ALL
            SELECT 'live lease without its slot' FROM leases l
            WHERE l.ended_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM review_slots s
                WHERE s.desk_id = l.desk_id AND s.id = l.slot_id AND s.lease_id = l.id AND s.state = 'leased')
            UNION ALL
            SELECT 'done slot without its review' FROM review_slots s
            WHERE s.state = 'done' AND NOT EXISTS (
                SELECT 1 FROM reviews r JOIN leases l ON l.desk_id = r.desk_id AND l.id = r.lease_id
                WHERE r.desk_id = s.desk_id AND r.slot_id = s.id AND r.lease_id = s.lease_id
                  AND l.ending = 'submitted')
            UNION ALL
            SELECT 'review without its done slot' FROM reviews r
            WHERE NOT EXISTS (
                SELECT 1 FROM review_slots s WHERE s.desk_id = r.desk_id AND s.id = r.slot_id AND s.state = 'done')
            UNION ALL
            SELECT status || ' with ' || reviews || ' of ' || required_reviews || ' reviews, ' || ratings || ' ratings'
            FROM given
            WHERE CASE status
                WHEN 'queued' THEN reviews <> 0
                WHEN 'in_review' THEN reviews = 0 OR reviews >= required_reviews
                WHEN 'agreed' THEN reviews <> required_reviews OR ratings <> 1
                WHEN 'disputed' THEN reviews <> required_reviews OR ratings < 2
                WHEN 'decided' THEN reviews <> required_reviews
                WHEN 'published' THEN reviews <> required_reviews
                WHEN 'withdrawn' THEN false
                WHEN 'merged' THEN false
                ELSE reviews <> 0
            END
            UNION ALL
            SELECT status || ' with ' || slots || ' slots of ' || required_reviews FROM given
            WHERE CASE
                WHEN status IN ('detected', 'dismissed') THEN slots <> 0
                WHEN status IN ('withdrawn', 'merged') THEN waiting <> 0
                WHEN status IN ('queued', 'in_review') THEN slots <> required_reviews
                ELSE slots <> required_reviews OR waiting <> 0
            END
            UNION ALL
            SELECT status || ' with ' || verdicts || ' verdicts, ' || publications || ' publications' FROM given
            WHERE CASE status
                WHEN 'decided' THEN verdicts = 0 OR publications <> 0
                WHEN 'published' THEN verdicts = 0 OR publications <> 1
                WHEN 'withdrawn' THEN publications <> 0
                ELSE verdicts <> 0 OR publications <> 0
            END
            UNION ALL
            SELECT 'open claim that is not in the latest version' FROM claims c
            JOIN articles a ON a.desk_id = c.desk_id AND a.id = c.article_id
            JOIN article_versions v ON v.desk_id = a.desk_id AND v.article_id = a.id AND v.number = a.latest_version
            JOIN extractions e ON e.desk_id = v.desk_id AND e.version_id = v.id AND e.status = 'ready'
            WHERE c.version_id <> v.id
              AND c.status IN ('detected', 'queued', 'dismissed', 'in_review', 'agreed', 'disputed')
        )
        SELECT fault, count(*) AS rows FROM faults GROUP BY fault ORDER BY fault
        """
}
