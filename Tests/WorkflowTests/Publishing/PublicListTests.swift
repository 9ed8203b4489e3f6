import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// Paging, searching and telling states apart.
@Suite(.database(migrations: Schema.migrations))
struct PublicListTests {
    /// Published claims without a history of reviews: statement n is "Claim n", said by "Mira Oduya" for every tenth, rated
    /// `misleading` for every thousandth and else `false`, the oldest ones `accurate`; the highest number is the newest.
    private func fill(_ bench: Bench, _ count: Int, accurate: Int = 0) async throws {
        let article = try await bench.article(requiredReviews: 2)
        try await bench.database.write { session in
            try session.execute(
                """
                WITH c AS (
                    INSERT INTO claims (desk_id, id, article_id, version_id, ordinal, status, statement, claimant_name,
                        claimant_kind, kind, checkable, worthiness, score, reasons, detector, required_reviews,
                        queued_at, decided_at, published_at)
                    SELECT v.desk_id, gen_random_uuid(), v.article_id, v.id, 1000 + n, 'published', 'Claim ' || n,
                        CASE WHEN n % 10 = 0 THEN 'Mira Oduya' END,
                        CASE WHEN n % 10 = 0 THEN 'named' ELSE 'article' END, 'event', true, 'important', 0.5, '{}',
                        'test', 2, now(), now(), now() - (\(count) - n) * interval '1 s'
                    FROM article_versions v, generate_series(1, \(count)) n
                    WHERE v.article_id = \(article.id)
                    RETURNING desk_id, id, version_id, ordinal - 1000 AS n, published_at
                ), h AS (
                    INSERT INTO anchors (desk_id, claim_id, version_id, start_offset, end_offset, utf16_start,
                        utf16_end, utf8_start, utf8_end, exact, prefix, suffix, main)
                    SELECT desk_id, id, version_id, 10000 + n, 10001 + n, 0, 0, 0, 0, 'x', '', '', true FROM c
                ), v AS (
                    INSERT INTO verdicts (desk_id, id, claim_id, version, basis, scale_id, scale_version, rating,
                        rationale, decided_by)
                    SELECT c.desk_id, gen_random_uuid(), c.id, 1, 'adjudication', d.scale_id, d.scale_version,
                        CASE WHEN c.n % 1000 = 0 THEN 'misleading' WHEN c.n <= \(accurate) THEN 'accurate'
                            ELSE 'false' END, 'r',
                        \(try bench.principal("ed").memberID)
                    FROM c JOIN desks d ON d.id = c.desk_id
                    RETURNING desk_id, id, claim_id, decided_by
                )
                INSERT INTO ledger_entries (desk_id, id, claim_id, verdict_id, entered_by, kind)
                SELECT desk_id, gen_random_uuid(), claim_id, id, decided_by, 'publication' FROM v
                """)
        }
        try await bench.database.writeWithoutTransaction { session in
            for table in ["claims", "verdicts", "anchors", "ledger_entries"] {
                // What the inserts left behind would have to be read by every search; autovacuum does it on a desk.
                try session.execute("VACUUM (ANALYZE) \(identifier: table)")
            }
        }
    }

    private func statements(_ page: String) -> [String] {
        page.matches(of: /<a class="plain" href="[^"]*">(Claim \d+)<\/a>/).map { String($0.1) }
    }

    private func older(_ page: String) -> Cursor? {
        page.firstMatch(of: /cursor=([^"&]+)" rel="next"/).flatMap { Cursor(text: String($0.1)) }
    }

    @Test func thePagesHaveEveryVerdictOnceTheNewestFirst() async throws {
        let bench = try await Bench.make()
        try await fill(bench, 45)
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
        try await fill(bench, 45)
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
        try await fill(bench, 3)
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

    @Test func theNewestPageOfALargeDeskReadsItsIndex() async throws {
        let bench = try await Bench.make()
        try await fill(bench, 20_000, accurate: 5_000)
        let desk = try bench.principal("ed").deskID
        let newest = PageRequest(limit: 20)
        func plan(_ words: String?, _ rating: String?, _ page: PageRequest) async throws -> (text: String, cost: Double)
        {
            let search = try PublicSearch(words: words, rating: rating)
            let query = try await bench.database.write { try PublicListing.query(search, on: desk, in: $0) }
            return try await bench.plan(try PublicListing.listing(page, query, on: desk))
        }
        var found = try await plan(nil, nil, newest)
        #expect(found.text.contains("claims_public_idx") && !found.text.contains("Seq Scan on claims"))
        #expect(found.cost < 2000, "\(found.text)")
        let last = Cursor([Timestamp.microsecondText(Date()), Claim.ID(rawValue: UUID()).description])
        found = try await plan(nil, nil, PageRequest(limit: 20, after: last))
        #expect(found.text.contains("claims_public_idx") && found.cost < 2000, "\(found.text)")
        found = try await plan(nil, "misleading", newest)
        #expect(found.text.contains("claims_public_rating_idx") && found.cost < 1000, "\(found.text)")
        found = try await plan("17345", nil, newest)
        #expect(found.text.contains("claims_public_words_idx"), "\(found.text)")
        #expect(!found.text.contains("claims_public_idx"), "\(found.text)")
        // Frequent, and only among the oldest: what is newer is not looked at.
        found = try await plan(nil, "accurate", newest)
        #expect(found.text.contains("claims_public_rating_idx") && found.cost < 1000, "\(found.text)")
        found = try await plan("claim", "false", newest)
        #expect(found.text.contains("claims_public_idx") || found.text.contains("claims_public_rating_idx"))
        #expect(!found.text.contains("claims_public_words_idx"), "\(found.text)")
        let corrections = try await bench.plan(try PublicCorrection.listing(newest, on: desk))
        #expect(corrections.text.contains("ledger_entries_corrections_idx"), "\(corrections.text)")
        #expect(corrections.cost < 500)
    }
}
