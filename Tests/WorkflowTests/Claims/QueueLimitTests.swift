import Domain
import TestSupport
import Testing

@testable import Workflow

/// No more claims of an article enter the queue by themselves than the desk wants.
@Suite(.desk)
struct QueueLimitTests {
    private static let text = (1...8).map { "Pier \($0) cost \(1_000 + 7 * $0) million crowns." }.joined(
        separator: "\n\n")

    private static func outcome(_ decision: TriageRule.Decision, rule: String = TriageRules.queueScoreName)
        -> AutomaticTriage.Outcome
    {
        .init(decision: decision, rule: rule, priority: 0, requiredReviews: 1, logged: nil)
    }

    @Test func theBestAreLetInAndRulesAreKept() {
        let outcomes = [
            Self.outcome(.queue), Self.outcome(.queue), Self.outcome(.queue, rule: "Council"), Self.outcome(.leave),
            Self.outcome(.queue), Self.outcome(.dismiss, rule: "Weather"),
        ]
        let scores = [0.3, 0.9, 0.1, 0.05, 0.9, 0.8]
        func queued(_ room: Int?) -> [Int] {
            let limited = AutomaticTriage.limited(outcomes, scores: scores, to: room)
            #expect(limited[5].decision == .dismiss && limited[3].decision == .leave)
            return limited.indices.filter { limited[$0].decision == .queue }
        }
        #expect(queued(nil) == [0, 1, 2, 4])
        #expect(queued(3) == [1, 2, 4])
        #expect(queued(2) == [1, 2])
        #expect(queued(0) == [2] && queued(-3) == [2])
    }

    @Test func theRestIsFoundAndQueuedByAClick() async throws {
        let bench = try await Bench.make()
        try await bench.setPolicy("queueLimit", 3)
        let article = try await bench.article(Self.text, requiredReviews: 1)
        let counts = article.claimCounts
        #expect(counts[.queued] == 3 && counts[.detected] ?? 0 >= 4)
        let dry = try await bench.desk.dryRun(nil, articles: 1, for: bench.principal("ed"))
        #expect(dry.differing == 0)
        let waiting = try #require(
            try await bench.desk.claims(ClaimFilter(status: .detected), PageRequest(), for: bench.principal("ed")).items
                .first)
        let queued = try await bench.desk.triage(
            waiting.claim.id, .queue, reason: "After all.", by: bench.caller("ed"))
        #expect(queued.claim.status == .queued)
        // A new version brings no more: what was taken up fills the places.
        let next = try await bench.article(Self.text + "\n\nPier 9 cost 9,000 million crowns.", requiredReviews: 1)
        #expect(next.version.number == 2 && next.claimCounts[.queued] == 4)
        #expect(try await bench.queueFaults() == [])
    }
}
