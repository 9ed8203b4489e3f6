import Domain
import Foundation
import Testing

@testable import Rendering

/// The feed's bytes, without anything that is read.
struct ClaimReviewFeedTests {
    private let id = ArticleReport.sample.entries[0].claim.id

    private func feed() -> ClaimReviewFeed {
        ClaimReviewFeed(
            deskName: "Coast \"Desk\"", address: PublicAddress(server: "https://desk.example", slug: "coast"),
            auditHead: AuditHead(batch: 3, lastSequence: 9, hash: .zero, sealedAt: nil, events: 9))
    }

    private func reviews(server: String = "https://desk.example") -> [ClaimReview] {
        var report = ArticleReport.sample
        report.deskSlug = "coast"
        return report.claimReviews(server: server)
    }

    @Test func aFeedIsOneDocumentAlsoWithoutItems() throws {
        let feed = feed()
        let json = try JSON(reading: Array((feed.head + feed.tail).utf8))
        #expect(json["@type"] == "DataFeed" && json["dataFeedElement"] == [])
        #expect(json["name"] == "Fact checks by Coast \"Desk\"" && json["url"] == "https://desk.example/desk/coast")
        #expect(json["identifier"]?["value"] == .string("3 \(AuditHash.zero)"))
        #expect(feed.count == 0 && feed.omitted == 0)
    }

    @Test func everyReviewIsAnItemWithItsDates() throws {
        var feed = feed()
        let reviews = reviews()
        var text = feed.head
        for review in reviews {
            let item = feed.item(review, of: id)
            text += try #require(item)
        }
        let items = try JSON(reading: Array((text + feed.tail).utf8))["dataFeedElement"]?.items ?? []
        #expect(items.count == 4 && feed.count == 4)
        for (item, review) in zip(items, reviews) {
            #expect(item["@type"] == "DataFeedItem" && item["item"] == review.json)
            #expect(item["dateCreated"] == JSON(review.publishedAt) && item["dateModified"] == JSON(review.modifiedAt))
        }
    }

    @Test func whatTheLinterRefusesIsLeftOutAndNoted() throws {
        var feed = feed()
        let refused = try #require(reviews(server: "nowhere").first)
        for _ in 0...ExportManifest.shownOmissions {
            let item = feed.item(refused, of: id)
            #expect(item == nil)
        }
        #expect(feed.omitted == ExportManifest.shownOmissions + 1 && feed.count == 0)
        #expect(feed.omissions.count == ExportManifest.shownOmissions && feed.omissions[0].claimID == id)
        let passed = try #require(reviews().first)
        let (first, second) = (feed.item(passed, of: id), feed.item(passed, of: id))
        #expect(first?.hasPrefix("\n{") == true && second?.hasPrefix(",\n{") == true)
    }
}
