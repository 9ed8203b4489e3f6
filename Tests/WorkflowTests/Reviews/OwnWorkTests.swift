import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// What a reviewer comes back to.
@Suite(.desk)
struct OwnWorkTests {
    @Test func aLeaseShowsWhatItsTakeShowedAndLookingChangesNothing() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let take = try await bench.take("ana")
        let taken = try #require(take.leases.first)
        let audited = try await bench.count("SELECT count(*) AS count FROM audit_events")
        let held = try await bench.desk.lease(taken.lease.id, for: bench.principal("ana"))
        #expect(held.taken.claim == taken.claim && held.taken.article == taken.article)
        #expect((held.taken.before, held.taken.after) == (taken.before, taken.after))
        #expect(held.taken.lease.expiresAt == taken.lease.expiresAt && held.taken.lease.token == taken.lease.token)
        #expect(held.scale == take.scales.first)
        #expect(try await bench.count("SELECT count(*) AS count FROM audit_events") == audited)
        await #expect(throws: NotFound("lease")) {
            _ = try await bench.desk.lease(taken.lease.id, for: bench.principal("ben"))
        }
    }

    @Test func anEndedLeaseKeepsItsWordsAndSaysHowItEnded() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        _ = try await bench.desk.saveDraft(
            lease.id, token: lease.token, Draft.Content(rationale: "The register"), by: bench.caller("ana"))
        try await bench.expireLeases()
        // Somebody else takes it: the words stay, and nothing of the other's is shown.
        _ = try await bench.take("ben", limit: 20)
        let lost = try await bench.desk.lease(lease.id, for: bench.principal("ana"))
        #expect(lost.taken.lease.ending == .expired)
        #expect(lost.taken.draft?.content.rationale == "The register")
    }

    @Test func savingADraftHoldsTheClaimLonger() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let saved = try await bench.desk.saveDraft(
            lease.id, token: lease.token, Draft.Content(rationale: "The"), by: bench.caller("ana"))
        #expect(saved.lease.expiresAt > lease.expiresAt)
        let held = try await bench.desk.lease(lease.id, for: bench.principal("ana"))
        #expect(held.taken.lease.expiresAt == saved.lease.expiresAt)
        #expect(held.taken.draft == saved.draft)
    }

    @Test func aTakeMayNameItsClaim() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let all = try await bench.take("ana", limit: 20).leases
        let last = try #require(all.last?.lease)
        for held in all.map(\.lease) {
            _ = try await bench.desk.release(held.id, token: held.token, reason: nil, by: bench.caller("ana"))
        }
        let again = try await bench.desk.take(TakeRequest(limit: 20, claimID: last.claimID), by: bench.caller("ana"))
        #expect(again.leases.map(\.claim.id) == [last.claimID])
        let empty = try await bench.desk.take(TakeRequest(claimID: last.claimID), by: bench.caller("ben"))
        #expect(empty.leases.isEmpty && (empty.emptyBecause?.leasedByOthers ?? 0) > 0)
    }

    @Test func onesOwnReviewsComeWithTheVerdictsThatFollowed() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "accurate"]).claim
        let (ana, ben) = (try bench.principal("ana"), try bench.principal("ben"))
        let before = try await bench.desk.ownReviews(PageRequest(), for: ana).items
        #expect(before.map(\.past.review.claimID) == [claim.id] && before.first?.verdict == nil)
        #expect(before.first?.isSameAsVerdict == nil && before.first?.past.counts == true)
        let verdict = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "The register says so."), by: bench.caller("ed"))
        let (first, second) = (
            try await bench.desk.ownReviews(PageRequest(), for: ana).items.first,
            try await bench.desk.ownReviews(PageRequest(), for: ben).items.first
        )
        #expect(first?.verdict?.id == verdict.id && first?.isSameAsVerdict == true)
        #expect(second?.isSameAsVerdict == false && second?.claimStatus == .decided)
    }

    @Test func whatWaitsIsCountedByRole() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        _ = try await bench.desk.saveDraft(
            lease.id, token: lease.token, Draft.Content(rationale: "The"), by: bench.caller("ana"))
        let mine = try await bench.desk.workCounts(for: bench.principal("ana"))
        #expect(mine.reviewing == WorkCounts.Reviewing(held: 1, assigned: 0, returned: 0, drafts: 1))
        #expect(mine.editing == nil)
        _ = try await bench.desk.release(lease.id, token: lease.token, reason: nil, by: bench.caller("ana"))
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "accurate"])
        let ana = try bench.principal("ana").memberID
        let review = try #require(claim.reviews.first { $0.reviewerID == ana })
        _ = try await bench.desk.returnReview(review.id, comment: "Which register?", by: bench.caller("ed"))
        let editors = try await bench.desk.workCounts(for: bench.principal("ed")).editing
        #expect(editors?.disputed == 1 && editors?.correctionRequests == 0 && editors?.decided == 0)
        #expect(try await bench.desk.workCounts(for: bench.principal("ana")).reviewing?.returned == 1)
    }
}
