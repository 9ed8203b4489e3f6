import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// The statements that run most must stay quick when the tables are large: which index, and how much work.
@Suite(.database(migrations: Schema.migrations))
struct PlanTests {
    @Test func aTakeReadsTheOpenSlotsInTheirOrder() async throws {
        let bench = try await Bench.make()
        try await bench.fillQueue(claims: 20_000)
        let ana = try bench.principal("ana")
        let plan = try await bench.plan(
            ReviewSlot.taking(
                as: Lease.ID(rawValue: UUID()), by: ana.memberID, seconds: 60, filter: SlotFilter(), on: ana.deskID))
        #expect(plan.text.contains("review_slots_open_idx"))
        #expect(!plan.text.contains("Seq Scan on review_slots"))
        #expect(plan.cost < 100)
    }

    @Test func aTakeFindsTheScalesOfItsClaimsByTheirKeys() async throws {
        let bench = try await Bench.make()
        try await bench.fillQueue(claims: 20_000)
        let inUse = try #require(try await bench.desk.profile(for: bench.principal("ana")).scale)
        try await bench.database.write { session in
            try session.execute(
                """
                INSERT INTO leases (desk_id, id, slot_id, claim_id, member_id, token, taken_at, expires_at)
                SELECT s.desk_id, gen_random_uuid(), s.id, s.claim_id, \(try bench.principal("ana").memberID),
                    nextval('lease_tokens'), now(), now()
                FROM review_slots s
                """)
        }
        try await bench.database.writeWithoutTransaction { try $0.execute("ANALYZE leases") }
        let plan = try await bench.plan(
            RatingScale.showing(
                to: [Lease.ID(rawValue: UUID())], inUse: inUse, on: bench.principal("ana").deskID))
        for table in ["leases", "review_slots", "reviews"] {
            #expect(!plan.text.contains("Seq Scan on \(table)"), "\(plan.text)")
        }
        #expect(plan.cost < 100)
    }

    @Test func aFetchReadsTheWaitingJobsInTheirOrder() async throws {
        let bench = try await Bench.make()
        try await bench.database.write { session in
            try session.execute(
                """
                INSERT INTO jobs (id, desk_id, kind, payload, state, priority, run_at)
                SELECT gen_random_uuid(), d.id, 'extract_article', '{}', 'available', n % 9, now() - n * interval '1 s'
                FROM desks d, generate_series(1, 20000) n
                """)
        }
        try await bench.database.writeWithoutTransaction { try $0.execute("ANALYZE jobs") }
        let plan = try await bench.plan(Job.fetching(limit: 10, worker: "w", leaseSeconds: 30))
        #expect(plan.text.contains("jobs_fetch_idx"))
        #expect(!plan.text.contains("Seq Scan on jobs"))
        #expect(plan.cost < 200)
    }
}

extension Bench {
    /// Fills the queue with claims of one article, two slots each, without going through the extractor.
    func fillQueue(claims: Int) async throws {
        let article = try await article(requiredReviews: 2)
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO claims (desk_id, id, article_id, version_id, ordinal, status, statement, claimant_kind, kind,
                    checkable, worthiness, score, reasons, detector, required_reviews, queued_at)
                SELECT v.desk_id, gen_random_uuid(), v.article_id, v.id, 1000 + n, 'queued', 'Claim ' || n, 'article',
                    'event', true, 'important', random(), '{}', 'test', 2, now()
                FROM article_versions v, generate_series(1, \(claims)) n
                WHERE v.article_id = \(article.id)
                """)
            try IncomingClaim.refreshStatistics(in: session)
            try session.execute(
                """
                INSERT INTO review_slots (desk_id, id, claim_id, article_id, submitted_by, ordinal, required_reviews,
                    rank)
                SELECT c.desk_id, gen_random_uuid(), c.id, c.article_id, a.submitted_by, o, 2, c.score
                FROM claims c
                JOIN articles a ON a.desk_id = c.desk_id AND a.id = c.article_id
                CROSS JOIN generate_series(1, 2) o
                WHERE c.detector = 'test'
                """)
        }
        try await database.writeWithoutTransaction { session in
            try session.execute("ANALYZE claims")
            try session.execute("ANALYZE review_slots")
        }
    }

    /// How Postgres would run a statement, and its estimate of the whole cost.
    func plan(_ statement: SQL) async throws -> (text: String, cost: Double) {
        let lines = try await database.write { session in
            try session.all("EXPLAIN \(statement)") { try $0.decode("QUERY PLAN", as: String.self) }
        }
        let text = lines.joined(separator: "\n")
        let cost = lines.first?.firstMatch(of: /\.\.([0-9.]+) rows/).flatMap { Double($0.1) }
        return (text, try #require(cost))
    }
}
