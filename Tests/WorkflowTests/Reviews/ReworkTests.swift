import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// Reviews after they were submitted: replaced, withdrawn, returned.
@Suite(.desk)
struct ReworkTests {
    private static func input(_ rating: String, _ url: String = "https://example.org/other") -> ReviewInput {
        ReviewInput(
            rating: rating, rationale: "Read again.", evidence: [EvidenceInput(url: url, stance: .refutes)])
    }

    @Test func aReplacementIsTheNextVersionAndTheOldOneStays() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let disputed = try await bench.reviewed(by: ["ana": "false", "ben": "accurate"])
        #expect(disputed.claim.status == .disputed)
        let id = disputed.claim.id
        let ana = try bench.principal("ana").memberID
        let old = try #require(disputed.reviews.first { $0.reviewerID == ana })

        let receipt = try await bench.desk.replaceReview(
            old.id, with: Self.input("accurate"), reason: "The register was newer.", by: bench.caller("ana"))
        #expect(receipt.claimStatus == .agreed)
        #expect(receipt.review.version == 2)
        #expect(receipt.review.reason == "The register was newer.")
        #expect(receipt.review.sawOthers)

        let claim = try await bench.desk.claim(id, for: bench.principal("ed"))
        #expect(claim.reviews.count == 2)
        #expect(claim.reviews.allSatisfy { $0.rating.key == "accurate" })
        let cited = try await bench.desk.evidence(of: id, for: bench.principal("ed")).map(\.item.url)
        #expect(cited.contains("https://example.org/other"))
        #expect(cited.count == 2)

        let history = try await bench.desk.reviewHistory(of: id, for: bench.principal("ed"))
        #expect(history.map(\.counts).count { $0 } == 2)
        #expect(history.filter { $0.review.reviewerID == ana }.map(\.review.version) == [2, 1])
        await #expect(throws: ReviewError.superseded) {
            try await bench.desk.replaceReview(
                old.id, with: Self.input("false"), reason: "Again.", by: bench.caller("ana"))
        }
    }

    @Test func onlyOnesOwnReviewAndOnlyBeforeTheVerdict() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        let review = try #require(claim.reviews.first)
        await #expect(throws: NotFound("review")) {
            try await bench.desk.replaceReview(
                review.id, with: Self.input("false"), reason: "Mine?", by: bench.caller("ben"))
        }
        await #expect(throws: NotFound("review")) {
            try await bench.desk.withdrawReview(review.id, reason: "Mine?", by: bench.caller("ben"))
        }
        _ = try await bench.desk.publish(claim.claim.id, overrideReason: nil, by: bench.caller("ed"))
        await #expect(throws: ReviewError.settled(.published)) {
            try await bench.desk.withdrawReview(review.id, reason: "Late.", by: bench.caller("ana"))
        }
    }

    @Test func aWithdrawnReviewOpensItsSlotForSomebodyElse() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        let review = try #require(claim.reviews.first)
        let status = try await bench.desk.withdrawReview(review.id, reason: "Not sure.", by: bench.caller("ana"))
        #expect(status == .queued)
        let after = try await bench.desk.claim(claim.claim.id, for: bench.principal("ed"))
        #expect(after.claim.status == .queued)
        #expect(after.reviews.isEmpty)

        // Not offered to her again; Ben's review fills the slot.
        let hers = try await bench.take("ana", limit: 20).leases.map(\.claim.id)
        #expect(!hers.contains(claim.claim.id))
        let again = try await bench.take("ben", limit: 20).leases
        let lease = try #require(again.first { $0.claim.id == claim.claim.id }).lease
        #expect(try await bench.review("ben", lease, rating: "accurate").claimStatus == .agreed)
        let history = try await bench.desk.reviewHistory(of: claim.claim.id, for: bench.principal("ed"))
        #expect(history.first { !$0.counts }?.withdrawalReason == "Not sure.")
    }

    @Test func aClaimWhoseReviewWasTakenBackMayLeaveTheQueue() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 2)
        let claims = try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed")).items
        let ids = claims.filter { $0.claim.status == .queued }.prefix(4).map(\.claim.id)
        let taken = try await bench.take("ana", limit: 20).leases.filter { ids.contains($0.claim.id) }
        for lease in taken.map(\.lease) {
            let review = try await bench.review("ana", lease, rating: "false").review
            _ = try await bench.desk.withdrawReview(review.id, reason: "Not sure.", by: bench.caller("ana"))
        }
        #expect(taken.count == 4)
        let editor = try bench.caller("ed")
        let fewer = try await bench.desk.edit(ids[0], ClaimChange(requiredReviews: 1), ifRevision: nil, by: editor)
        #expect(fewer.claim.requiredReviews == 1)
        #expect(try await bench.desk.triage(ids[1], .dismiss, reason: "No.", by: editor).claim.status == .dismissed)
        #expect(
            try await bench.desk.triage(ids[2], .merge(into: ids[0]), reason: "Same.", by: editor).claim.status
                == .merged)
        _ = try await bench.desk.withdraw(article.id, reason: "Killed.", by: editor)
        #expect(try await bench.desk.claim(ids[3], for: editor.principal).claim.status == .withdrawn)
        #expect(try await bench.count("SELECT count(*) AS count FROM reviews") == 4)
        #expect(try await bench.queueFaults() == [])
    }

    @Test func whoIsAskedAfterAReviewWasTakenBackHasSeenNobodys() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let disputed = try await bench.reviewed(by: ["ana": "false", "ben": "accurate"])
        let (id, chi) = (disputed.claim.id, try bench.principal("chi"))
        #expect(try await bench.desk.claim(id, for: chi).reviews.isEmpty)
        #expect(try await bench.desk.evidence(of: id, for: chi).isEmpty)
        #expect(try await bench.desk.reviewHistory(of: id, for: chi).isEmpty)
        #expect(try await bench.desk.claim(id, for: bench.principal("eva")).reviews.count == 2)

        let ben = try #require(disputed.reviews.first { $0.rating.key == "accurate" })
        let receipt = try await bench.desk.replaceReview(
            ben.id, with: Self.input("false"), reason: "The wrong year.", by: bench.caller("ben"))
        #expect(receipt.claimStatus == .agreed)
        #expect(try await bench.desk.claim(id, for: chi).draftVerdict == nil)
        #expect(try await bench.desk.claim(id, for: bench.principal("ed")).draftVerdict != nil)
        _ = try await bench.desk.withdrawReview(receipt.review.id, reason: "Not sure.", by: bench.caller("ben"))
        #expect(try await bench.take("chi", limit: 20).leases.map(\.claim.id).contains(id))
    }

    @Test func aSlotThatOpensAgainHasThePriorityThatItsClaimWasGivenMeanwhile() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 2)
        let all = try await bench.desk.claims(of: article.id, PageRequest(limit: 50), for: bench.principal("ed")).items
        let last = try #require(all.map(\.claim).filter { $0.status == .queued }.min { $0.score < $1.score })
        let taken = try await bench.take("ana", limit: 20).leases.map(\.lease)
        let lease = try #require(taken.first { $0.claimID == last.id })
        let review = try await bench.review("ana", lease, rating: "false").review.id
        _ = try await bench.desk.edit(
            last.id, ClaimChange(priority: 5, requiredReviews: 1), ifRevision: nil, by: bench.caller("ed"))
        _ = try await bench.desk.withdrawReview(review, reason: "Not sure.", by: bench.caller("ana"))
        #expect(try await bench.take("ben").leases.map(\.lease.claimID) == [last.id])
    }

    @Test func whoCouldReadTheReviewsIsNotAskedForAnother() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        let id = claim.claim.id
        // Eva edits and reviews: she could read Ana's review as soon as it was in.
        #expect(try await bench.desk.claim(id, for: bench.principal("eva")).reviews.count == 1)
        _ = try await bench.desk.withdrawReview(
            try #require(claim.reviews.first).id, reason: "Not sure.", by: bench.caller("ana"))
        #expect(try await !bench.take("eva", limit: 20).leases.map(\.claim.id).contains(id))
        #expect(try await bench.take("ben", limit: 20).leases.map(\.claim.id).contains(id))
    }

    @Test func aReturnedReviewWaitsForItsAuthor() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        let review = try #require(claim.reviews.first)
        let sent = try await bench.desk.returnReview(review.id, comment: "Which year?", by: bench.caller("ed"))
        let mine = try await bench.desk.returnedReviews(PageRequest(limit: 10), for: bench.principal("ana"))
        #expect(mine.items == [sent])
        #expect(
            try await bench.desk.returnedReviews(PageRequest(limit: 10), for: bench.principal("ben")).items.isEmpty)
        _ = try await bench.desk.replaceReview(
            review.id, with: Self.input("false"), reason: "The year is named.", by: bench.caller("ana"))
        #expect(
            try await bench.desk.returnedReviews(PageRequest(limit: 10), for: bench.principal("ana")).items.isEmpty)
    }

    @Test func nobodyReturnsTheirOwnReview() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let review = try #require(try await bench.reviewed(by: ["eva": "false"]).reviews.first)
        await #expect(throws: ReviewError.own) {
            try await bench.desk.returnReview(review.id, comment: "Which year?", by: bench.caller("eva"))
        }
    }

    @Test func replacingAndWithdrawingAtOnceLeavesOneStory() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        let review = try #require(claim.reviews.first)
        let outcomes = await withTaskGroup(of: Bool.self, returning: [Bool].self) { group in
            for index in 0..<12 {
                group.addTask {
                    do {
                        if index.isMultiple(of: 2) {
                            _ = try await bench.desk.replaceReview(
                                review.id, with: Self.input("accurate"), reason: "\(index)", by: bench.caller("ana"))
                        } else {
                            _ = try await bench.desk.withdrawReview(
                                review.id, reason: "\(index)", by: bench.caller("ana"))
                        }
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 1)
        let history = try await bench.desk.reviewHistory(of: claim.claim.id, for: bench.principal("ed"))
        #expect(history.count { $0.counts } + history.count { $0.withdrawnAt != nil } == 1)
    }

    @Test func theDatabaseRefusesASecondReviewInASlot() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        await #expect {
            try await bench.database.write { session in
                try session.execute(
                    """
                    INSERT INTO reviews (desk_id, id, claim_id, slot_id, lease_id, reviewer_id, scale_id,
                        scale_version, rating, rationale, version)
                    SELECT desk_id, gen_random_uuid(), claim_id, slot_id, lease_id, reviewer_id, scale_id,
                        scale_version, rating, rationale, 2
                    FROM reviews WHERE claim_id = \(claim.claim.id.rawValue)
                    """)
            }
        } throws: { ($0 as? PostgresError)?.constraint == "reviews_under_live_lease" }
    }
}
