import Domain
import Postgres
import TestSupport
import Testing
import Volume

@testable import Workflow

/// Articles that Postgres makes by the thousand are such as a submission makes.
@Suite(.desk)
struct ManyArticlesTests {
    @Test func eachClaimWaitsInTheQueueAndStandsWhereItSays() async throws {
        let bench = try await Bench.make()
        try await bench.database.queueArticles(of: 101, onDesk: "demo")
        let ed = try bench.principal("ed")
        let articles = try await bench.desk.articles(ArticleFilter(status: .ready), PageRequest(), for: ed).items
        #expect(articles.map(\.claimCounts) == [[.queued: 50], [.queued: 50], [.queued: 50]])
        for article in articles {
            let text = try await bench.desk.articleText(article.id, for: ed).text
            let claims = try await bench.desk.claims(of: article.id, PageRequest(), for: ed).items.map(\.claim)
            for claim in claims {
                let anchor = try #require(claim.anchor)
                let words = Array(text.unicodeScalars)[anchor.range.start..<anchor.range.end]
                #expect(String(String.UnicodeScalarView(words)) == anchor.exact && anchor.exact == claim.statement)
                #expect(text.contains(anchor.prefix + anchor.exact + anchor.suffix))
            }
        }
        #expect(try await bench.desk.queueStatistics(for: ed).queue.open == 150)
        #expect(try await bench.take("ana", limit: 3).leases.count == 3)
    }
}
