import Domain
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// Words that a claim got after its reviews are not what was rated.
@Suite(.desk)
struct RewordedClaimTests {
    private static let accusation = ClaimChange(
        statement: "The authority lied about the wall.",
        claimant: Claimant(name: "Lena Brandt", kind: .named, quotation: .direct))

    private func edit(_ claim: Claim, _ change: ClaimChange, on bench: Bench) async throws {
        _ = try await bench.desk.edit(claim.id, change, ifRevision: nil, by: bench.caller("ed"))
    }

    private func publish(_ claim: Claim, because reason: String? = nil, on bench: Bench) async throws {
        _ = try await bench.desk.publish(claim.id, overrideReason: reason, by: bench.caller("ed"))
    }

    private func agreed(_ bench: Bench) async throws -> Claim {
        try await bench.article(requiredReviews: 2)
        return try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
    }

    @Test func thePublicIsToldThatReviewersRatedOtherWords() async throws {
        let bench = try await Bench.make()
        let claim = try await agreed(bench)
        try await edit(claim, Self.accusation, on: bench)
        let preview = try await bench.desk.previewPublication(claim.id, overrideReason: nil, by: bench.caller("ed"))
        #expect(preview.objections.contains { $0 as? VerdictError == .changedSinceReviews(2) })
        await #expect(throws: VerdictError.changedSinceReviews(2)) { try await publish(claim, on: bench) }
        try await publish(claim, because: "It says the same.", on: bench)
        let report = try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
        for form in [
            try await bench.page(of: claim), try await bench.reportPage(claim.articleID),
            report.rendered(as: .md, server: ""), report.rendered(as: .html, server: ""),
        ] { #expect(form.contains("An editor changed the wording of the claim after the reviews.")) }
    }

    @Test func aVerdictOnOtherWordsIsDecidedAnew() async throws {
        let bench = try await Bench.make()
        let claim = try await agreed(bench)
        let verdict = VerdictInput(
            rating: "false", rationale: "It is not so.", headline: Headline(title: "The wall is shorter"))
        _ = try await bench.desk.decide(claim.id, verdict, by: bench.caller("ed"))
        try await edit(claim, ClaimChange(statement: "The wall is high."), on: bench)
        await #expect(throws: VerdictError.claimChanged) {
            try await publish(claim, because: "It says the same.", on: bench)
        }
        _ = try await bench.desk.decide(claim.id, verdict, by: bench.caller("ed"))
        await #expect(throws: VerdictError.changedSinceReviews(2)) { try await publish(claim, on: bench) }
        try await publish(claim, because: "It says the same.", on: bench)
    }

    @Test func aReviewerWhoReadsItAgainRatesTheNewWords() async throws {
        let bench = try await Bench.make()
        let claim = try await agreed(bench)
        // Another kind, and another spelling of the same name, leave what was rated.
        let spelling = Claimant(name: "The Port Authority", kind: .named, quotation: .direct)
        try await edit(claim, ClaimChange(kind: .record, claimant: spelling, samePerson: true), on: bench)
        try await edit(claim, ClaimChange(statement: "The wall is 412 m high."), on: bench)
        let reviews = try await bench.desk.claim(claim.id, for: bench.principal("ed")).reviews
        for review in reviews where review.reviewerName == "ana" {
            _ = try await bench.desk.replaceReview(
                review.id, with: Bench.review("false"), reason: "Read again.", by: bench.caller("ana"))
        }
        await #expect(throws: VerdictError.changedSinceReviews(1)) { try await publish(claim, on: bench) }
    }

    @Test func aLeaseKeepsTheWordsThatItsHolderWasShown() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let claim = try await bench.desk.claim(lease.claimID, for: bench.principal("ed")).claim
        try await edit(claim, ClaimChange(statement: "The wall is 412 m high."), on: bench)
        try await bench.review("ana", lease, rating: "false")
        await #expect(throws: VerdictError.changedSinceReviews(1)) { try await publish(claim, on: bench) }
    }
}
