import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// What a worker asks again and again reads no more than it needs, however many jobs there are and were.
@Suite(.desk(.much))
struct JobPlanTests {
    /// Jobs of two desks that wait, and as many that wait for their time.
    private static func filled(_ count: Int) async throws -> Bench {
        let bench = try await Bench.make()
        _ = try await Bench.make(slug: "other", database: bench.database)
        try await bench.database.write { session in
            try session.execute(
                """
                INSERT INTO jobs (id, desk_id, kind, payload, state, priority, run_at)
                SELECT gen_random_uuid(), d.id, 'probe', '{}', s.state, n % 9,
                    now() + CASE s.state WHEN 'available' THEN -1 ELSE 1 END * n * interval '1 s'
                FROM desks d, (VALUES ('available'), ('scheduled')) s (state), generate_series(1, \(count / 4)) n
                """)
        }
        try await bench.database.writeWithoutTransaction { try $0.execute("ANALYZE jobs") }
        return bench
    }

    @Test func jobsAreTakenAndEndedByTheirIndexes() async throws {
        let bench = try await Self.filled(40_000)
        let first = try await bench.fetch(100)
        for look in [JobLook.everywhere(after: first.places.last?.desk), .behind(first.places)] {
            let request = JobRequest(limit: 100, retries: 2, look: look)
            let walk = try await bench.walk(
                Job.exchanging(first.jobs, for: request, worker: "w", leaseSeconds: 30))
            #expect(walk.plan.contains("jobs_line_idx") && walk.plan.contains("jobs_pkey"), "\(walk.plan)")
            for wrong in ["Seq Scan on jobs", "jobs_lease_idx", "jobs_due_idx"] {
                #expect(!walk.plan.contains(wrong), "\(walk.plan)")
            }
            // A hundred are read, locked, changed and entered into two indexes, a hundred others deleted and kept.
            #expect(walk.pages < 6_000, "\(walk.plan)")
        }
        let promotion = try await bench.walk(Job.promoting)
        #expect(promotion.plan.contains("Index Cond: (run_at <= now())"), "\(promotion.plan)")
        #expect(promotion.pages < 20, "\(promotion.plan)")
    }

    @Test func theOldestJobIsFoundAtTheEndsOfTheIndexes() async throws {
        let bench = try await Self.filled(40_000)
        let walk = try await bench.walk(Job.oldestWait)
        #expect(walk.plan.contains("jobs_line_idx") && walk.plan.contains("jobs_due_idx"), "\(walk.plan)")
        #expect(walk.pages < 40, "\(walk.plan)")
        let oldest = try await bench.database.read { try Job.oldestWait(in: $0) }
        // The first in line is the one of the highest priority among those that wait longest.
        #expect(oldest > 9_000)
        // Counted no further than to the limit.
        let figures = try await bench.database.read { try Job.figures(in: $0) }
        #expect(figures[.available] == Job.countLimit && figures[.scheduled] == Job.countLimit)
    }

    @Test func whileAnOldSnapshotIsHeldNothingIsWalkedThatWasTaken() async throws {
        let bench = try await Bench.make()
        try await bench.desk.enqueueProbes(3_100, onDesk: "demo")
        try await bench.database.writeWithoutTransaction { try $0.execute("ANALYZE jobs") }
        let held = try await bench.holding { try $0.execute("SELECT pg_current_xact_id()") }
        var batch = try await bench.fetch(250)
        for _ in 0..<11 { batch = try await bench.fetch(250, .behind(batch.places), done: batch.jobs) }
        #expect(batch.jobs.count == 250)
        func pages(_ look: JobLook) async throws -> Int {
            let request = JobRequest(limit: 10, retries: 10, look: look)
            return try await bench.walk(Job.exchanging([], for: request, worker: "w", leaseSeconds: 30)).pages
        }
        let (behind, everywhere) = (
            try await pages(.behind(batch.places)), try await pages(.everywhere(after: nil))
        )
        // Each of the three thousand that were taken is looked up twice from the beginning, and never from behind them.
        #expect(everywhere > 3_000 && behind < 500, "\(everywhere) and \(behind) pages")
        let ending = try await bench.walk(
            Job.exchanging(
                batch.jobs, for: JobRequest(limit: 10, retries: 10, look: .behind(batch.places)), worker: "w",
                leaseSeconds: 30))
        #expect(!ending.plan.contains("jobs_lease_idx") && ending.pages < 20 * 250, "\(ending.plan)")
        try await held.release()
    }
}

extension Bench {
    /// Runs a statement and takes it back.
    ///
    /// - Returns: how Postgres ran it, and how many pages it looked at, each as often as it did.
    func walk(_ statement: SQL) async throws -> (plan: String, pages: Int) {
        struct TakenBack: Error { let lines: [String] }
        do {
            try await database.write { session in
                throw TakenBack(
                    lines: try session.all("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) \(statement)") {
                        try $0.decode("QUERY PLAN", as: String.self)
                    })
            }
            return ("", 0)
        } catch let run as TakenBack {
            // The first line of its kind is that of the whole.
            let buffers = run.lines.first { $0.contains("Buffers: shared") } ?? ""
            let pages = buffers.matches(of: /(hit|read)=(\d+)/).compactMap { Int($0.2) }.reduce(0, +)
            return (run.lines.joined(separator: "\n"), pages)
        }
    }
}
