import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct VerdictTests {
    @Test func agreementIsPublishedAsDrafted() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"])
        #expect(claim.claim.status == .agreed)
        #expect(claim.draftVerdict?.rating.key == "false")
        let publication = try await bench.desk.publish(claim.claim.id, overrideReason: nil, by: bench.caller("ed"))
        #expect(publication.verdict.basis == .agreement && publication.verdict.version == 1)
        let report = try await bench.desk.report(article.id, for: bench.principal("audrey"))
        #expect(report.publishedCount == 1)
        let entry = try #require(report.entries.first { $0.claim.id == claim.claim.id })
        #expect(entry.verdict?.rating.key == "false" && entry.verdict?.backing.count == 2)
        #expect(entry.verdict?.evidence.map(\.item.url) == ["https://example.org/register"])
        await #expect(throws: ClaimError.wrongState(.published, wanted: .published)) {
            try await bench.desk.publish(claim.claim.id, overrideReason: nil, by: bench.caller("ed"))
        }
    }

    @Test func disagreementWaitsForAnAdjudicator() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "accurate"])
        #expect(claim.claim.status == .disputed)
        let disputes = try await bench.desk.disputes(PageRequest(), for: bench.principal("ed"))
        #expect(disputes.items.map(\.claim.id) == [claim.claim.id])
        #expect(disputes.items.first?.reviews.count == 2)
        await #expect(throws: ClaimError.wrongState(.disputed, wanted: .published)) {
            try await bench.desk.publish(claim.claim.id, overrideReason: nil, by: bench.caller("ed"))
        }
        let verdict = try await bench.desk.decide(
            claim.claim.id, VerdictInput(rating: "misleading", rationale: "Both have a point."),
            by: bench.caller("ed"))
        #expect(verdict.basis == .adjudication)
        #expect(verdict.evidence.map(\.item.url) == ["https://example.org/register"], "both cite the page")
        _ = try await bench.desk.publish(claim.claim.id, overrideReason: nil, by: bench.caller("ed"))
    }

    @Test func nobodyDecidesAboutTheirOwnReviewWithoutAReason() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "eva": "accurate"])
        let input = VerdictInput(rating: "false", rationale: "I say so.")
        await #expect(throws: VerdictError.ownReview) {
            try await bench.desk.decide(claim.claim.id, input, by: bench.caller("eva"))
        }
        var reasoned = input
        reasoned.overrideReason = "The other editor is on leave."
        let verdict = try await bench.desk.decide(claim.claim.id, reasoned, by: bench.caller("eva"))
        #expect(verdict.overrideReason == "The other editor is on leave.")
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM audit_events
                WHERE action = 'verdict.decided' AND details->>'overrideReason' = 'The other editor is on leave.'
                """) == 1)
    }

    @Test func whoTookTheirReviewBackStillNeedsAReasonToDecide() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let own = try await bench.reviewed(by: ["eva": "accurate"])
        _ = try await bench.desk.withdrawReview(
            try #require(own.reviews.first).id, reason: "Not sure.", by: bench.caller("eva"))
        let claim = try await bench.reviewed(by: ["ana": "false"])
        #expect(claim.claim.id == own.claim.id)
        var input = VerdictInput(rating: "accurate", rationale: "I said so before.")
        await #expect(throws: VerdictError.ownReview) {
            try await bench.desk.decide(claim.claim.id, input, by: bench.caller("eva"))
        }
        input.overrideReason = "The other editor is on leave."
        _ = try await bench.desk.decide(claim.claim.id, input, by: bench.caller("eva"))
        _ = try await bench.desk.publish(claim.claim.id, overrideReason: nil, by: bench.caller("ed"))
        input.overrideReason = nil
        input.rationale = "I said so twice."
        let correction = CorrectionDecision(
            kind: .correction, publicText: "It is accurate.", verdict: VerdictRevision(input))
        await #expect(throws: VerdictError.ownReview) {
            try await bench.desk.correct(claim.claim.id, correction, by: bench.caller("eva"))
        }
    }

    @Test func nobodyPublishesTheirOnlyReviewAlone() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["eva": "accurate"])
        #expect(claim.claim.status == .agreed)
        await #expect(throws: VerdictError.ownReview) {
            try await bench.desk.publish(claim.claim.id, overrideReason: nil, by: bench.caller("eva"))
        }
        _ = try await bench.desk.publish(claim.claim.id, overrideReason: nil, by: bench.caller("ed"))
    }

    @Test func nothingIsDecidedBeforeTheReviewsAreIn() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        #expect(claim.claim.status == .inReview)
        await #expect(throws: VerdictError.reviewsMissing(required: 2)) {
            try await bench.desk.publish(claim.claim.id, overrideReason: nil, by: bench.caller("ed"))
        }
        await #expect(throws: VerdictError.reviewsMissing(required: 2)) {
            try await bench.desk.decide(
                claim.claim.id, VerdictInput(rating: "false", rationale: "x"), by: bench.caller("ed"))
        }
    }

    @Test func aVerdictWithoutEvidenceIsNotPublished() async throws {
        let bench = try await Bench.make()
        try await bench.setPolicy("minimumEvidence", 0)
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        _ = try await bench.desk.review(
            lease.id, token: lease.token, ReviewInput(rating: "false", rationale: "I know."), by: bench.caller("ana"))
        try await bench.setPolicy("minimumEvidence", 1)
        await #expect {
            try await bench.desk.publish(lease.claimID, overrideReason: nil, by: bench.caller("ed"))
        } throws: {
            guard case VerdictError.held(let gates) = $0 else { return false }
            return gates.map(\.gate) == [.minimumEvidence]
        }
        // Undone as a whole: the claim is agreed still, and no verdict is left.
        #expect(try await bench.count("SELECT count(*) AS count FROM verdicts") == 0)
    }

    @Test func aReviewWithoutEvidenceIsNotTakenWhereTheDeskWantsSome() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        await #expect {
            try await bench.desk.review(
                lease.id, token: lease.token, ReviewInput(rating: "false", rationale: "I know."),
                by: bench.caller("ana"))
        } throws: { ($0 as? InputError)?.field == "evidence" }
        // The lease lives, and a review with evidence goes in; it is not replaced by one without.
        let review = try await bench.review("ana", lease, rating: "false").review
        await #expect {
            try await bench.desk.replaceReview(
                review.id, with: ReviewInput(rating: "accurate", rationale: "I know better."), reason: "So.",
                by: bench.caller("ana"))
        } throws: { ($0 as? InputError)?.field == "evidence" }
    }

    @Test func aReviewThatWasReturnedHoldsThePublication() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let review = try await bench.review("ana", lease, rating: "false").review
        _ = try await bench.desk.returnReview(review.id, comment: "Which year?", by: bench.caller("ed"))
        await #expect(throws: VerdictError.reviewReturned) {
            try await bench.desk.publish(lease.claimID, overrideReason: nil, by: bench.caller("ed"))
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM verdicts") == 0)
        _ = try await bench.desk.replaceReview(
            review.id, with: Bench.review("false"), reason: "Of 2025.", by: bench.caller("ana"))
        _ = try await bench.desk.publish(lease.claimID, overrideReason: nil, by: bench.caller("ed"))
    }

    @Test func anEditorsOwnVerdictSettlesWhatWasReturned() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let review = try await bench.review("ana", lease, rating: "false").review
        _ = try await bench.desk.returnReview(review.id, comment: "Which year?", by: bench.caller("ed"))
        _ = try await bench.desk.decide(
            lease.claimID, VerdictInput(rating: "accurate", rationale: "It was 2025."), by: bench.caller("ed"))
        _ = try await bench.desk.publish(lease.claimID, overrideReason: nil, by: bench.caller("ed"))
    }

    @Test func reviewsStayBlindUntilOnesOwnIsIn() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        func seen(by name: String) async throws -> Int {
            try await bench.desk.claim(claim.claim.id, for: bench.principal(name)).reviews.count
        }
        #expect(try await seen(by: "ana") == 1)
        #expect(try await seen(by: "ben") == 0)
        #expect(try await seen(by: "submitter") == 0)
        #expect(try await seen(by: "eva") == 0, "an editor who may be asked for a review")
        #expect(try await seen(by: "ed") == 1)
    }

    @Test func editingTheNumberOfReviewsOpensAndClosesSlots() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false"]).claim
        let raised = try await bench.desk.edit(
            claim.id, ClaimChange(requiredReviews: 3), ifRevision: [claim.revision], by: bench.caller("ed"))
        #expect(raised.claim.requiredReviews == 3)
        #expect(
            try await bench.count("SELECT count(*) AS count FROM review_slots WHERE claim_id = \(claim.id)") == 3)
        await #expect(throws: ClaimError.self) {
            try await bench.desk.edit(
                claim.id, ClaimChange(priority: 1), ifRevision: [claim.revision], by: bench.caller("ed"))
        }
        let lowered = try await bench.desk.edit(
            claim.id, ClaimChange(requiredReviews: 1), ifRevision: nil, by: bench.caller("ed"))
        #expect(lowered.claim.status == .agreed)
    }

    @Test func triageTakesAClaimOutOfTheQueueAndBack() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article()
        let claims = try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed"))
        let claim = try #require(claims.items.first { $0.claim.status == .queued }).claim
        let out = try await bench.desk.triage(claim.id, .dismiss, reason: "trivial", by: bench.caller("ed"))
        #expect(out.claim.status == .dismissed)
        let back = try await bench.desk.triage(claim.id, .queue, reason: "not so trivial", by: bench.caller("ed"))
        #expect(back.claim.status == .queued)
        #expect(
            try await bench.count("SELECT count(*) AS count FROM review_slots WHERE claim_id = \(claim.id)") == 2)
    }
}
