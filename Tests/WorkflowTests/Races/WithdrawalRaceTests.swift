import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// A withdrawal against whatever else happens to the article in the same moment.
@Suite(.desk)
struct WithdrawalRaceTests {
    private static func withdraw(_ article: Article, on bench: Bench) async throws {
        _ = try await bench.desk.withdraw(article.id, reason: "Made up.", by: bench.caller("ed"))
    }

    @Test func aLeaseTakenMeanwhileEndsWithIt() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let principal = try bench.principal("ana")
        let inUse = try #require(try await bench.desk.profile(for: principal).scale)
        let held = try await bench.holding { session in
            _ = try ReviewSlot.take(
                as: Identifier(rawValue: UUID()), by: principal.memberID, seconds: 60, filter: SlotFilter(),
                inUse: inUse, on: principal.deskID, in: session)
        }
        async let withdrawing: Void = Self.withdraw(article, on: bench)
        try await bench.untilWaiting(1)
        try await held.release()
        try await withdrawing
        #expect(try await bench.count("SELECT count(*) AS count FROM leases WHERE ending = 'withdrawn'") == 1)
        #expect(try await bench.queueFaults() == [])
    }

    @Test func aReviewSentMeanwhileIsKeptOrBecomesADraft() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        // The withdrawal waits for the claim's article, the review comes to its claim.
        let held = try await bench.holding {
            try $0.execute("SELECT 1 FROM claims WHERE id = \(lease.claimID.rawValue) FOR NO KEY UPDATE")
        }
        async let reviewing = bench.outcome { try await bench.review("ana", lease, rating: "false") }
        try await bench.untilWaiting(1)
        async let withdrawing: Void = Self.withdraw(article, on: bench)
        try await bench.untilWaiting(2)
        try await held.release()
        try await withdrawing
        let lost = await reviewing
        let reviews = try await bench.count("SELECT count(*) AS count FROM reviews")
        let drafts = try await bench.count("SELECT count(*) AS count FROM drafts WHERE origin = 'lease-lost'")
        #expect(reviews + drafts == 1 && (lost == nil) == (reviews == 1))
        #expect(
            try await bench.desk.claim(lease.claimID, for: bench.principal("ed")).claim.status == .withdrawn)
        #expect(try await bench.queueFaults() == [])
    }

    /// Who waits for the first claim must not hold the others: whoever has the first one may be after them.
    @Test(arguments: [true, false])
    func claimsAreLockedInTheOrderOfTheirIds(byWithdrawal: Bool) async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        // The row moves behind the others, where a plain update comes to it last.
        try await bench.database.write {
            try $0.execute("UPDATE claims SET priority = 1 WHERE id = (SELECT id FROM claims ORDER BY id LIMIT 1)")
        }
        let job =
            byWithdrawal ? nil : try await bench.submitted(Bench.text + "\n\nThe wall was 90 metres long in 1910.")
        let held = try await bench.holding {
            try $0.execute("SELECT 1 FROM claims ORDER BY id LIMIT 1 FOR NO KEY UPDATE")
        }
        async let working: Void = {
            if let job { try await bench.desk.perform(job) } else { try await Self.withdraw(article, on: bench) }
        }()
        try await bench.untilWaiting(1)
        let others = try await bench.database.write { session in
            try session.all(
                """
                SELECT id FROM claims WHERE id <> (SELECT id FROM claims ORDER BY id LIMIT 1)
                FOR NO KEY UPDATE NOWAIT
                """
            ) { _ in true }
        }
        #expect(others.count > 0)
        try await held.release()
        try await working
    }

    @Test func aReadingThatIsJustStoredIsWithdrawnAsAWhole() async throws {
        let bench = try await Bench.make()
        let receipt = try await bench.desk.submit(
            Submission(externalID: "x", title: "T", body: Bench.text, requiredReviews: 1),
            by: bench.caller("submitter"))
        let article = try await bench.desk.article(receipt.articleID, for: bench.principal("ed"))
        let job = try #require(try await bench.desk.fetchJobs(limit: 1, worker: "test", lease: .seconds(30)).first)
        // The reading comes to a stop between its article's lock and its end.
        let held = try await bench.holding { try $0.execute("SELECT 1 FROM extractions FOR UPDATE") }
        async let reading: Void = bench.desk.perform(job)
        try await bench.untilWaiting(1)
        async let withdrawing: Void = Self.withdraw(article, on: bench)
        try await bench.untilWaiting(2)
        try await held.release()
        try await reading
        try await withdrawing
        #expect(
            try await bench.count(
                "SELECT count(*) AS count FROM claims WHERE status NOT IN ('withdrawn')") == 0)
        #expect(try await bench.count("SELECT count(*) AS count FROM review_slots") == 0)
        #expect(try await bench.count("SELECT count(*) AS count FROM jobs") == 0)
        #expect(try await bench.queueFaults() == [])
    }

    @Test func aVerdictIsPublicOrWithdrawnAndNeverBoth() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["ana": "false"]).claim
        async let publishing = bench.outcome {
            _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("eva"))
        }
        async let withdrawing: Void = Self.withdraw(article, on: bench)
        try await withdrawing
        let refused = await publishing
        let status = try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim.status
        #expect(status == (refused == nil ? .published : .withdrawn))
        let published = try await bench.count("SELECT count(*) AS count FROM ledger_entries")
        #expect(published == (status == .published ? 1 : 0))
        #expect(try await bench.queueFaults() == [])
    }

    @Test func manyTakersAndOneWithdrawalLeaveNothingBehind() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 3)
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<24 {
                let name = ["ana", "ben", "chi"][index % 3]
                group.addTask {
                    _ = await bench.outcome {
                        if let lease = try await bench.take(name).leases.first?.lease {
                            try await bench.review(name, lease, rating: "false")
                        }
                    }
                }
            }
            group.addTask { _ = await bench.outcome { try await Self.withdraw(article, on: bench) } }
        }
        #expect(try await bench.desk.article(article.id, for: bench.principal("ed")).version.status == .withdrawn)
        #expect(try await bench.count("SELECT count(*) AS count FROM review_slots WHERE state <> 'done'") == 0)
        #expect(try await bench.count("SELECT count(*) AS count FROM leases WHERE ended_at IS NULL") == 0)
        #expect(try await bench.queueFaults() == [])
    }
}
