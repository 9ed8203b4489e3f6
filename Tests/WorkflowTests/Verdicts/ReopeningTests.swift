import Domain
import Foundation
import Postgres
import Rendering
import Store
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

    private func correction(_ claim: ClaimCorrection, of id: Claim.ID, on bench: Bench) async throws -> LedgerEntry {
        try await bench.desk.correct(
            id, CorrectionDecision(kind: .correction, publicText: "It was somebody else.", claim: claim),
            by: bench.caller("ed"))
    }

    @Test func whatThePublicReadIsEditedInPublicAlone() async throws {
        let bench = try await Bench.make()
        let claim = try await retracted(bench)
        try await reopen(claim, on: bench)
        let other = Claimant(name: "Lena Brandt", kind: .named, quotation: .indirect)
        for change in [ClaimChange(statement: "Another."), ClaimChange(claimant: other), ClaimChange(kind: .opinion)] {
            await #expect(throws: ClaimError.wasPublic(.queued)) {
                try await bench.desk.edit(claim.id, change, ifRevision: nil, by: bench.caller("ed"))
            }
        }
        _ = try await bench.desk.edit(claim.id, ClaimChange(priority: 5), ifRevision: nil, by: bench.caller("ed"))
        #expect(try await bench.desk.forgedRows(of: bench.principal("admin").deskID).isEmpty)
        try await bench.database.write { session in
            try session.execute("UPDATE claims SET claimant_name = 'Lena Brandt' WHERE id = \(claim.id)")
        }
        let forged = try await bench.desk.forgedRows(of: bench.principal("admin").deskID)
        #expect(forged.map(\.description).contains { $0.contains("verdict.reopened: the claim") }, "\(forged)")
    }

    @Test(arguments: [false, true])
    func aWrongNameUnderARetractionIsPutRightBeforeThePublic(isReopened: Bool) async throws {
        let bench = try await Bench.make()
        let claim = try await retracted(bench)
        if isReopened { try await reopen(claim, on: bench) }
        let other = Claimant(name: "Lena Brandt", kind: .named, quotation: .indirect)
        let entry = try await correction(ClaimCorrection(claimant: other), of: claim.id, on: bench)
        #expect(entry.changes.first == .init(.claimant, before: claim.claimant.name, after: "Lena Brandt"))
        let now = try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim
        #expect(now.status == (isReopened ? .queued : .retracted) && now.claimant == other)
        for text in [try await bench.page(of: claim), try await bench.correctionFeed()] {
            #expect(text.contains("It was somebody else.") && text.contains("Lena Brandt"))
        }
        #expect(try await bench.page(of: claim).contains("We had the wrong register."))
        await #expect(throws: LedgerError.notPublic(now.status)) {
            try await bench.desk.correct(
                claim.id,
                CorrectionDecision(
                    kind: .correction, publicText: "No.", verdict: VerdictRevision(rating: "accurate")),
                by: bench.caller("ed"))
        }
        #expect(try await bench.desk.forgedRows(of: bench.principal("admin").deskID).isEmpty)
    }

    @Test func whatIsSaidWhileItIsCheckedLeavesTheNewVerdictInTheHouse() async throws {
        let bench = try await Bench.make()
        let claim = try await retracted(bench)
        try await reopen(claim, on: bench)
        for name in ["ana", "chi"] {
            let leases = try await bench.desk.take(TakeRequest(limit: 20), by: bench.caller(name)).leases
            let lease = try #require(leases.first { $0.lease.claimID == claim.id }).lease
            try await bench.review(name, lease, rating: "accurate")
        }
        _ = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "accurate", rationale: "Not out yet."), by: bench.caller("ed"))
        let entry = try await correction(ClaimCorrection(statement: "The wall has 412 m."), of: claim.id, on: bench)
        #expect(entry.verdictVersion == 1)
        #expect(try await !bench.page(of: claim).contains("Not out yet."))
    }

    @Test func aRequestIsAnsweredWhateverBecomesOfTheClaim() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        let request = try await bench.desk.requestCorrection(
            CorrectionRequest.Input(text: "It is wrong."), of: claim.id, by: bench.caller("submitter"))
        _ = try await bench.desk.enter(
            .retraction, of: claim.id, publicText: "It was.", reason: nil, by: bench.caller("ed"))
        try await reopen(claim, on: bench)
        _ = try await bench.desk.triage(claim.id, .dismiss, reason: "No use.", by: bench.caller("ed"))
        func answer(_ request: CorrectionRequest.ID?, _ text: String) async throws {
            _ = try await bench.desk.correct(
                claim.id, CorrectionDecision(kind: .noChange, publicText: text, requestID: request),
                by: bench.caller("ed"))
        }
        try await answer(request.id, "You were right.")
        try await answer(nil, "We say so again.")
        let page = try await bench.page(of: claim)
        #expect(page.contains("Answer to a request for a correction of ") && page.contains("Note of "))
        #expect(page.components(separatedBy: "Answer to a request").count == 2)
    }

    @Test func theNewVerdictCitesWhatCameSince() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
        func add(_ page: String) async throws -> Evidence.ID {
            try await bench.desk.addEvidence(
                EvidenceInput(url: "https://example.org/\(page)", stance: .context, retrievedAt: Date()), to: claim.id,
                by: bench.caller("ed")
            ).evidence.id
        }
        let forged = try await add("forged")
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        _ = try await bench.desk.enter(
            .retraction, of: claim.id, publicText: "It was forged.", reason: nil, by: bench.caller("ed"))
        try await reopen(claim, on: bench)
        let fresh = try await add("fresh")
        try await reviewAgain(claim, on: bench)
        let draft = try await bench.desk.claim(claim.id, for: bench.principal("ed")).draftVerdict
        #expect(
            draft?.evidence.map(\.id).contains(fresh) == true && draft?.evidence.map(\.id).contains(forged) == false)
        func decide(_ ids: [Evidence.ID]?) async throws -> [Evidence.ID] {
            try await bench.desk.decide(
                claim.id, VerdictInput(rating: "accurate", rationale: "It is so.", evidenceIDs: ids),
                by: bench.caller("ed")
            ).evidence.map(\.id)
        }
        let cited = try await decide(nil)
        #expect(cited.contains(fresh) && !cited.contains(forged) && cited.count == 2)
        #expect(try await decide([forged]) == [forged])
    }

    @Test func itIsRatedOnTheScaleOfTheDay() async throws {
        let bench = try await Bench.make()
        let claim = try await retracted(bench)
        let scale = try #require(try await bench.desk.scales(for: bench.principal("admin")).first)
        var ratings = scale.ratings
        ratings[0] = Rating(key: "right", label: "Right", value: 4, offScale: false, colour: nil)
        _ = try await bench.desk.addVersion(
            of: scale.id, RatingScaleInput(name: scale.name, ratings: ratings), ifVersion: nil,
            by: bench.caller("admin"))
        try await reopen(claim, on: bench)
        try await reviewAgain(claim, rating: "right", on: bench)
        let publication = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        #expect(publication.verdict.rating.label == "Right" && publication.verdict.scale.version == 2)
    }

    @Test func noVerdictComesBeforeItsQueue() async throws {
        let bench = try await Bench.make()
        let claim = try await retracted(bench)
        try await reopen(claim, on: bench)
        let queue = try await bench.desk.queueStatistics(for: bench.principal("ed"))
        #expect(queue.medianSecondsToVerdict == nil)
    }

    private func reviewAgain(_ claim: Claim, rating: String = "accurate", on bench: Bench) async throws {
        for name in ["ana", "chi"] {
            let leases = try await bench.desk.take(TakeRequest(limit: 20), by: bench.caller(name)).leases
            let lease = try #require(leases.first { $0.lease.claimID == claim.id }).lease
            try await bench.review(name, lease, rating: rating)
        }
    }

    @Test func ofAKilledArticleNothingIsOpenedAgain() async throws {
        let bench = try await Bench.make()
        let claim = try await retracted(bench)
        _ = try await bench.desk.withdraw(claim.articleID, reason: "It was not ours.", by: bench.caller("ed"))
        await #expect(throws: ClaimError.articleWithdrawn) { try await reopen(claim, on: bench) }
        #expect(try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim.status == .retracted)
    }

    @Test func eachClaimIsCountedOnceAndWhatIsPublishedAnewApart() async throws {
        let bench = try await Bench.make()
        let claim = try await retracted(bench)
        try await reopen(claim, on: bench)
        try await reviewAgain(claim, on: bench)
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        let figures = try await bench.desk.figures(from: nil, to: nil, for: bench.principal("ed"))
        #expect(figures.total(.decided) == 1 && figures.total(.published) == 1 && figures.total(.republished) == 1)
    }
}
