import Chance
import Domain
import Foundation
import Logging
import Postgres
import TestSupport
import Testing
import Workflow

@testable import Web

/// Sixty-four reviewers whose leases are shorter than their work: each takes some claims, and with a third of its armfuls
/// it works for longer than the leases last. Nothing moves the time: it is waited for.
@Suite(.database(migrations: Schema.migrations, .time))
struct ShortLeaseTests {
    private static let clients = 64
    private static let leaseSeconds = 2

    /// What came of a reviewer's work.
    private struct Tally {
        var given = 0
        var refused = 0
        var drafts = 0
        /// The last words that were refused, for each claim of which the reviewer has no review.
        var words: [String: String] = [:]
    }

    @Test func nobodysWordsAreLostAndNoClaimHasMoreReviewsThanItNeeds() async throws {
        try await LiveServer.run(setUp: false, logLevel: .error) { live in
            try await live.database.watchSteps()
            let names = (0..<Self.clients).map { "r\($0)" }
            var people = HistoryDesk.people
            for name in names { people[name] = [.reviewer] }
            let seeds = Self.claims(Soak.isLong ? 10_000 : 150)
            let desk = try await HistoryDesk.make(
                on: live.histories, slug: "short", people: people, leaseSeconds: Self.leaseSeconds, claims: seeds)
            try await live.database.writeWithoutTransaction { try $0.execute("ANALYZE") }

            let clock = ContinuousClock()
            let (start, end) = (clock.now, clock.now + .seconds(Soak.isLong ? 3600 : 240))
            let total = try await withThrowingTaskGroup(of: Tally.self) { group in
                for (index, name) in names.enumerated() {
                    group.addTask {
                        let tally = try await Self.work(as: name, SplitMix64(seed: UInt64(index)), on: desk, until: end)
                        #expect(try await desk.drafts(of: name) == tally.words, "\(name)")
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
                "short leases: \(seeds.count) claims, \(total.given) reviews in \(Int(seconds)) s "
                    + "(\(Int(Double(seeds.count) / seconds)) claims/s), \(total.refused) refused, "
                    + "\(total.drafts) drafts compared")
            #expect(total.given == seeds.reduce(0) { $0 + $1.required })
            #expect(total.refused > 0)
            let broken = try await live.database.brokenRules(of: "short")
            #expect(broken == [])
            #expect(try await live.database.deadlocks() == 0)
            #expect(live.log.lines.isEmpty)
        }
    }

    private static func claims(_ count: Int) -> [ClaimSeed] {
        (0..<count).map { index in
            ClaimSeed(
                article: 0, kind: .event, claimant: "The port", score: Double(index % 97) / 97, required: 1 + index % 3,
                isQueued: true, place: ClaimSeed.place(index))
        }
    }

    private static func work(
        as name: String, _ source: SplitMix64, on desk: HistoryDesk, until end: ContinuousClock.Instant
    ) async throws -> Tally {
        var random = source
        var tally = Tally()
        let secret = try #require(desk.people[name]).secret
        let line = Line(port: desk.server.port)
        func post(_ path: String, _ body: JSON) async throws -> Reply {
            try await line.send("POST", path, secret: secret, body: Array(body.text().utf8))
        }
        while ContinuousClock.now < end {
            let reply = try await post("/v1/queue/take", ["limit": .int(Int.random(in: 1...3, using: &random))])
            let take = try reply.json
            let leases = take["leases"]?.items ?? []
            // Longer than the leases last.
            if !leases.isEmpty, Int.random(in: 0..<3, using: &random) == 0 {
                try await Task.sleep(for: .seconds(leaseSeconds) + .milliseconds(100))
            }
            for lease in leases.shuffled(using: &random) {
                let (id, token) = (try #require(lease["id"]?.string), try #require(lease["token"]?.string))
                let claim = try #require(lease["claim"]?["id"]?.string)
                let words = "„\(name)“ on \(claim), \(token) 🧂\n\nדברים"
                let rating = Bool.random(using: &random) ? "false" : "accurate"
                let answer = try await post(
                    "/v1/leases/\(id)/review",
                    ModelDriver.opinion(rating, words, name).adding(["token": .string(token)]))
                if answer.status == 201 {
                    tally.words[claim] = nil
                    tally.given += 1
                } else {
                    #expect(answer.isDraftKept, "\(answer.text)")
                    tally.words[claim] = words
                    tally.refused += 1
                }
            }
            guard leases.isEmpty else { continue }
            if take["queue"]?["open"] == 0, take["queue"]?["leased"] == 0 { break }
            // What others hold may come back at any moment.
            try await Task.sleep(for: .milliseconds(100))
        }
        return tally
    }
}
