import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// Sixty-four reviewers whose leases are shorter than their work: each takes an armful of claims, and comes too late with
/// a third of them. The time is let pass, not waited for: how many are late must not be up to the machine.
@Suite(.database(migrations: Schema.migrations))
struct ShortLeaseTests {
    private static let clients = 64

    /// What came of a reviewer's work.
    private struct Tally {
        var given = 0
        var refused = 0
        var drafts = 0
        /// The last words that were refused, for each claim of which the reviewer has no review.
        var words: [Claim.ID: String] = [:]
    }

    @Test func nobodysWordsAreLostAndNoClaimHasMoreReviewsThanItNeeds() async throws {
        let database = TestDatabase.current.database
        try await database.watchSteps()
        let names = (0..<Self.clients).map { "r\($0)" }
        var people = HistoryDesk.people
        for name in names { people[name] = [.reviewer] }
        let count = Soak.isLong ? 10_000 : 400
        let seeds = (0..<count).map { index in
            ClaimSeed(
                article: 0, kind: .event, claimant: "The port", score: Double(index % 97) / 97, required: 1 + index % 3,
                isQueued: true)
        }
        let policy = DeskModel.Policy(liveLeases: 20)
        let desk = try await HistoryDesk.make(
            slug: "short", people: people, policy: policy, claims: seeds)
        try await database.writeWithoutTransaction { try $0.execute("ANALYZE") }

        let clock = ContinuousClock()
        let (start, end) = (clock.now, clock.now + .seconds(Soak.isLong ? 3600 : 240))
        let total = try await withThrowingTaskGroup(of: Tally.self) { group in
            for (index, name) in names.enumerated() {
                group.addTask {
                    let tally = try await work(as: name, SplitMix(state: UInt64(index)), on: desk, until: end)
                    #expect(try await desk.bench.drafts(of: name) == tally.words, "\(name)")
                    return tally
                }
            }
            return try await group.reduce(into: Tally()) { total, tally in
                total.given += tally.given
                total.refused += tally.refused
                total.drafts += tally.words.count
            }
        }
        let seconds = (clock.now - start) / .seconds(1)
        print(
            "short leases: \(count) claims, \(total.given) reviews in \(Int(seconds)) s "
                + "(\(Int(Double(count) / seconds)) claims/s), \(total.refused) refused, "
                + "\(total.drafts) drafts compared")
        #expect(total.given == seeds.reduce(0) { $0 + $1.required })
        #expect(total.refused > 0)
        #expect(try await database.brokenRules(of: "short") == [])
        #expect(try await database.deadlocks() == 0)
    }

    private func work(
        as name: String, _ source: SplitMix, on desk: HistoryDesk, until end: ContinuousClock.Instant
    ) async throws -> Tally {
        var random = source
        var tally = Tally()
        let caller = try desk.bench.caller(name)
        while ContinuousClock.now < end {
            let take = try await desk.bench.desk.take(TakeRequest(limit: 20), by: caller)
            let late = take.leases.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }.map(\.lease.id)
            if !late.isEmpty { try await desk.runOut(late) }
            for taken in take.leases.shuffled(using: &random) {
                var input = Bench.review(Bool.random(using: &random) ? "false" : "accurate")
                input.rationale = "„\(name)“ on \(taken.claim.statement), \(taken.lease.token) 🧂\n\nדברים"
                do {
                    _ = try await desk.bench.desk.review(
                        taken.lease.id, token: taken.lease.token, input, by: caller)
                    tally.words[taken.claim.id] = nil
                    tally.given += 1
                } catch LeaseError.lost(_, draftKept: true, why: _) {
                    tally.words[taken.claim.id] = input.rationale
                    tally.refused += 1
                }
            }
            guard take.leases.isEmpty else { continue }
            if take.queue.open + take.queue.leased == 0 { break }
            // What others hold may come back at any moment.
            try await Task.sleep(for: .milliseconds(100))
        }
        return tally
    }
}
