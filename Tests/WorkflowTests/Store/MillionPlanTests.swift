import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// The plans that Postgres keeps where it reckons with a million claims and slots: by the indexes that were made for them.
@Suite(.database(.longQueue))
struct MillionPlanTests {
    /// As if the tables had grown since they were counted: plans are made by these numbers.
    private static func bench() async throws -> Bench {
        let bench = try await Bench.entering()
        try await bench.database.write { session in
            // A desk on which all claims are in one state has nothing to look for by it.
            try session.execute("UPDATE claims SET status = 'dismissed' WHERE ordinal % 10 = 0")
            try session.execute("ANALYZE claims")
            try session.execute(
                """
                UPDATE pg_class SET reltuples = 1000000, relpages = greatest(relpages, 1)
                WHERE oid IN ('claims'::regclass, 'anchors'::regclass, 'review_slots'::regclass, 'articles'::regclass,
                    'article_versions'::regclass, 'extractions'::regclass, 'audit_events'::regclass)
                """)
        }
        return bench
    }

    @Test func listsAndCountsAreFoundByTheirIndexes() async throws {
        let bench = try await Self.bench()
        let desk = try bench.principal("ed").deskID
        let page = PageRequest(limit: 50)
        func claims(_ filter: ClaimFilter) throws -> SQL {
            try ClaimListing(page, status: filter.status, minimumScore: filter.minimumScore, on: desk).reading
        }
        let (article, some) = (Article.ID(rawValue: UUID()), (0..<50).map { _ in Article.ID(rawValue: UUID()) })
        let statements: [(what: String, SQL, index: String)] = [
            ("claims", try claims(ClaimFilter()), "claims_pkey"),
            ("claims by two filters", try claims(ClaimFilter(status: .queued, minimumScore: 0.5)), "claims_status_idx"),
            ("the queue", QueueStatistics.reading(on: desk), "review_slots_opened_idx"),
            ("articles", Article.listing(page, status: nil, externalID: nil, after: nil, on: desk), "articles_pkey"),
            (
                "articles by status", Article.listing(page, status: .ready, externalID: nil, after: nil, on: desk),
                "extractions_status_idx"
            ),
            ("claims of articles, counted", Article.counting(claimsOf: some, on: desk), "claims_standing_idx"),
            ("a report's claims", Claim.reading(of: article, on: desk), "claims_article_idx"),
            (
                "a claim's events",
                """
                SELECT FROM audit_events e
                WHERE \(AuditEntry.conditions(AuditFilter(subjectID: UUID()), before: nil, on: desk))
                ORDER BY e.sequence DESC LIMIT 51
                """, "audit_events_subject_idx"
            ),
            ("leases that ran out", ReviewSlot.expiring(of: nil, on: desk), "review_slots_leased_idx"),
        ]
        for (what, statement, index) in statements {
            let plan = try await bench.keptPlan(statement)
            #expect(plan.text.contains(index), "\(what): \(plan.text)")
            for table in [
                "claims", "anchors", "review_slots", "articles", "article_versions", "extractions", "audit_events",
            ] {
                #expect(!plan.text.contains("Seq Scan on \(table) "), "\(what): \(plan.text)")
            }
        }
    }
}
