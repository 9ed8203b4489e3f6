import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// What one worker does for all of them.
@Suite(.desk)
struct UpkeepTests {
    @Test func ofManyWorkersThatAskAtOnceOneHasTheTurn() async throws {
        let bench = try await Bench.make()
        let turns = try await withThrowingTaskGroup(of: UpkeepTurn?.self) { group in
            for worker in 0..<6 {
                group.addTask { try await bench.desk.takeTidying(worker: "w\(worker)", every: .seconds(3600)) }
            }
            return try await group.reduce(into: []) { $0 += [$1] }
        }
        #expect(turns.compactMap(\.self).count == 1)
    }

    @Test func anOvertakenTurnChangesNothing() async throws {
        let bench = try await Bench.make()
        try await bench.database.write { session in
            try session.execute(
                """
                INSERT INTO job_history (id, desk_id, kind, payload, state, priority, run_at, attempt, max_attempts,
                    created_at, finished_at)
                SELECT gen_random_uuid(), d.id, 'probe', '{}', 'completed', 0, now(), 1, 8, now(),
                    now() - n * interval '8 days'
                FROM desks d, generate_series(0, 3) n
                """)
        }
        let paused = try #require(try await bench.desk.takeTidying(worker: "paused", every: .zero))
        let next = try #require(try await bench.desk.takeTidying(worker: "next", every: .zero))
        await #expect(throws: UpkeepTurnLost()) { try await bench.desk.prune(as: paused) }
        await #expect(throws: UpkeepTurnLost()) { try await bench.desk.fillCanonicalURLs(as: paused) }
        #expect(try await bench.count("SELECT count(*) AS count FROM job_history") == 4)
        #expect(try await bench.desk.prune(as: next) == 3)
        #expect(try await bench.count("SELECT count(*) AS count FROM job_history") == 1)
    }

    @Test func jobsAreRescuedInTurns() async throws {
        let bench = try await Bench.make()
        try await bench.desk.enqueueProbes(2, onDesk: "demo")
        _ = try await bench.fetch(1)
        try await bench.loseJobLeases()
        #expect(try await bench.desk.rescueJobs(worker: "a", every: .seconds(10)) == 1)
        #expect(try await bench.desk.rescueJobs(worker: "b", every: .seconds(10)) == nil)
        #expect(try await bench.desk.rescueJobs(worker: "b", every: .zero) == 0)
    }
}
