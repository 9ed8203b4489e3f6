import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// What a desk does with claims that reviewers skip, and what a taker is told.
@Suite(.desk)
struct SkipPolicyTests {
    private func set(_ policy: SkipPolicy, limit: Int, _ bench: Bench) async throws {
        try await bench.database.write { session in
            try session.execute("UPDATE desks SET skip_policy = \(policy.rawValue), skip_limit = \(limit)")
        }
    }

    private func skipTop(_ name: String, _ bench: Bench) async throws -> Claim.ID {
        let lease = try #require(try await bench.take(name).leases.first?.lease)
        _ = try await bench.desk.skip(lease.id, token: lease.token, reason: "Not my field.", by: bench.caller(name))
        return lease.claimID
    }

    @Test func afterTheLimitAClaimGoesBackToTriage() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        try await set(.triage, limit: 2, bench)
        let id = try await skipTop("ana", bench)
        #expect(try await bench.desk.claim(id, for: bench.principal("ed")).claim.status == .queued)
        #expect(try await skipTop("ben", bench) == id)
        #expect(try await bench.desk.claim(id, for: bench.principal("ed")).claim.status == .detected)
        #expect(
            try await bench.count(
                "SELECT count(*) AS count FROM triage_decisions WHERE claim_id = \(id) AND decision = 'hold'") == 1)
        // Queued again it starts anew: earlier skips do not count, and those who skipped are not asked.
        _ = try await bench.desk.triage(id, .queue, reason: "It matters.", by: bench.caller("ed"))
        #expect(try await bench.desk.claim(id, for: bench.principal("ed")).claim.status == .queued)
        #expect(try await !bench.take("ana", limit: 20).leases.map(\.claim.id).contains(id))
    }

    @Test func workThatOthersHaveBegunGoesOn() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        try await set(.triage, limit: 1, bench)
        let held = try #require(try await bench.take("chi").leases.first?.lease)
        #expect(try await skipTop("ana", bench) == held.claimID)
        #expect(try await bench.desk.claim(held.claimID, for: bench.principal("ed")).claim.status == .queued)
        #expect(try await bench.review("chi", held, rating: "false").claimStatus == .inReview)
    }

    @Test func queuedAgainAClaimIsSkippedAsOftenAsBefore() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        try await set(.triage, limit: 2, bench)
        let id = try await skipTop("ana", bench)
        #expect(try await skipTop("ben", bench) == id)
        _ = try await bench.desk.triage(id, .queue, reason: "It matters.", by: bench.caller("ed"))
        #expect(try await skip(id, "chi", bench) == .queued)
        #expect(try await skip(id, "eva", bench) == .detected)
    }

    @Test func aLeaseThatHasRunOutDoesNotKeepASkippedClaim() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        try await set(.triage, limit: 1, bench)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        #expect(try await bench.take("chi").leases.first?.lease.claimID == lease.claimID)
        let chi = try bench.principal("chi").memberID.rawValue
        try await bench.database.write { session in
            try session.execute(
                "UPDATE review_slots SET lease_expires_at = now() - interval '1 s' WHERE reviewer_id = \(chi)")
        }
        _ = try await bench.desk.skip(lease.id, token: lease.token, reason: nil, by: bench.caller("ana"))
        #expect(try await bench.desk.claim(lease.claimID, for: bench.principal("ed")).claim.status == .detected)
        #expect(try await bench.queueFaults() == [])
    }

    @Test func aReviewTakenBackIsNoSkip() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        try await set(.triage, limit: 2, bench)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        let review = try #require(claim.reviews.first)
        _ = try await bench.desk.withdrawReview(review.id, reason: "Not sure.", by: bench.caller("ana"))
        #expect(try await skip(claim.claim.id, "ben", bench) == .queued)
        #expect(try await skip(claim.claim.id, "chi", bench) == .detected)
    }

    private func skip(_ id: Claim.ID, _ name: String, _ bench: Bench) async throws -> Claim.Status {
        let taken = try await bench.take(name, limit: 20).leases
        let lease = try #require(taken.first { $0.claim.id == id }).lease
        _ = try await bench.desk.skip(lease.id, token: lease.token, reason: nil, by: bench.caller(name))
        return try await bench.desk.claim(id, for: bench.principal("ed")).claim.status
    }

    @Test func withThePolicyQueueItComesBackAfterAWhile() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        try await set(.queue, limit: 3, bench)
        let id = try await skipTop("ana", bench)
        #expect(try await !bench.take("ana", limit: 20).leases.map(\.claim.id).contains(id))
        try await bench.database.write { try $0.execute("UPDATE skips SET until = now() - interval '1 second'") }
        #expect(try await bench.take("ana", limit: 20).leases.map(\.claim.id).contains(id))
    }

    @Test func aTakeCanAskForAClaimantAndShowsPrecedents() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let mira = try await bench.desk.take(TakeRequest(limit: 20, claimant: "oduya"), by: bench.caller("ana")).leases
        #expect(!mira.isEmpty)
        #expect(mira.allSatisfy { $0.claim.claimant.name?.contains("Oduya") == true })
        let lease = try #require(mira.first).lease
        try await bench.review("ana", lease, rating: "false")
        _ = try await bench.desk.publish(lease.claimID, overrideReason: nil, by: bench.caller("ed"))

        try await bench.article(externalID: "again", requiredReviews: 1)
        let again = try await bench.desk.take(TakeRequest(limit: 20, claimant: "Oduya"), by: bench.caller("ben")).leases
        let match = try #require(again.first { !$0.precedents.isEmpty })
        #expect(match.precedents.map(\.claimID) == [lease.claimID])
        #expect(match.precedents.first?.verdict.rating.key == "false")
    }

    @Test func whatWasWrittenOnAClaimThatIsNotFreeStaysANote() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        _ = try await bench.desk.saveDraft(
            lease.id, token: lease.token, Draft.Content(rationale: "Half a thought."), by: bench.caller("ana"))
        try await bench.expireLeases()
        let other = try #require(
            try await bench.take("ben", limit: 20).leases.first { $0.lease.claimID == lease.claimID }
        ).lease
        try await bench.review("ben", other, rating: "false")
        let notes = try await bench.desk.drafts(PageRequest(limit: 10), for: bench.principal("ana"))
        #expect(notes.items.map(\.claimID) == [lease.claimID])
        #expect(notes.items.first?.draft.content.rationale == "Half a thought.")
        #expect(notes.items.first?.claimStatus == .agreed)
    }
}
