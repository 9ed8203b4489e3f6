import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// The lists of a desk that has published for years.
@Suite(.database(.manyVerdicts))
struct PublicListPlanTests {
    @Test func theNewestPageOfALargeDeskReadsItsIndex() async throws {
        let bench = try await Bench.entering()
        let desk = try bench.principal("ed").deskID
        let newest = PageRequest(limit: 20)
        func plan(_ words: String?, _ rating: String?, _ page: PageRequest) async throws -> (text: String, cost: Double)
        {
            let search = PublicSearch(words: words, rating: rating)
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
