import Chance
import Domain
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Workflow

/// What the clients of a stress test do until the editors have had their turns. Refusals that the desk's rules foresee are part
/// of it; any other error fails the test.
final class StressHistory: Sendable {
    let bench: Bench
    let articles: [String]
    /// Turns that the editors still have: counted, not timed, so that a busy machine makes no shorter history.
    private let turns: Mutex<Int>

    init(bench: Bench, articles: [String], turns: Int) {
        self.bench = bench
        self.articles = articles
        self.turns = Mutex(turns)
    }

    private var goesOn: Bool { turns.withLock { $0 > 0 } }

    /// A reviewer who takes, renews, drafts, gives back, reviews, and comes too late. Afterwards the drafts must hold
    /// the last words that were refused or saved, word for word.
    func review(as name: String, seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        var held: [Lease] = []
        var words: [Claim.ID: String] = [:]
        var step = 0
        while goesOn {
            step += 1
            let text = "\(name) \(seed) \(step): „ÄÖÜ“ 🧂\n\nדברים"
            guard let lease = held.randomElement(using: &random), held.count > 4 || step % 3 != 0 else {
                held += try await takeTwice(as: name)
                continue
            }
            let caller = try bench.caller(name)
            switch Int.random(in: 0..<10, using: &random) {
            case 0: try await tolerating { _ = try await bench.desk.renew(lease.id, token: lease.token, by: caller) }
            case 1:
                try await tolerating {
                    _ = try await bench.desk.release(lease.id, token: lease.token, reason: nil, by: caller)
                }
            case 2 where step % 5 == 0:
                try await tolerating {
                    _ = try await bench.desk.skip(lease.id, token: lease.token, reason: nil, by: caller)
                }
            case 2, 3:
                try await tolerating {
                    _ = try await bench.desk.saveDraft(
                        lease.id, token: lease.token, Draft.Content(rationale: text), by: caller)
                }
                words[lease.claimID] = text
            case 4:
                // A token that is not its own.
                try await send(text, "false", lease, token: lease.token + 1, as: name, &words)
            default:
                let rating = ["accurate", "false", "false"].randomElement(using: &random) ?? "false"
                try await send(text, rating, lease, token: lease.token, as: name, &words)
                // Some leases are used again, as by a window left open.
                if step % 4 != 0 { held.removeAll { $0.id == lease.id } }
            }
        }
        try await expectDrafts(of: name, words)
    }

    /// Two windows at once.
    private func takeTwice(as name: String) async throws -> [Lease] {
        async let one = bench.desk.take(TakeRequest(limit: 2), by: bench.caller(name))
        async let two = bench.desk.take(TakeRequest(limit: 1), by: bench.caller(name))
        do {
            return try await (one.leases + two.leases).map(\.lease)
        } catch LeaseError.tooManyLive {
            return []
        }
    }

    private func send(
        _ text: String, _ rating: String, _ lease: Lease, token: Int, as name: String, _ words: inout [Claim.ID: String]
    ) async throws {
        let input = ReviewInput(
            rating: rating, rationale: text,
            evidence: [EvidenceInput(url: "https://example.org/\(name)", stance: .refutes)])
        do {
            _ = try await bench.desk.review(lease.id, token: token, input, by: bench.caller(name))
            words[lease.claimID] = nil
        } catch LeaseError.lost(_, draftKept: true, why: _), LeaseError.submitted(_, draftKept: true) {
            words[lease.claimID] = text
        } catch LeaseError.wrongToken {
            // Nothing was kept.
        }
    }

    private func expectDrafts(of name: String, _ words: [Claim.ID: String]) async throws {
        let member = try bench.principal(name).memberID.rawValue
        let kept = try await bench.database.read { session in
            try session.all(
                "SELECT claim_id, content->>'rationale' AS text FROM drafts WHERE member_id = \(member)"
            ) { (claim: Claim.ID(rawValue: try $0["claim_id"]), text: try $0["text"] as String) }
        }
        #expect(Dictionary(uniqueKeysWithValues: kept.map { ($0.claim, $0.text) }) == words)
    }

    /// An editor who changes how many reviews are wanted, queues, dismisses, decides and publishes.
    func edit(as name: String, seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        while goesOn {
            let caller = try bench.caller(name)
            let page = try await bench.desk.claims(ClaimFilter(), PageRequest(limit: 200), for: caller.principal)
            // The live ones mostly: there are soon more withdrawn claims than others.
            let open = page.items.map(\.claim).filter { $0.status.isOpen || $0.status == .decided }
            turns.withLock { $0 -= 1 }
            guard let claim = open.randomElement(using: &random) else { continue }
            let action = Int.random(in: 0..<8, using: &random)
            let number = Int.random(in: 1...3, using: &random)
            try await tolerating {
                switch action {
                case 0, 1:
                    _ = try await bench.desk.edit(
                        claim.id, ClaimChange(priority: number, requiredReviews: number), ifRevision: nil, by: caller)
                case 2: _ = try await bench.desk.triage(claim.id, .dismiss, reason: "not news", by: caller)
                case 3: _ = try await bench.desk.triage(claim.id, .queue, reason: "news", by: caller)
                case 4, 5:
                    _ = try await bench.desk.decide(
                        claim.id, VerdictInput(rating: "false", rationale: "So it is.", overrideReason: "test"),
                        by: caller)
                default: _ = try await bench.desk.publish(claim.id, overrideReason: "test", by: caller)
                }
            }
        }
    }

    /// A newsroom that sends new versions of its stories.
    func write(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        var number = 0
        while goesOn {
            number += 1
            let article = articles.randomElement(using: &random) ?? articles[0]
            _ = try await bench.desk.submit(
                Submission(externalID: article, title: "Salt", body: StressText.version(number, of: article)),
                by: bench.caller("submitter"))
            try await Task.sleep(for: .milliseconds(Int.random(in: 100...500, using: &random)))
        }
    }

    /// A worker, and now and then one that was paused for longer than its lease.
    func work(as name: String) async throws {
        while goesOn {
            let jobs = try await bench.desk.fetchJobs(limit: 1, worker: name, lease: .milliseconds(200))
            if jobs.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            for job in jobs {
                do { try await bench.desk.perform(job) } catch JobError.leaseLost { continue }
            }
            _ = try await bench.desk.rescueJobs(worker: name)
        }
    }

    /// Lets leases run out, as time would.
    func passTime(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        while goesOn {
            try await Task.sleep(for: .milliseconds(Int.random(in: 10...60, using: &random)))
            try await bench.database.write { session in
                try session.execute(
                    """
                    UPDATE review_slots SET lease_expires_at = clock_timestamp() - interval '1 ms'
                    WHERE (desk_id, id) IN (
                        SELECT desk_id, id FROM review_slots WHERE state = 'leased'
                        ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED)
                    """)
            }
        }
    }

    /// Lets refusals pass that the desk's rules foresee.
    private func tolerating(_ attempt: () async throws -> Void) async throws {
        do {
            try await attempt()
        } catch is LeaseError {
        } catch is ClaimError {
        } catch is VerdictError {
        }
    }
}
