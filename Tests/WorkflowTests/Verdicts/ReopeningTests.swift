import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// A claim that is checked anew after its verdict was retracted.
@Suite(.desk)
struct ReopeningTests {
    private func retracted(_ bench: Bench) async throws -> Claim {
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        _ = try await bench.desk.enter(
            .retraction, of: claim.id, publicText: "We had the wrong register.", reason: nil, by: bench.caller("ed"))
        return claim
    }

    private func reopen(_ claim: Claim, on bench: Bench) async throws {
        _ = try await bench.desk.enter(
            .reopening, of: claim.id, publicText: "The right register was found.", reason: nil, by: bench.caller("ed"))
    }

    @Test func onlyARetractedClaimIsOpenedAgain() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        await #expect(throws: LedgerError.notRetracted(.published)) { try await reopen(claim, on: bench) }
    }

    @Test func whileItIsCheckedThePageSaysThatTheVerdictWasRetracted() async throws {
        let bench = try await Bench.make()
        let claim = try await retracted(bench)
        try await reopen(claim, on: bench)
        let now = try await bench.desk.claim(claim.id, for: bench.principal("ed"))
        #expect(now.claim.status == .queued && now.verdict == nil && now.reviews.isEmpty)
        #expect(
            try await bench.count(
                "SELECT count(*) AS count FROM review_slots WHERE state = 'open' AND claim_id = \(claim.id)") == 2)
        let page = try await bench.page(of: claim)
        #expect(page.contains("Retracted on ") && page.contains("The claim is being checked again."))
        #expect(page.contains("We had the wrong register.") && page.contains("The right register was found."))
        #expect(!page.contains("application/ld+json"))
        #expect(try await !bench.verdictFeed().contains(claim.id.description))
        #expect(try await bench.correctionFeed().contains("The right register was found."))
        let report = try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
        #expect(report.rendered(as: .md, server: "").contains("the claim is being checked again"))
        #expect(report.publishedCount == 0)
        let order = ExportOrder(format: .ndjson, filter: ExportFilter(statuses: [.retracted]))
        #expect(try await bench.stream(order).text.contains("\"status\":\"retracted\""))
    }

    @Test func anotherVerdictIsPublishedAndTheHistoryIsTold() async throws {
        let bench = try await Bench.make()
        let claim = try await retracted(bench)
        try await reopen(claim, on: bench)
        for name in ["ana", "chi"] {
            let lease = try #require(
                try await bench.desk.take(TakeRequest(limit: 20), by: bench.caller(name)).leases
                    .first { $0.lease.claimID == claim.id }
            ).lease
            try await bench.review(name, lease, rating: "accurate")
        }
        #expect(try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim.status == .agreed)
        let publication = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        #expect(publication.verdict.version == 2 && publication.verdict.backing.count == 2)
        #expect(publication.verdict.backing.map(\.sawOthers) == [true, true])
        let page = try await bench.page(of: claim)
        #expect(page.contains("An earlier verdict on this claim was retracted on "))
        #expect(page.contains("Version 1, decided on") && page.contains(": False, retracted"))
        #expect(
            page.contains("application/ld+json") && page.contains("Two reviewers rated the claim, and came to the same")
        )
        let ledger = try await bench.desk.ledger(of: claim.id, for: bench.principal("ed"))
        #expect(ledger.map(\.kind) == [.publication, .retraction, .reopening, .publication])
        let verdicts = try await bench.desk.verdicts(of: claim.id, for: bench.principal("ed"))
        #expect(verdicts.map(\.backing.count) == [2, 2], "each version keeps the reviews behind it")
    }

    @Test func aNewVersionWithoutItsWordsDoesNotTakeItAway() async throws {
        let bench = try await Bench.make()
        let claim = try await retracted(bench)
        try await reopen(claim, on: bench)
        try await bench.article("Nothing of it is left. The mayor said that 12 ships came in May.", requiredReviews: 2)
        let now = try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim
        #expect(now.status == .queued && now.appearance.state == .changed && now.publicStanding == .retracted)
    }
}
