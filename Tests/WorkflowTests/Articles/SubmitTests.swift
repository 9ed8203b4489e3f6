import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct SubmitTests {
    @Test func anArticleAndItsJobAreStoredTogether() async throws {
        let bench = try await Bench.make()
        let receipt = try await bench.desk.submit(
            Submission(externalID: "x", title: "T", body: Bench.text), by: bench.caller("submitter"))
        #expect(receipt.created && receipt.version == 1 && receipt.status == .received)
        #expect(try await bench.count("SELECT count(*) AS count FROM jobs") == 1)
        try await bench.work()
        let article = try await bench.desk.article(receipt.articleID, for: bench.principal("audrey"))
        #expect(article.version.status == .ready)
        #expect((article.claimCounts[.queued] ?? 0) >= 3)
    }

    @Test func theSameArticleAgainIsNotStored() async throws {
        let bench = try await Bench.make()
        let first = try await bench.article()
        let again = try await bench.desk.submit(
            Submission(externalID: "a1", title: "Harbour wall", body: Bench.text), by: bench.caller("submitter"))
        #expect(!again.created && again.articleID == first.id && again.version == 1 && again.status == .ready)
        #expect(try await bench.count("SELECT count(*) AS count FROM article_versions") == 1)
    }

    @Test func aHundredTimesAtOnceIsOneArticle() async throws {
        let bench = try await Bench.make()
        let receipts = try await withThrowingTaskGroup(of: SubmissionReceipt.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    try await bench.desk.submit(
                        Submission(url: "https://example.org/a", title: "T", body: Bench.text),
                        by: bench.caller("submitter"))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(receipts.count { $0.created } == 1)
        #expect(Set(receipts.map(\.versionID)).count == 1)
        #expect(try await bench.count("SELECT count(*) AS count FROM jobs") == 1)
    }

    @Test func changedContentIsTheNextVersionAndKeepsTheClaimsThatStillStand() async throws {
        let bench = try await Bench.make()
        let first = try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        try await bench.review("ana", lease, rating: "accurate")
        let before = try await bench.desk.claims(of: first.id, PageRequest(limit: 200), for: bench.principal("ed"))
            .items
        let reviewed = try #require(before.first { $0.claim.id == lease.claimID }).claim

        // One sentence is new, one is gone, the reviewed one moves.
        let gone = try #require(before.first { $0.claim.id != reviewed.id }).claim
        let body =
            "A new wall of 500 metres opens in May 2030, the mayor said.\n\n"
            + Bench.text.replacing(gone.words, with: "Nothing more is known.")
        let second = try await bench.article(body, requiredReviews: 1)
        #expect(second.id == first.id && second.version.number == 2)

        let after = try await bench.desk.claims(of: first.id, PageRequest(limit: 200), for: bench.principal("ed")).items
        let kept = try #require(after.first { $0.claim.id == reviewed.id }).claim
        #expect(kept.status == .agreed)
        #expect(kept.versionID == second.version.id)
        #expect(kept.anchor?.range.start != reviewed.anchor?.range.start)
        #expect(!after.contains { $0.claim.id == gone.id })
        let withdrawn = try await bench.desk.claim(gone.id, for: bench.principal("ed"))
        #expect(withdrawn.claim.status == .withdrawn)
        #expect(
            try await bench.count(
                "SELECT count(*) AS count FROM review_slots WHERE claim_id = \(gone.id) AND state <> 'done'") == 0)
        #expect(
            try await bench.count("SELECT count(*) AS count FROM extractions WHERE status = 'superseded'") == 1)
    }

    @Test func anIdempotencyKeyGivesTheFirstAnswerAgain() async throws {
        let bench = try await Bench.make()
        let submission = Submission(title: "T", body: Bench.text)
        let first = try await bench.desk.submit(submission, by: bench.caller("submitter", key: "k1", body: "1"))
        let again = try await bench.sentBefore {
            try await bench.desk.submit(submission, by: bench.caller("submitter", key: "k1", body: "1"))
        }
        #expect(again == Bench.sent(first) && first.created)
        await #expect(throws: IdempotencyKeyReused(key: "k1")) {
            try await bench.desk.submit(
                Submission(title: "Other", body: "Other."), by: bench.caller("submitter", key: "k1", body: "2"))
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM articles") == 1)
    }

    @Test func whatIsRefusedLeavesNothingBehind() async throws {
        let bench = try await Bench.make()
        for (submission, field) in [
            (Submission(title: "", body: "x"), "title"), (Submission(title: "T", body: " \n"), "body"),
            (Submission(title: "T", body: "a\u{0}b"), "body"),
            (Submission(title: "T", body: "x", urgency: 10), "urgency"),
            (Submission(url: "javascript:alert(1)", title: "T", body: "x"), "url"),
        ] {
            await #expect { try await bench.desk.submit(submission, by: bench.caller("submitter", key: "k")) } throws: {
                ($0 as? InputError)?.field == field
            }
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM articles") == 0)
        #expect(try await bench.count("SELECT count(*) AS count FROM idempotency_keys") == 0)
    }
}
