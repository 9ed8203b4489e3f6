import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct TriageRulesTests {
    private static let rules = [
        TriageRule(
            name: "Insurance", conditions: .init(keywords: ["insurance"]), decision: .dismiss, reason: "Not ours."),
        TriageRule(
            name: "Oduya", conditions: .init(claimant: "oduya"), decision: .queue, priority: 7, requiredReviews: 3),
        TriageRule(name: "Barges", conditions: .init(keywords: ["never"]), decision: .leave),
    ]

    private static func claims(_ bench: Bench, _ article: Article) async throws -> [Claim] {
        try await bench.desk.claims(of: article.id, PageRequest(limit: 200), for: bench.principal("ed")).items
            .map(\.claim)
    }

    @Test func rulesDecideInTheirOrderAndTheScoreLast() async throws {
        let bench = try await Bench.make()
        let set = try await bench.desk.setTriageRules(Self.rules, ifRevision: [0], by: bench.caller("ed"))
        #expect(set.revision == 1)
        let article = try await bench.article(requiredReviews: 1)
        let claims = try await Self.claims(bench, article)
        let insurance = try #require(claims.first { $0.words.contains("insurance") })
        #expect(insurance.status == .dismissed)
        let oduyas = claims.filter { $0.claimant.name?.contains("Oduya") == true && $0.status == .queued }
        try #require(!oduyas.isEmpty)
        for claim in oduyas {
            #expect(claim.priority == 7 && claim.requiredReviews == 3)
            #expect(
                try await bench.count("SELECT count(*) AS count FROM review_slots WHERE claim_id = \(claim.id)") == 3)
        }
        #expect(try await bench.take("ana").leases.first?.claim.priority == 7, "the rule's priority ranks the slots")
        let others = claims.filter { $0.priority == 0 && $0.status == .queued }
        #expect(!others.isEmpty && others.allSatisfy { $0.requiredReviews == 1 })

        func log(_ claim: Claim) async throws -> LoggedTriage? {
            try await bench.desk.triageLog(of: claim.id, PageRequest(), for: bench.principal("ed")).items.first
        }
        let dismissal = try #require(try await log(insurance))
        #expect(dismissal.decision == .dismiss && dismissal.rule == "Insurance" && dismissal.ruleRevision == 1)
        #expect(dismissal.reason == "Not ours." && dismissal.memberID == nil)
        #expect(try await log(oduyas[0])?.rule == "Oduya")
        let byScore = try #require(try await log(others[0]))
        #expect(byScore.rule == "queue_score" && byScore.ruleRevision == nil)
        #expect(try await bench.queueFaults() == [])
    }

    @Test func aClaimThatIsLeftWaitsForAnEditor() async throws {
        let bench = try await Bench.make()
        _ = try await bench.desk.setTriageRules(
            [TriageRule(name: "All", decision: .leave)], ifRevision: nil, by: bench.caller("admin"))
        let article = try await bench.article(requiredReviews: 1)
        #expect(article.claimCounts.keys.sorted() == [.detected])
        #expect(try await bench.count("SELECT count(*) AS count FROM triage_decisions") == 0)
        #expect(try await bench.count("SELECT count(*) AS count FROM review_slots") == 0)
    }

    @Test func eachChangeIsANewRevisionAndTwoEditorsDoNotOverwriteEachOther() async throws {
        let bench = try await Bench.make()
        func set(_ rules: [TriageRule], _ revision: Int?) async throws -> Int {
            try await bench.desk.setTriageRules(rules, ifRevision: revision.map { [$0] }, by: bench.caller("ed"))
                .revision
        }
        #expect(try await bench.desk.triageRules(for: bench.principal("ana")).revision == 0)
        #expect(try await set(Self.rules, 0) == 1)
        #expect(try await set(Self.rules, 1) == 1, "the same rules are no change")
        await #expect(throws: ChangedMeanwhile("list of rules", revision: 1)) { try await set([], 0) }
        #expect(try await set([], nil) == 2)
        #expect(try await bench.desk.triageRules(for: bench.principal("ana")) == TriageRuleSet(revision: 2, rules: []))
        #expect(
            try await bench.count(
                "SELECT count(*) AS count FROM audit_events WHERE action = 'triage.rules_set'") == 2)
        let revisions = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<8 {
                let rules = [TriageRule(name: "\(index)", decision: .queue)]
                group.addTask {
                    try await bench.desk.setTriageRules(rules, ifRevision: nil, by: bench.caller("ed")).revision
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(revisions.sorted() == Array(3...10))
    }

    @Test func rulesOfAnotherDeskAreNotOurs() async throws {
        let ours = try await Bench.make(slug: "ours")
        let theirs = try await Bench.make(slug: "theirs")
        _ = try await ours.desk.setTriageRules(
            [TriageRule(name: "None", decision: .dismiss)], ifRevision: nil, by: ours.caller("ed"))
        #expect(try await theirs.desk.triageRules(for: theirs.principal("ed")).rules.isEmpty)
        let article = try await theirs.article()
        #expect((article.claimCounts[.queued] ?? 0) > 0)
    }

    @Test func aDryRunTellsWhatWouldBeAndWritesNothing() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let claims = try await Self.claims(bench, article)
        let rows = "SELECT count(*) AS count FROM triage_decisions" as SQL
        let before = try await bench.count(rows)
        let same = try await bench.desk.dryRun(nil, articles: 20, for: bench.principal("audrey"))
        #expect(same.articles == 1 && same.claims == claims.count)
        #expect(same.differing == 0 && same.differences.isEmpty)
        #expect(same.outcomes.allSatisfy { $0.rule == "queue_score" })

        let run = try await bench.desk.dryRun(Self.rules, articles: 1, for: bench.principal("ed"))
        #expect(run.outcomes.map(\.claims).reduce(0, +) == claims.count)
        #expect(run.outcomes.first?.rule == "Insurance" && run.outcomes.first?.decision == .dismiss)
        let difference = try #require(run.differences.first { $0.rule == "Insurance" })
        #expect(difference.status == .queued && difference.decision == .dismiss)
        #expect(run.differing == run.differences.count)
        #expect(try await bench.count(rows) == before)
        #expect(try await bench.desk.triageRules(for: bench.principal("ed")).revision == 0)
    }

    @Test func anEditorsOwnDecisionIsADifference() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let claims = try await Self.claims(bench, article).filter { $0.status == .queued }
        _ = try await bench.desk.triage(claims[0].id, .dismiss, reason: "Small.", by: bench.caller("ed"))
        _ = try await bench.desk.triage(
            claims[1].id, .merge(into: claims[2].id), reason: "Same.", by: bench.caller("ed"))
        let run = try await bench.desk.dryRun(nil, articles: 20, for: bench.principal("ed"))
        #expect(run.differences.map(\.claimID) == [claims[0].id])
        await #expect {
            try await bench.desk.dryRun(nil, articles: 201, for: bench.principal("ed"))
        } throws: { ($0 as? InputError)?.field == "articles" }
    }
}
