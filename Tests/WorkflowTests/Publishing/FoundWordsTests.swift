import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// What is there is found: names without their accents, ratings of older scales.
@Suite(.desk)
struct FoundWordsTests {
    private static func published(_ rating: String = "misleading", on bench: Bench) async throws -> Claim {
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let name = Claimant(name: "José Muñoz-Ørsted", kind: .named, quotation: .direct)
        _ = try await bench.desk.edit(
            lease.claimID, ClaimChange(statement: "Die Mauer in der Straße ist naß.", claimant: name), ifRevision: nil,
            by: bench.caller("ed"))
        try await bench.review("ana", lease, rating: rating)
        _ = try await bench.desk.publish(lease.claimID, overrideReason: "She read it so.", by: bench.caller("ed"))
        return try await bench.desk.claim(lease.claimID, for: bench.principal("ed")).claim
    }

    @Test func namesAreFoundWithoutTheirAccents() async throws {
        let bench = try await Bench.make()
        let claim = try await Self.published(on: bench)
        let page = "/desk/demo/claims/\(claim.id)"
        for words in ["jose munoz", "JOSÉ", "Jose\u{301}", "orsted", "strasse", "nass", "Straße"] {
            #expect(try await bench.deskPage(words: words).contains(page), "\(words)")
        }
        for words in ["josep", "ostred"] {
            #expect(!(try await bench.deskPage(words: words).contains(page)), "\(words)")
        }
        for filter in [
            ClaimFilter(claimant: "munoz-orsted"), ClaimFilter(claimant: "MUÑOZ"), ClaimFilter(query: "STRASSE"),
        ] {
            let found = try await bench.desk.claims(filter, PageRequest(), for: bench.principal("ed")).items
            #expect(found.map(\.claim.id) == [claim.id], "\(filter)")
        }
        var export = ExportFilter()
        export.claimant = "munoz"
        let rows = try await bench.stream(ExportOrder(format: .ndjson, filter: export)).text
        #expect(rows.contains(claim.id.description))
    }

    @Test func anUnknownRatingOfAnExportIsRefusedWithWhatThereIs() async throws {
        let bench = try await Bench.make()
        var filter = ExportFilter()
        filter.ratings = ["false", "flase"]
        func refused(_ body: () async throws -> Void) async {
            await #expect {
                try await body()
            } throws: {
                guard let error = $0 as? InputError else { return false }
                return error.field == "ratings[1]" && error.problem.contains("accurate, mostly, misleading, false")
            }
        }
        let order = ExportOrder(format: .csv, filter: filter)
        await refused { _ = try await bench.desk.requestExport(order, server: Bench.server, by: bench.caller("ed")) }
        await refused {
            _ = try await bench.desk.prepareStream(order, server: Bench.server, for: bench.principal("ed"))
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM exports") == 0)
    }

    @Test func ratingsOfAnOlderScaleStayFindable() async throws {
        let bench = try await Bench.make()
        let claim = try await Self.published(on: bench)
        let scale = try #require(try await bench.desk.profile(for: bench.principal("ed")).scale)
        let newer = RatingScaleInput(name: "Truth", ratings: Bench.ratings.filter { $0.key != "misleading" })
        _ = try await bench.desk.addVersion(of: scale.id, newer, ifVersion: nil, by: bench.caller("admin"))
        let page = try await bench.deskPage()
        #expect(page.contains("<option value=\"misleading\""))
        #expect(try await bench.deskPage(rating: "misleading").contains("/desk/demo/claims/\(claim.id)"))
        var filter = ExportFilter()
        filter.ratings = ["misleading"]
        #expect(
            try await bench.stream(ExportOrder(format: .ndjson, filter: filter)).text.contains(claim.id.description))
    }
}
