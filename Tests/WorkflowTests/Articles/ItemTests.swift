import Domain
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// What is checked need not be an article.
@Suite(.desk)
struct ItemTests {
    private static func submission(
        _ kind: ItemKind, body: String = "The harbour wall of Port Sable is 412 metres long.",
        description: String? = nil, saidBy: String = "Mira Oduya"
    ) -> Submission {
        Submission(
            externalID: "i-\(kind)", url: "https://social.example.org/p/1", title: "At the quay", body: body,
            requiredReviews: 1,
            item: Item(
                kind: kind, description: description, saidBy: saidBy,
                saidAt: Date(timeIntervalSince1970: 1_767_225_600),
                saidIn: "Port Sable, town hall"))
    }

    private static func published(_ submission: Submission, on bench: Bench) async throws -> (Claim, Article) {
        let receipt = try await bench.desk.submit(submission, by: bench.caller("submitter"))
        try await bench.work()
        let taken = try #require(
            try await bench.desk.take(TakeRequest(articleID: receipt.articleID), by: bench.caller("ana")).leases.first)
        try await bench.review("ana", taken.lease, rating: "false")
        _ = try await bench.desk.publish(taken.claim.id, overrideReason: nil, by: bench.caller("ed"))
        return (taken.claim, try await bench.desk.article(receipt.articleID, for: bench.principal("ed")))
    }

    @Test(arguments: [ItemKind.speech, .post, .interview, .transcript, .tip])
    func publicFormsCallItByItsName(kind: ItemKind) async throws {
        let bench = try await Bench.make()
        let (claim, article) = try await Self.published(Self.submission(kind), on: bench)
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        var texts: [String: String] = [
            "page": try await bench.page(of: claim), "report": try await bench.reportPage(article.id),
            "feed": try await bench.verdictFeed(), "list": try await bench.deskPage(),
        ]
        for format in ReportFormat.allCases {
            texts["\(format)"] = report.rendered(as: format, server: "https://desk.example.org", csv: CSV.Options())
        }
        for (name, text) in texts {
            for wrong in ["The article", "the article", "this article", "Article of", "Whole article"] {
                #expect(!text.contains(wrong), "\(name): \(wrong)")
            }
        }
        for name in ["page", "html", "md"] {
            let text = try #require(texts[name])
            for fact in [kind.noun, "Mira Oduya", "1 January 2026", "Port Sable, town hall"] {
                #expect(text.localizedCaseInsensitiveContains(fact), "\(name): \(fact)")
            }
        }
        #expect(texts["csv"]?.contains(",\(kind.rawValue),") == true)
    }

    @Test func aSpeechsOwnSentencesAreTheSpeakers() async throws {
        let bench = try await Bench.make()
        let (speech, _) = try await Self.published(Self.submission(.speech), on: bench)
        #expect(speech.claimant == Claimant(name: "Mira Oduya", kind: .named, quotation: .direct))
        let (interview, _) = try await Self.published(Self.submission(.interview), on: bench)
        #expect(interview.claimant.kind == .article)
    }

    @Test func aBodyThatSaysItIsNoPerson() async throws {
        let bench = try await Bench.make()
        let submission = Self.submission(.post, saidBy: "The Port Authority")
        let (post, article) = try await Self.published(submission, on: bench)
        #expect(post.claimant.name == "The Port Authority" && post.claimant.isOrganization)
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        let reviews = report.rendered(as: .claimreview, server: "https://desk.example.org")
        let said = try JSON(reading: Array(reviews.utf8)).items.first?["itemReviewed"]?["author"]
        #expect(said?["@type"] == "Organization" && said?["name"] == "The Port Authority")
    }

    @Test func anImageNeedsAnEyeAndMayHaveNoWords() async throws {
        let bench = try await Bench.make()
        await #expect {
            try await bench.desk.submit(Self.submission(.image, body: ""), by: bench.caller("submitter"))
        } throws: { ($0 as? InputError)?.field == "description" }
        let receipt = try await bench.desk.submit(
            Self.submission(.image, body: "", description: "A quay under water."), by: bench.caller("submitter"))
        try await bench.work()
        let article = try await bench.desk.article(receipt.articleID, for: bench.principal("ed"))
        #expect(article.version.status == .ready && article.claimCounts.isEmpty)
        let claim = try await bench.desk.addClaim(
            ClaimAddition(
                statement: "The quay was under water on 1 January 2026.",
                claimant: Claimant(name: "Mira Oduya", kind: .named, quotation: nil),
                source: ClaimSource(title: "The picture", url: nil), requiredReviews: 1),
            to: article.id, by: bench.caller("ed")
        ).claim
        let taken = try #require(
            try await bench.desk.take(TakeRequest(articleID: article.id), by: bench.caller("ana")).leases.first)
        #expect(taken.claim.id == claim.id && taken.article.item.description == "A quay under water.")
        try await bench.review("ana", taken.lease, rating: "false")
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        #expect(try await bench.page(of: claim).contains("A quay under water."))
        // Where the item was said is not where the claim was.
        #expect(!(try await bench.page(of: claim).contains("Port Sable, town hall")))
        #expect(try await bench.reportPage(article.id).contains("A quay under water."))
    }

    @Test func anotherDescriptionIsAnotherVersion() async throws {
        let bench = try await Bench.make()
        let first = Self.submission(.video, description: "A quay.")
        let before = try await bench.desk.submit(first, by: bench.caller("submitter"))
        #expect(try await bench.desk.submit(first, by: bench.caller("submitter")).created == false)
        let next = try await bench.desk.submit(
            Self.submission(.video, description: "A quay under water."), by: bench.caller("submitter"))
        #expect(next.articleID == before.articleID && next.version == 2)
    }

    /// Articles are known by what they were known by before there were other things.
    @Test func anArticlesContentIsWhatItWas() {
        let plain = Submission(title: "T", body: "B.")
        #expect(plain.content == "1:T,-,-,-,-,10:text/plain,2:B.")
    }
}
