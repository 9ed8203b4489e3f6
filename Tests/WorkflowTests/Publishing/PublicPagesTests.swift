import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// Who sees what without a key.
@Suite(.desk)
struct PublicPagesTests {
    @Test func aPublishedVerdictIsReadWhole() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim("false", "accurate")
        _ = try await bench.desk.recordReply(
            ReplyAttempt.Input(
                channel: .phone, contact: "Press office", contactedAt: Date().addingTimeInterval(-3600),
                answer: "We stand by it.", answeredAt: Date().addingTimeInterval(-60)),
            on: claim.id, by: bench.caller("ana"))
        let page = try await bench.page(of: claim)
        for needed in [
            claim.statement, claim.words, "Harbour wall", ">False</span>", "Mostly accurate", "Unverifiable",
            "Ben read the wrong year.", "https://example.org/register", "412 m", "We stand by it.",
            "Two reviewers rated the claim without seeing each other’s assessment, and did not all agree",
            "an editor weighed the evidence and decided", "aria-current=\"true\"", "\"@type\":\"ClaimReview\"",
            "<link rel=\"canonical\" href=\"https://facts.example.org/desk/demo/claims/\(claim.id)\">",
            "type=\"application/atom+xml\"", "property=\"og:title\" content=\"False: ",
        ] { #expect(page.contains(needed), "\(needed)") }
        for forbidden in ["Press office", "{{", "onclick", "src="] { #expect(!page.contains(forbidden)) }
        #expect(page.components(separatedBy: "<h1").count == 2)
        #expect(page.components(separatedBy: "<script").count == 2)
        // The list, the feed and the report have it too.
        #expect(try await bench.deskPage().contains("/desk/demo/claims/\(claim.id)"))
        #expect(try await bench.verdictFeed().contains("urn:uuid:\(claim.id)"))
        #expect(try await bench.reportPage(claim.articleID).contains("/desk/demo/claims/\(claim.id)"))
    }

    @Test func whatWasNeverPublicIsNotThere() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
        _ = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "Not out yet."), by: bench.caller("ed"))
        await #expect(throws: NotFound("page")) { try await bench.page(of: claim) }
        await #expect(throws: NotFound("page")) { try await bench.reportPage(article.id) }
        #expect(try await bench.deskPage().contains("No verdict is published at present"))
        #expect(!(try await bench.verdictFeed().contains("<entry")))
        for slug in ["nowhere", "DEMO", "", "demo\u{0}", String(repeating: "a", count: 64)] {
            await #expect(throws: NotFound("page")) {
                try await bench.desk.publicDesk(.everything, after: nil, bench.request(slug))
            }
        }
    }

    @Test func anotherDesksPagesAreNotUnderThisOnesName() async throws {
        let bench = try await Bench.make()
        _ = try await Bench.make(slug: "other")
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        await #expect(throws: NotFound("page")) { try await bench.page(of: claim, slug: "other") }
        await #expect(throws: NotFound("page")) {
            try await bench.desk.publicReport(claim.articleID, bench.request("other"))
        }
        let other = try await bench.deskPage(slug: "other")
        #expect(other.contains("No verdict is published at present"))
    }

    @Test func anEmbargoHidesEverythingOfItsArticle() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        try await bench.correct(claim, .clarification, "Said more clearly.")
        func set(_ until: Date?) async throws {
            _ = try await bench.desk.embargo(claim.articleID, until: until, by: bench.caller("ed"))
        }
        try await set(Date().addingTimeInterval(3600))
        await #expect(throws: NotFound("page")) { try await bench.page(of: claim) }
        await #expect(throws: NotFound("page")) { try await bench.reportPage(claim.articleID) }
        for text in [try await bench.deskPage(), try await bench.verdictFeed(), try await bench.correctionFeed()] {
            #expect(!text.contains("\(claim.id)") && !text.contains("Said more clearly"))
        }
        try await set(nil)
        #expect(try await bench.page(of: claim).contains("Said more clearly."))
        #expect(try await bench.deskPage().contains("Said more clearly."))
    }

    @Test func whileItIsPausedThePageStaysWithoutTheVerdict() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        try await bench.correct(claim, .clarification, "We mean the northern register.")
        _ = try await bench.desk.enter(
            .pause, of: claim.id, publicText: "We look at it again.", reason: nil, by: bench.caller("ed"))
        let page = try await bench.page(of: claim)
        #expect(page.contains("under review since") && page.contains("We look at it again."))
        #expect(page.contains(claim.words))
        for forbidden in [
            "ld+json", "harbour office", "example.org/register", "northern register", "class=\"badge\"", "Evidence",
        ] { #expect(!page.contains(forbidden), "\(forbidden)") }
        #expect(!(try await bench.deskPage().contains("\(claim.id)")))
        #expect(!(try await bench.verdictFeed().contains("\(claim.id)")))
        #expect(!(try await bench.correctionFeed().contains("northern register")))
        #expect(try await bench.reportPage(claim.articleID).contains("The verdict is under review again"))
        _ = try await bench.desk.enter(
            .resumption, of: claim.id, publicText: nil, reason: nil, by: bench.caller("ed"))
        #expect(try await bench.page(of: claim).contains("northern register"))
    }

    @Test func aCorrectionTellsWhatChangedAndKeepsWhatWas() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        try await bench.correct(claim, .correction, "The register had been amended.", rating: "accurate")
        let page = try await bench.page(of: claim)
        #expect(page.contains("The rating was “False” and is “Accurate” now."))
        #expect(page.contains("The amended register has it."))
        #expect(page.contains("<details>") && page.contains("register says so."), "the original")
        #expect(page.contains("og:title\" content=\"Accurate: ") && page.contains("\"version\":2"))
        let feed = try await bench.correctionFeed()
        #expect(feed.contains("<title>Correction: ") && feed.contains("“False” and is “Accurate” now"))
        #expect(try await bench.verdictFeed().contains("<title>Accurate: "))
        let list = try await bench.deskPage()
        #expect(list.contains("Latest corrections") && list.contains("The register had been amended."))
    }

    @Test func aRetractionIsSaidFirstAndKeepsWhatWas() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        _ = try await bench.desk.enter(
            .retraction, of: claim.id, publicText: "The register was forged.", reason: nil, by: bench.caller("ed"))
        let page = try await bench.page(of: claim)
        let notice = try #require(page.range(of: "The register was forged."))
        let verdict = try #require(page.range(of: "class=\"badge\""))
        #expect(notice.lowerBound < verdict.lowerBound)
        #expect(page.contains("The verdict that was retracted") && page.contains("register says so."))
        #expect(!page.contains("ld+json"))
        #expect(!(try await bench.verdictFeed().contains("<entry")))
        #expect(try await bench.correctionFeed().contains("<title>Retraction: "))
        #expect(try await bench.reportPage(claim.articleID).contains("The verdict was retracted"))
    }

    @Test func aKilledArticleKeepsItsVerdictsAndNothingElse() async throws {
        let bench = try await Bench.make()
        try await bench.setPolicy("articleText", "whole")
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        #expect(try await bench.reportPage(claim.articleID).contains("lost two barges"))
        _ = try await bench.desk.withdraw(claim.articleID, reason: "A lawyer wrote.", by: bench.caller("ed"))
        let page = try await bench.reportPage(claim.articleID)
        #expect(page.contains(claim.statement) && page.contains("The newsroom has withdrawn this article"))
        for forbidden in ["lost two barges", "A lawyer wrote", "Set aside", "Not yet checked"] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        #expect(try await bench.page(of: claim).contains("Withdrawn by the newsroom since"))
        #expect(try await bench.deskPage().contains("\(claim.id)"))
    }

    @Test func aDeskCanGoWithoutPublicPages() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        try await bench.setPolicy("publicPages", false)
        await #expect(throws: NotFound("page")) { try await bench.deskPage() }
        await #expect(throws: NotFound("page")) { try await bench.page(of: claim) }
        await #expect(throws: NotFound("page")) { try await bench.reportPage(claim.articleID) }
        await #expect(throws: NotFound("page")) { try await bench.verdictFeed() }
        await #expect(throws: NotFound("page")) { try await bench.correctionFeed() }
        try await bench.setPolicy("publicPages", true)
        #expect(try await bench.page(of: claim).contains(claim.statement))
    }
}
