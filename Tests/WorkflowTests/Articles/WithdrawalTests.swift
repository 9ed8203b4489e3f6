import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct WithdrawalTests {
    @Test func aKilledArticleTakesItsClaimsOutOfTheQueueAndKeepsWhatWasDone() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let published = try await bench.reviewed(by: ["ana": "false"]).claim
        _ = try await bench.desk.publish(published.id, overrideReason: nil, by: bench.caller("ed"))
        let decided = try await bench.reviewed(by: ["ana": "false"]).claim
        _ = try await bench.desk.decide(
            decided.id, VerdictInput(rating: "false", rationale: "So it is."), by: bench.caller("ed"))
        let lease = try #require(try await bench.take("ben").leases.first?.lease)
        _ = try await bench.desk.saveDraft(
            lease.id, token: lease.token, Draft.Content(rationale: "half a thought"), by: bench.caller("ben"))

        let killed = try await bench.desk.withdraw(
            article.id, reason: "The story was made up.", by: bench.caller("submitter"))
        #expect(killed.article.version.status == .withdrawn)
        #expect(killed.article.version.withdrawalReason == "The story was made up.")
        #expect(killed.publishedClaims == 1)
        #expect(killed.article.claimCounts.keys.sorted() == [.published, .withdrawn])
        #expect(try await bench.count("SELECT count(*) AS count FROM review_slots WHERE state <> 'done'") == 0)
        #expect(try await bench.take("chi").leases.isEmpty)
        #expect(try await bench.count("SELECT count(*) AS count FROM reviews") == 2)
        #expect(try await bench.count("SELECT count(*) AS count FROM verdicts") == 2)
        #expect(try await bench.count("SELECT count(*) AS count FROM drafts") == 1)
        #expect(try await bench.queueFaults() == [])
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        #expect(report.publishedCount == 1)
    }

    @Test func theHolderOfALeaseIsToldAndLosesNoWord() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        _ = try await bench.desk.withdraw(article.id, reason: "Made up.", by: bench.caller("ed"))
        await #expect(
            throws: LeaseError.lost(.withdrawn, draftKept: false, why: "The article was withdrawn.")
        ) { try await bench.desk.renew(lease.id, token: lease.token, by: bench.caller("ana")) }
        await #expect(
            throws: LeaseError.lost(.withdrawn, draftKept: true, why: "The article was withdrawn.")
        ) { try await bench.review("ana", lease, rating: "false") }
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM drafts
                WHERE origin = 'lease-lost' AND content->>'rationale' = 'The harbour office''s register says so.'
                """) == 1)
    }

    @Test func everythingThatEndedIsInTheAuditTrailWithItsActor() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        _ = try await bench.take("ana")
        let killed = try await bench.desk.withdraw(article.id, reason: "Made up.", by: bench.caller("ed"))
        let editor = try bench.principal("ed").memberID
        func events(_ action: String) async throws -> Int {
            try await bench.count(
                "SELECT count(*) AS count FROM audit_events WHERE action = \(action) AND actor_id = \(editor.rawValue)")
        }
        #expect(try await events("article.withdrawn") == 1)
        #expect(try await events("claim.withdrawn") == killed.article.claimCounts[.withdrawn])
        #expect(try await events("lease.ended") == 1)
    }

    @Test func killingTwiceIsKillingOnce() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let first = try await bench.desk.withdraw(article.id, reason: "Made up.", by: bench.caller("ed"))
        let events = try await bench.count("SELECT count(*) AS count FROM audit_events")
        let again = try await bench.desk.withdraw(article.id, reason: "Another reason.", by: bench.caller("submitter"))
        #expect(again == first)
        #expect(try await bench.count("SELECT count(*) AS count FROM audit_events") == events)
        let sent = try await bench.desk.submit(
            Submission(externalID: "a1", title: "Harbour wall", body: Bench.text), by: bench.caller("submitter"))
        #expect(!sent.created && sent.status == .withdrawn, "the same text again does not bring it back")
    }

    @Test func anotherVersionIsReadAsUsual() async throws {
        let bench = try await Bench.make()
        let first = try await bench.article(requiredReviews: 1)
        _ = try await bench.desk.withdraw(first.id, reason: "Made up.", by: bench.caller("ed"))
        let second = try await bench.article(Bench.text + "\n\nThe wall has 14 gates.", requiredReviews: 1)
        #expect(second.id == first.id && second.version.status == .ready)
        #expect((second.claimCounts[.queued] ?? 0) >= 3)
        #expect(second.claimCounts[.withdrawn] == nil, "the first version's claims count no longer")
        #expect(try await bench.queueFaults() == [])
    }

    @Test func anArticleThatWaitsToBeReadIsNotRead() async throws {
        let bench = try await Bench.make()
        let receipt = try await bench.desk.submit(
            Submission(externalID: "x", title: "T", body: Bench.text), by: bench.caller("submitter"))
        let killed = try await bench.desk.withdraw(receipt.articleID, reason: "Made up.", by: bench.caller("ed"))
        #expect(killed.article.claimCounts.isEmpty && killed.publishedClaims == 0)
        try await bench.work()
        #expect(try await bench.count("SELECT count(*) AS count FROM claims") == 0)
        #expect(try await bench.count("SELECT count(*) AS count FROM jobs") == 0)
        #expect(
            try await bench.desk.article(receipt.articleID, for: bench.principal("ed")).version.status == .withdrawn)
    }

    @Test func onlyItsSubmittersAndEditorsMay() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article()
        let other = Caller(
            Principal(
                deskID: try bench.principal("ana").deskID, memberID: try bench.principal("ana").memberID,
                memberName: "ana", keyID: nil, roles: [.submitter], memberRoles: [.submitter]))
        await #expect(throws: AccessError.forbidden(needs: [.editor])) {
            try await bench.desk.withdraw(article.id, reason: "Mine.", by: other)
        }
        await #expect(throws: AccessError.forbidden(needs: [.editor])) {
            try await bench.desk.embargo(article.id, until: nil, by: other)
        }
        let theirs = try await Bench.make(slug: "theirs")
        await #expect(throws: NotFound("article")) {
            try await theirs.desk.withdraw(article.id, reason: "Mine.", by: theirs.caller("ed"))
        }
        await #expect(throws: InputError.self) {
            try await bench.desk.withdraw(article.id, reason: " ", by: bench.caller("ed"))
        }
        #expect(try await bench.desk.article(article.id, for: bench.principal("ed")).version.status == .ready)
    }
}
