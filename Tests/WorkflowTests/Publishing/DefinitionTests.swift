import Domain
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk) struct DefinitionTests {
    @Test func aReaderFindsWhatTheRatingMeans() async throws {
        let bench = try await Bench.make()
        let scale = try #require(try await bench.desk.scales(for: bench.principal("ed")).first)
        let defined = scale.ratings.map {
            Rating(
                key: $0.key, label: $0.label, value: $0.value, offScale: $0.offScale, colour: $0.colour,
                definition: $0.key == "false" ? "The statement is <not> right." : nil)
        }
        _ = try await bench.desk.addVersion(
            of: scale.id, RatingScaleInput(name: "Truth", ratings: defined), ifVersion: nil, by: bench.caller("admin"))
        try await bench.article(requiredReviews: 2)
        let (wrong, right) = (try await bench.publishedClaim("false"), try await bench.publishedClaim("accurate"))
        #expect(try await bench.page(of: wrong).contains("The statement is &lt;not&gt; right."))
        #expect(!(try await bench.page(of: right).contains("class=\"definition\"")))
    }
}
