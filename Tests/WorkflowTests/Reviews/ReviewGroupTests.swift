import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// Reviews that are stored together come to what they would have come to one after the other.
@Suite(.desk)
struct ReviewGroupTests {
    private func reviewing(
        _ bench: Bench, _ name: String, _ lease: Lease, rating: String = "false", token: Int? = nil
    ) throws -> Reviewing {
        Reviewing(
            lease: lease.id, token: token ?? lease.token, input: Bench.review(rating), caller: try bench.caller(name))
    }

    private func lease(_ bench: Bench, _ name: String) async throws -> Lease {
        try #require(try await bench.take(name).leases.first?.lease)
    }

    @Test func theReviewsOfAClaimAreCountedOneAfterTheOther() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 3)
        let leases = [
            try await lease(bench, "ana"), try await lease(bench, "ben"), try await lease(bench, "chi"),
        ]
        #expect(Set(leases.map(\.claimID)).count == 1)
        let answers = try await bench.desk.submitTogether([
            reviewing(bench, "ana", leases[0]), reviewing(bench, "ben", leases[1]),
            reviewing(bench, "chi", leases[2], rating: "accurate"),
        ])
        // No claim goes from the queue to a dispute in one step.
        #expect(throws: Desk.HeldUp.self) { try answers[2].get() }
        let last = try await bench.review("chi", leases[2], rating: "accurate")
        let receipts = try answers[..<2].map { try $0.get() } + [last]
        #expect(receipts.map(\.claimStatus) == [.inReview, .inReview, .disputed])
        #expect(receipts.map(\.review.reviewerName) == ["ana", "ben", "chi"])
        // As each is read back: whole.
        let desk = try bench.principal("ed").deskID
        let claim = leases[0].claimID
        let (read, forged, status) = try await bench.database.read { session in
            (
                try Review.all(of: [claim], on: desk, in: session)[claim],
                try HashedContent.review.forged(on: desk, in: session),
                try Claim.get(claim, on: desk, in: session).status
            )
        }
        #expect(read == receipts.map(\.review))
        #expect(receipts.allSatisfy { $0.review.evidence.map(\.item.quote) == ["412 m"] })
        #expect(forged.isEmpty && status == .disputed)
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM audit_events
                WHERE action = 'review.submitted' AND details ? 'sha256' AND details ? 'lease'
                """) == 3)
        #expect(try await bench.queueFaults() == [])
    }

    @Test func whatOneIsRefusedTheOthersAreNot() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let (ana, ben, chi, eva) = (
            try await lease(bench, "ana"), try await lease(bench, "ben"), try await lease(bench, "chi"),
            try await lease(bench, "eva")
        )
        _ = try await bench.desk.release(eva.id, token: eva.token, reason: nil, by: bench.caller("eva"))
        let answers = try await bench.desk.submitTogether([
            reviewing(bench, "ben", ben, rating: "no such rating"), reviewing(bench, "chi", chi, token: chi.token + 1),
            reviewing(bench, "eva", eva), reviewing(bench, "ana", ana), reviewing(bench, "ana", ana),
            reviewing(bench, "ben", chi),
        ])
        #expect(throws: InputError.self) { try answers[0].get() }
        #expect(throws: LeaseError.wrongToken(until: chi.expiresAt)) { try answers[1].get() }
        #expect(throws: LeaseError.lost(.released, draftKept: false)) { try answers[2].get() }
        #expect(try answers[3].get().claimStatus == .inReview)
        // Sent twice at once, and a lease of somebody else's: each is looked at alone.
        for answer in answers[4...] { #expect(throws: Desk.HeldUp.self) { try answer.get() } }
        #expect(try await bench.count("SELECT count(*) AS count FROM reviews") == 1)
        #expect(try await bench.queueFaults() == [])
        // Through the door that everybody uses, each learns the same, and lost words are kept.
        let input = Bench.review("false")
        await #expect(throws: NotFound.self) {
            try await bench.desk.review(chi.id, token: chi.token, input, by: bench.caller("ben"))
        }
        await #expect(throws: LeaseError.lost(.released, draftKept: true)) {
            try await bench.desk.review(eva.id, token: eva.token, input, by: bench.caller("eva"))
        }
    }

    @Test func whoeverHasAClaimHoldsUpItsReviewsAlone() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let (ana, ben) = (try await lease(bench, "ana"), try await lease(bench, "ben"))
        let held = try await bench.holding {
            try $0.execute("SELECT 1 FROM claims WHERE id = \(ana.claimID) FOR NO KEY UPDATE")
        }
        let answers = try await bench.desk.submitTogether([
            reviewing(bench, "ana", ana), reviewing(bench, "ben", ben),
        ])
        #expect(throws: Desk.HeldUp.self) { try answers[0].get() }
        #expect(try answers[1].get().claimStatus == .agreed)
        async let receipt = bench.review("ana", ana, rating: "false")
        try await bench.untilWaiting(1)
        try await held.release()
        #expect(try await receipt.claimStatus == .agreed)
    }

    @Test func aReviewIsStoredThoughItsReviewerHasGone() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try await lease(bench, "ana")
        let held = try await bench.holding { try $0.execute("LOCK TABLE drafts IN ACCESS EXCLUSIVE MODE") }
        let reviewing = Task { try await bench.review("ana", lease, rating: "false") }
        try await bench.untilWaiting(1)
        reviewing.cancel()
        await #expect(throws: CancellationError.self) { try await reviewing.value }
        try await held.release()
        try await eventually("it is stored") { try await bench.count("SELECT count(*) AS count FROM reviews") == 1 }
        #expect(try await bench.queueFaults() == [])
    }
}
