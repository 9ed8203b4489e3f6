import Chance
import Domain
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Workflow

/// Writers whose transactions take their time, and sealers that never rest.
@Suite(.desk(.server), .timeLimit(.minutes(10)))
struct SealRaceTests {
    @Test(arguments: [10, Desk.sealLimit])
    func whileManyWriteEverythingIsSealedOnce(limit: Int) async throws {
        let bench = try await Bench.make()
        let (writers, rounds) = (8, 15)
        let progress = Progress(writers: writers)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    defer { progress.writing.subtract(1, ordering: .relaxed) }
                    var random = SplitMix64(seed: UInt64(writer))
                    var round = 0
                    // On, until sealing has gone on meanwhile: on a busy machine the sealers may be slow to begin.
                    while round < rounds || (round < 300 && progress.sealed.load(ordering: .relaxed) == 0) {
                        try await Self.write(on: bench, &random)
                        round += 1
                    }
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    while progress.writing.load(ordering: .relaxed) > 0 {
                        progress.sealed.add(try await bench.desk.sealAudit(limit: limit), ordering: .relaxed)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(progress.sealed.load(ordering: .relaxed) > 0)
        _ = try await bench.sealAll()
        let events = try await bench.count("SELECT count(*) AS count FROM audit_events")
        #expect(events > writers * rounds)
        #expect(try await bench.count("SELECT count(*) AS count FROM audit_leaves") == events)
        #expect(try await bench.count("SELECT count(*) AS count FROM audit_unsealed") == 0)
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM audit_events e
                JOIN audit_leaves l ON l.desk_id = e.desk_id AND l.sequence = e.sequence
                """) == events)
        let (findings, verifier) = try await bench.verified()
        #expect(findings == [])
        #expect((verifier.events, verifier.waiting) == (events, 0))
        if limit < events { return }
        // Nothing appears behind what is sealed: no transaction of a batch is older than one of a batch before.
        #expect(
            try await bench.count(
                """
                WITH span AS (
                    SELECT l.batch, min(e.transaction_id::text::bigint) AS first, max(e.transaction_id::text::bigint) AS last
                    FROM audit_leaves l
                    JOIN audit_events e ON e.desk_id = l.desk_id AND e.sequence = l.sequence
                    GROUP BY l.batch
                )
                SELECT count(*) AS count FROM span earlier
                JOIN span later ON later.batch > earlier.batch AND later.first <= earlier.last
                """) == 0)
    }

    private final class Progress: Sendable {
        let writing: Atomic<Int>
        let sealed = Atomic(0)

        init(writers: Int) { writing = Atomic(writers) }
    }

    /// A transaction with one to five events and pauses between them; one in five is rolled back and leaves a gap.
    private static func write(on bench: Bench, _ random: inout SplitMix64) async throws {
        struct RolledBack: Error {}
        let (events, pause, fails) = (
            Int(random.next() % 5) + 1, Double(random.next() % 8) / 1000, random.next() % 5 == 0
        )
        do {
            try await bench.database.write { session in
                for _ in 0..<events {
                    try bench.event(in: session)
                    try session.execute("SELECT pg_sleep(\(pause))")
                }
                if fails { throw RolledBack() }
            }
        } catch is RolledBack {
            return
        }
    }
}
