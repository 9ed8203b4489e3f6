import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct BalanceTests {
    @Test func claimsAreCountedByClaimantTopicAndKind() async throws {
        let bench = try await Bench.make()
        let receipt = try await bench.desk.submit(
            Submission(title: "T", body: Bench.text, requiredReviews: 1, topics: ["Harbour", "Budget"]),
            by: bench.caller("submitter"))
        _ = try await bench.desk.submit(
            Submission(
                title: "U", body: "The market hall of Sable has 214 stalls and cost 9 million crowns.",
                requiredReviews: 1, topics: ["harbour"]), by: bench.caller("submitter"))
        try await bench.work()
        let published = try await bench.reviewed(by: ["ana": "false"]).claim
        _ = try await bench.desk.publish(published.id, overrideReason: nil, by: bench.caller("ed"))
        let all = try await bench.desk.claims(ClaimFilter(), PageRequest(limit: 200), for: bench.principal("ed")).items
            .map(\.claim)
        let dismissed = try #require(all.first { $0.status == .queued })
        _ = try await bench.desk.triage(dismissed.id, .dismiss, reason: "Small.", by: bench.caller("ed"))

        func balance(_ grouping: TriageBalance.Grouping) async throws -> TriageBalance {
            try await bench.desk.triageBalance(by: grouping, since: nil, until: nil, for: bench.principal("audrey"))
        }
        let queued = all.count { $0.queuedAt != nil }
        let total = TriageBalance.Counts(
            found: all.count, queued: queued, dismissed: 1, decided: 1, published: 1)
        for grouping in TriageBalance.Grouping.allCases { #expect(try await balance(grouping).total == total) }

        let topics = try await balance(.topic)
        let ofFirst = all.count { $0.articleID == receipt.articleID }
        #expect(topics.groups.map(\.name) == ["Harbour", "Budget"])
        #expect(topics.groups.map(\.counts.found) == [all.count, ofFirst])
        let claimants = try await balance(.claimant)
        #expect(claimants.groups.contains { $0.name?.contains("Oduya") == true })
        #expect(claimants.groups.map(\.counts.found).reduce(0, +) == all.count && claimants.rest == nil)
        let kinds = try await balance(.kind)
        #expect(Set(kinds.groups.compactMap(\.name)) == Set(all.map(\.kind.rawValue)))
        #expect(kinds.groups.map(\.counts.published).reduce(0, +) == 1)
    }

    @Test func groupsBeyondTheLimitAreSummedUp() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let rows = TriageBalance.groupLimit + 7
        try await bench.database.write { session in
            try session.execute(
                """
                INSERT INTO claims (desk_id, id, article_id, version_id, ordinal, statement, claimant_name,
                    claimant_kind, kind, checkable, worthiness, score, reasons, detector, required_reviews)
                SELECT c.desk_id, gen_random_uuid(), c.article_id, c.version_id, 1, 's', 'Person ' || n, 'named',
                    'event', true, 'minor', 0, '{}', 'd', 1
                FROM (SELECT * FROM claims LIMIT 1) c, generate_series(1, \(rows)) n
                """)
        }
        let balance = try await bench.desk.triageBalance(
            by: .claimant, since: nil, until: nil, for: bench.principal("ed"))
        #expect(balance.groups.count == TriageBalance.groupLimit)
        let shown = balance.groups.map(\.counts.found).reduce(0, +)
        #expect(shown + (balance.rest?.found ?? 0) == balance.total.found)
        #expect((balance.rest?.found ?? 0) >= 7)
    }

    @Test func onlyTheStretchOfTimeAndTheDeskCount() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let past = Date(timeIntervalSinceNow: -3600)
        let before = try await bench.desk.triageBalance(
            by: .kind, since: nil, until: past, for: bench.principal("ed"))
        #expect(before.total.found == 0 && before.groups.isEmpty && before.until == past)
        #expect(before.since == past - 30 * 86_400)
        let theirs = try await Bench.make(slug: "theirs")
        let other = try await theirs.desk.triageBalance(
            by: .kind, since: nil, until: nil, for: theirs.principal("ed"))
        #expect(other.total.found == 0)
        await #expect {
            try await bench.desk.triageBalance(by: .kind, since: past, until: past, for: bench.principal("ed"))
        } throws: { ($0 as? InputError)?.field == "since" }
    }
}
