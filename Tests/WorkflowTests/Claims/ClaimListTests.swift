import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// Lists of claims: what a filter names, each claim once, whatever is looked through for it.
@Suite(.database(.filledDesk, .little))
struct ClaimListTests {
    private struct Filter: CustomTestStringConvertible {
        var status: Claim.Status?
        var query: String?
        var claimant: String?
        var minimumScore: Double?
        var appearance: Appearance.State?

        var testDescription: String { "\([status as Any, query, claimant, minimumScore, appearance] as [Any?])" }

        func has(_ claim: Claim) -> Bool {
            func words(_ words: String?, in text: String?) -> Bool {
                words.map { text?.lowercased().contains($0.lowercased()) ?? false } ?? true
            }
            return (status ?? claim.status) == claim.status && claim.score >= minimumScore ?? 0
                && words(claimant, in: claim.claimant.name)
                && (words(query, in: claim.statement) || words(query, in: claim.anchor?.exact))
                && (appearance.map {
                    $0 == claim.appearance.state && (claim.status.hasVerdict || claim.publishedAt != nil)
                } ?? true)
        }

        func listing(_ page: PageRequest, reach: Int, on desk: DeskProfile.ID) throws -> ClaimListing {
            try ClaimListing(
                page, status: status, query: query, claimant: claimant, minimumScore: minimumScore,
                appearance: appearance,
                reach: reach, on: desk)
        }
    }

    @Test func aFilterListsWhatItNamesFromTheNewestToTheOldest() async throws {
        let all = try await Self.walk(Filter(), limit: 200, reach: ClaimListing.reach)
        #expect(all.count == 310 && all.map(\.id.description) == all.map(\.id.description).sorted(by: >))
        let someone = try #require(all.compactMap(\.claimant.name).first)
        let word = try #require(all[100].statement.split(separator: " ").first { $0.count > 4 })
        let filters = [
            Filter(status: .queued), Filter(status: .published, minimumScore: 0.6),
            Filter(query: "\(word)".uppercased()),
            Filter(claimant: "\(someone.dropFirst(2))"), Filter(status: .published, claimant: someone),
            Filter(appearance: .unchanged), Filter(status: .corrected, appearance: .unchanged),
            Filter(minimumScore: 0.99),
            Filter(query: "no claim says this"), Filter(status: .queued, query: "no claim says this"),
        ]
        for filter in filters {
            let wanted = all.filter(filter.has).map(\.id)
            // Looked through in one go, and in many.
            for (limit, reach) in [(200, ClaimListing.reach), (7, ClaimListing.reach), (7, 11), (50, 1), (3, 310)] {
                let found = try await Self.walk(filter, limit: limit, reach: reach).map(\.id)
                #expect(found == wanted, "\(filter.testDescription), \(limit) of \(reach)")
            }
        }
    }

    @Test func oneRequestLooksThroughNoMoreThanItReaches() async throws {
        let first = try await Self.page(Filter(minimumScore: 2), after: nil, limit: 50, reach: 309)
        #expect(first.items.isEmpty && first.next != nil)
        let all = try await Self.page(Filter(minimumScore: 2), after: nil, limit: 50, reach: 310)
        #expect(all.items.isEmpty && all.next == nil)
    }

    private static func walk(_ filter: Filter, limit: Int, reach: Int) async throws -> [Claim] {
        var claims: [Claim] = []
        var place: Cursor?
        repeat {
            let page = try await page(filter, after: place, limit: limit, reach: reach)
            #expect(page.items.count <= limit)
            claims += page.items
            place = page.next
        } while place != nil
        return claims
    }

    private static func page(
        _ filter: Filter, after place: Cursor?, limit: Int, reach: Int
    ) async throws -> Page<Claim> {
        try await TestDatabase.current.database.read { session in
            let desk = try #require(try DeskProfile.find(slug: "volume", in: session)).id
            return try filter.listing(PageRequest(limit: limit, after: place), reach: reach, on: desk).page(in: session)
        }
    }
}
