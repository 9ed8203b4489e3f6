import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// Paging, searching and telling states apart.
@Suite(.desk)
struct PublicListTests {
    private func statements(_ page: String) -> [String] {
        page.matches(of: /<a class="plain" href="[^"]*">(Claim \d+)<\/a>/).map { String($0.1) }
    }

    private func older(_ page: String) -> Cursor? {
        page.firstMatch(of: /cursor=([^"&]+)" rel="next"/).flatMap { Cursor(text: String($0.1)) }
    }

    @Test func thePagesHaveEveryVerdictOnceTheNewestFirst() async throws {
        let bench = try await Bench.make()
        try await bench.fillPublished(45)
        var seen: [String] = []
        var cursor: Cursor?
        for expected in [20, 20, 5] {
            let page = try await bench.deskPage(after: cursor)
            #expect(statements(page).count == expected)
            seen += statements(page)
            cursor = older(page)
        }
        #expect(cursor == nil)
        #expect(seen == (1...45).reversed().map { "Claim \($0)" })
        await #expect(throws: InputError.self) { try await bench.deskPage(after: Cursor(["x", "y"])) }
        await #expect(throws: InputError.self) {
            try await bench.desk.correctionFeed(after: Cursor(["1"]), bench.request())
        }
    }

    @Test func aSearchFindsBeginningsOfWordsAndRatings() async throws {
        let bench = try await Bench.make()
        try await bench.fillPublished(45)
        #expect(
            statements(try await bench.deskPage(words: "mira OD")) == ["Claim 40", "Claim 30", "Claim 20", "Claim 10"])
        #expect(statements(try await bench.deskPage(words: "claim 45")) == ["Claim 45"])
        #expect(statements(try await bench.deskPage(words: "Mira 4")) == ["Claim 40"])
        let page = try await bench.deskPage(words: "claim", rating: "false")
        #expect(statements(page).count == 20 && older(page) != nil)
        #expect(page.contains("<option value=\"false\" selected>"))
        #expect(statements(try await bench.deskPage(words: "claim", rating: "false", after: older(page))).count == 20)
        for (words, rating) in [("nowhere", nil), (nil, "accurate"), ("claim 1", "misleading")] as [(String?, String?)]
        {
            #expect(try await bench.deskPage(words: words, rating: rating).contains("No published verdict fits"))
        }
    }

    @Test(arguments: [
        "'", "''; DROP", "a:* & b | !c", "\\", "\\'", "<->", "( ) &", "%", "…", "\u{200B}", "http://a/b?c=\\'d", "🙂",
        "a\u{301}",
        "--", "word:A*B",
    ])
    func nothingInASearchIsMoreThanWords(words: String) async throws {
        let bench = try await Bench.make()
        try await bench.fillPublished(3)
        let page = try await bench.deskPage(words: words)
        #expect(page.contains("No published verdict fits"))
    }

    @Test func aRatingFindsTheVerdictThatStands() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        func finds(_ rating: String) async throws -> Bool {
            try await !bench.deskPage(rating: rating).contains("No published verdict fits")
        }
        #expect(try await finds("false"))
        #expect(try await !finds("accurate"))
        try await bench.correct(claim, .correction, "Amended.", rating: "accurate")
        #expect(try await !finds("false"))
        #expect(try await finds("accurate"))
    }

    @Test func anUnchangedPageIsToldFromASmallQuery() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        func stamps(after: [PublicStamp] = []) async throws -> [PublicStamp] {
            let request = PublicRequest(slug: "demo", isCurrent: { after.contains($0) })
            func stamp<Content>(_ answer: PublicAnswer<Content>) -> PublicStamp {
                #expect((answer.content == nil) == after.contains(answer.stamp))
                return answer.stamp
            }
            return [
                stamp(try await bench.desk.publicVerdict(claim.id, request)),
                stamp(try await bench.desk.publicReport(claim.articleID, request)),
                stamp(try await bench.desk.publicDesk(.everything, after: nil, request)),
                stamp(try await bench.desk.verdictFeed(after: nil, request)),
                stamp(try await bench.desk.correctionFeed(after: nil, request)),
            ]
        }
        var before = try await stamps()
        #expect(Set(before.map(\.tag)).count == 5)
        #expect(try await stamps(after: before) == before)
        func changes(_ pages: Set<Int>, _ what: String, _ body: () async throws -> Void) async throws {
            try await body()
            let after = try await stamps(after: before)
            for index in before.indices {
                #expect((before[index].tag != after[index].tag) == pages.contains(index), "\(what): page \(index)")
                #expect(before[index].changedAt <= after[index].changedAt)
            }
            before = after
        }
        try await changes([0, 1], "an attempt to reach the claimant") {
            _ = try await bench.desk.recordReply(
                ReplyAttempt.Input(
                    channel: .phone, contact: "Press", contactedAt: Date().addingTimeInterval(-3600)),
                on: claim.id, by: bench.caller("ed"))
        }
        try await changes([0, 1, 2, 3, 4], "a correction") {
            try await bench.correct(claim, .correction, "Amended.", rating: "accurate")
        }
        try await changes([0, 1, 2, 3, 4], "the desk's name") {
            _ = try await bench.desk.changeDesk(DeskChange(name: "Coast"), ifRevision: nil, by: bench.caller("admin"))
        }
        try await changes([], "nothing") {}
    }
}
