import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// The numbers of claims by state that are kept.
@Suite(.desk)
struct ClaimCountTests {
    @Test func theyAreWhatCountingWouldFind() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        #expect(try await bench.wrongCounts() == [])
        let claims = try await bench.desk.claims(of: article.id, PageRequest(limit: 50), for: bench.principal("ed"))
        let ids = claims.items.map(\.claim.id)
        try #require(ids.count > 3)
        // Merged, dismissed, reviewed, published, and gone from the next version.
        _ = try await bench.desk.triage(ids[0], .merge(into: ids[1]), reason: "the same", by: bench.caller("ed"))
        _ = try await bench.desk.triage(ids[2], .dismiss, reason: "no claim", by: bench.caller("ed"))
        let reviewed = try await bench.reviewed(by: ["ana": "false"])
        _ = try await bench.desk.publish(reviewed.claim.id, overrideReason: nil, by: bench.caller("ed"))
        #expect(try await bench.wrongCounts() == [])
        try await bench.article("The pier of Elmstead is 90 metres long, the council said on Monday.")
        #expect(try await bench.wrongCounts() == [])
        let queue = try await bench.desk.queueStatistics(for: bench.principal("ed"))
        let standing = try await bench.count("SELECT count(*) AS count FROM claims WHERE NOT superseded")
        #expect(queue.claims.values.reduce(0, +) == standing && queue.claims.values.allSatisfy { $0 > 0 })
    }

    @Test func foldedTheyAreTheSame() async throws {
        let bench = try await Bench.make()
        try await bench.article()
        for _ in 0..<60 {
            try await bench.database.write { session in
                try session.execute("UPDATE claims SET status = 'dismissed' WHERE status = 'queued' AND ordinal = 1")
                try session.execute("UPDATE claims SET status = 'queued' WHERE status = 'dismissed' AND ordinal = 1")
            }
        }
        let before = try await bench.desk.queueStatistics(for: bench.principal("ed")).claims
        let rows = try await bench.count("SELECT count(*) AS count FROM claim_counts")
        // Two at the same time as well.
        async let one = bench.desk.foldCounts()
        async let other = bench.desk.foldCounts()
        #expect(try await one + other == rows && rows > 200)
        #expect(try await bench.count("SELECT count(*) AS count FROM claim_counts") < 10)
        #expect(try await bench.desk.queueStatistics(for: bench.principal("ed")).claims == before)
        #expect(try await bench.desk.foldCounts() == 0)
    }
}

extension Bench {
    /// States whose kept number is not the counted one, on any desk.
    func wrongCounts() async throws -> [String] {
        try await database.read { session in
            try session.all(
                """
                SELECT n.status FROM (
                    SELECT desk_id, status, count FROM claim_counts
                    UNION ALL SELECT desk_id, status, -1 FROM claims WHERE NOT superseded
                ) n
                GROUP BY n.desk_id, n.status HAVING sum(n.count) <> 0
                """
            ) { try $0["status"] }
        }
    }
}
