import Domain
import Foundation
import Postgres
import TestSupport
import Testing
import Volume

@testable import Workflow

/// What a benchmark looks for after a fault is found where it is, and nowhere else.
@Suite(.desk)
struct DeskChecksTests {
    @Test func onlyBrokenRulesAreTold() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let taken = try await bench.take("ana", limit: 2).leases
        try await bench.review("ana", try #require(taken.first).lease, rating: "false")
        _ = try await bench.desk.submit(Submission(title: "T", body: Bench.text), by: bench.caller("submitter"))
        #expect(try await bench.database.brokenRules(onDesk: "demo").isEmpty)
        let holdings = try await bench.database.holdings(onDesk: "demo")
        #expect(holdings.articles == 2 && holdings.read == 1 && holdings.waiting == 1)
        #expect(holdings.leases == 2 && holdings.reviews == 1)
        #expect(try await !bench.database.hasNothingToRead(onDesk: "demo"))

        try await bench.database.write { session in
            try session.execute("DELETE FROM jobs")
            try session.execute("UPDATE leases SET ended_at = now(), ending = 'released' WHERE ended_at IS NULL")
        }
        let broken = try await bench.database.brokenRules(onDesk: "demo")
        #expect(
            broken.map(\.rule) == [
                "a leased slot has a lease that lives and its token", "a version that is not read has a job",
            ])
        #expect(broken.map(\.rows) == [1, 1])
    }
}
