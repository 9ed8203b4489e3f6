import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// Many clients at once, each with a random history of its own; afterwards the rows must keep every
/// rule of the queue. What happens when is up to the machine: a seed repeats what the clients want, not their order.
@Suite(.database(migrations: Schema.migrations, .time), .serialized)
struct StressTests {
    /// The name of an action, and for how many changes of its kind the audit log must have an event.
    private static let audited: [(action: String, rows: SQL)] = [
        ("lease.taken", "SELECT count(*) AS count FROM leases"),
        ("lease.ended", "SELECT count(*) AS count FROM leases WHERE ending <> 'submitted'"),
        ("review.submitted", "SELECT count(*) AS count FROM reviews"),
        ("claim.triaged", "SELECT count(*) AS count FROM triage_decisions WHERE member_id IS NOT NULL"),
        ("claim.withdrawn", "SELECT count(*) AS count FROM claims WHERE superseded"),
        ("verdict.decided", "SELECT count(*) AS count FROM verdicts"),
        ("verdict.published", "SELECT count(*) AS count FROM ledger_entries"),
        ("article.submitted", "SELECT count(*) AS count FROM article_versions"),
        ("article.extracted", "SELECT count(*) AS count FROM extractions WHERE ready_at IS NOT NULL"),
    ]

    /// What comes first is up to the machine: there are more histories, each on a desk of its own, until everything has
    /// happened.
    @Test(arguments: [1, 2] as [UInt64])
    func manyClientsKeepTheRulesOfTheQueue(seed: UInt64) async throws {
        for round in 0..<6 {
            let bench = try await Bench.make(slug: "desk-\(round)")
            try await play(on: bench, seed: seed + UInt64(round) * 1000)
            #expect(try await bench.queueFaults() == [])
            for (action, rows) in Self.audited {
                #expect(try await Self.events(action, bench) == bench.count(rows), "\(action)")
            }
            #expect(
                try await bench.count(
                    "SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()") == 0)
            var missing: [String] = []
            for action in Self.audited.map(\.action) where try await Self.events(action, bench) == 0 {
                missing.append(action)
            }
            if try await bench.count("SELECT count(*) AS count FROM drafts WHERE origin = 'lease-lost'") == 0 {
                missing.append("a draft of a lost lease")
            }
            // It is worth nothing if nothing happened.
            if missing.isEmpty { return }
            if round == 5 { Issue.record("never happened: \(missing)") }
        }
    }

    private static func events(_ action: String, _ bench: Bench) async throws -> Int {
        try await bench.count("SELECT count(*) AS count FROM audit_events WHERE action = \(action)")
    }

    private func play(on bench: Bench, seed: UInt64) async throws {
        let articles = (0..<3).map { "story-\($0)" }
        for article in articles { try await bench.article(StressText.version(0, of: article), externalID: article) }
        let history = StressHistory(bench: bench, articles: articles, turns: 100)
        try await withThrowingTaskGroup(of: Void.self) { clients in
            for (index, name) in ["ana", "ben", "chi", "eva"].enumerated() {
                clients.addTask { try await history.review(as: name, seed: seed * 100 + UInt64(index)) }
            }
            for (index, name) in ["ed", "eva"].enumerated() {
                clients.addTask { try await history.edit(as: name, seed: seed * 100 + 10 + UInt64(index)) }
            }
            clients.addTask { try await history.write(seed: seed * 100 + 20) }
            for worker in ["w1", "w2"] { clients.addTask { try await history.work(as: worker) } }
            clients.addTask { try await history.passTime(seed: seed * 100 + 30) }
            try await clients.waitForAll()
        }
        try await bench.work()
    }
}

/// Articles of which each version has some sentences of a fixed stock.
enum StressText {
    static func version(_ number: Int, of article: String) -> String {
        (0..<9).filter { number == 0 || ($0 + number) % 5 != 0 }
            .map { "In \(1980 + $0) the port of \(article) shipped \($0 * 13 + 40) thousand tonnes of salt." }
            .joined(separator: "\n\n") + "\n\nThis is edition \(number)."
    }
}
