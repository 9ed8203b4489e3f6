import Domain
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// Articles that are known by their page.
@Suite(.desk)
struct PageIdentityTests {
    private static let spellings = [
        "https://example.org/a", "HTTPS://Example.ORG/a", "https://example.org:443/a", "https://example.org/a#part-2",
        "http://www.example.org/a?utm_source=mail",
    ]

    private func submit(
        _ url: String, body: String = Bench.text, externalID: String? = nil, on bench: Bench
    ) async throws -> SubmissionReceipt {
        try await bench.desk.submit(
            Submission(externalID: externalID, url: url, title: "T", body: body), by: bench.caller("submitter"))
    }

    @Test func onePageIsOneArticleThatKeepsTheAddressItCameWith() async throws {
        let bench = try await Bench.make()
        let receipts = try await Self.spellings.reversed().asyncMap { try await submit($0, on: bench) }
        #expect(
            Set(receipts.map(\.articleID)).count == 1 && receipts.map(\.created) == [true, false, false, false, false])
        let changed = try await submit(Self.spellings[0], body: "Another text.", on: bench)
        #expect(changed.articleID == receipts[0].articleID && changed.version == 2)
        let article = try await bench.desk.article(changed.articleID, for: bench.principal("ed"))
        #expect(article.url == Self.spellings[4])
        // The newsroom's own id says more than an address.
        #expect(try await submit(Self.spellings[0], externalID: "7", on: bench).articleID != changed.articleID)
        #expect(try await submit(Self.spellings[1], body: "Another text.", on: bench).articleID == changed.articleID)
    }

    @Test func allSpellingsAtOnceAreOneArticle() async throws {
        let bench = try await Bench.make()
        let receipts = try await withThrowingTaskGroup(of: SubmissionReceipt.self) { group in
            for number in 0..<40 { group.addTask { try await submit(Self.spellings[number % 5], on: bench) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(receipts.count { $0.created } == 1 && Set(receipts.map(\.versionID)).count == 1)
    }

    /// Rows as an older release wrote them: known by the address as it came.
    private func asBefore(_ bench: Bench) async throws {
        try await bench.database.write { session in
            try session.execute(
                "UPDATE articles SET identity = 'url:' || url, canonical_url = NULL WHERE external_id IS NULL")
        }
    }

    @Test func articlesOfAnOlderReleaseAreFoundOnceTheirAddressesAreRead() async throws {
        let bench = try await Bench.make()
        let old = try await submit(Self.spellings[4], on: bench)
        try await asBefore(bench)
        // The same spelling is known at once.
        #expect(try await submit(Self.spellings[4], on: bench).articleID == old.articleID)
        #expect(try await bench.desk.fillCanonicalURLs() == 1)
        #expect(try await bench.desk.fillCanonicalURLs() == 0)
        for url in Self.spellings { #expect(try await submit(url, on: bench).articleID == old.articleID, "\(url)") }
        #expect(try await bench.count("SELECT count(*) AS count FROM articles") == 1)
    }

    @Test func whereThereAreSeveralOfAPageEachKeepsItsAddressAndTheOldestGetsTheRest() async throws {
        let bench = try await Bench.make()
        let first = try await submit(Self.spellings[4], on: bench)
        let second = try await submit("https://example.org/other", on: bench)
        try await bench.database.write { session in
            try session.execute(
                "UPDATE articles SET url = \(Self.spellings[3]) WHERE url = 'https://example.org/other'")
        }
        try await asBefore(bench)
        #expect(try await bench.desk.fillCanonicalURLs() == 2)
        #expect(try await submit(Self.spellings[4], on: bench).articleID == first.articleID)
        #expect(try await submit(Self.spellings[3], on: bench).articleID == second.articleID)
        for url in Self.spellings[..<3] {
            #expect(try await submit(url, on: bench).articleID == first.articleID, "\(url)")
        }
    }

    @Test func aDeskDoesNotKnowThePagesOfAnother() async throws {
        let (ours, theirs) = (try await Bench.make(), try await Bench.make(slug: "other"))
        let first = try await submit(Self.spellings[0], on: ours)
        let second = try await submit(Self.spellings[0], on: theirs)
        #expect(second.created && second.articleID != first.articleID)
    }
}

extension Sequence {
    /// One after the other.
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
