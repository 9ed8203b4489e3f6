import Domain
import Extraction
import Foundation
import Postgres
import TestSupport
import Testing
import Volume

@testable import Workflow

/// A desk of made-up work keeps the rules that a desk of real work keeps.
@Suite(.database(migrations: Schema.migrations))
struct FillRulesTests {
    @Test func theRowsKeepTheRulesOfTheDesk() async throws {
        let database = TestDatabase.current.database
        try await database.watchSteps()
        let plan = VolumePlan(claims: 310, seed: 7, until: Date(timeIntervalSince1970: 1_790_000_000))
        let scale = Newsroom.Scale(name: "Truth", ratings: LiveServer.ratings)
        _ = try await database.fill(plan.newsroom(slug: "volume", name: "Volume", scale: scale), by: plan)
        // What nobody ever did has no audit events; the one of the filling stands for all.
        let broken = try await database.brokenRules(of: "volume").filter { !$0.contains("without an audit event") }
        #expect(broken == [])
    }
}
