import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// The statements that run most must stay quick when the tables are large: which index, and how much work.
@Suite(.database(.longQueue))
struct PlanTests {
    @Test func aTakeReadsTheOpenSlotsInTheirOrder() async throws {
        let bench = try await Bench.entering()
        let ana = try bench.principal("ana")
        let inUse = try #require(try await bench.desk.profile(for: ana).scale)
        try await bench.database.write { session in
            try session.execute(
                """
                INSERT INTO leases (desk_id, id, slot_id, claim_id, member_id, token, taken_at, expires_at)
                SELECT s.desk_id, gen_random_uuid(), s.id, s.claim_id, \(ana.memberID), nextval('lease_tokens'), now(), now()
                FROM review_slots s
                """)
        }
        try await bench.database.writeWithoutTransaction { try $0.execute("ANALYZE leases") }
        let plan = try await bench.keptPlan(
            ReviewSlot.taking(
                as: [Lease.ID(rawValue: UUID())], by: ana.memberID, seconds: 60, filter: SlotFilter(), inUse: inUse,
                on: ana.deskID))
        #expect(plan.text.contains("review_slots_open_idx"), "\(plan.text)")
        for table in ["leases", "review_slots", "reviews"] {
            #expect(!plan.text.contains("Seq Scan on \(table)"), "\(plan.text)")
        }
        // Far from where Postgres would compile it for every take.
        #expect(plan.cost < 5000, "\(plan.text)")
    }

    /// However many slots are leased: a plan that was made while there were few must not walk through them later.
    @Test func noTakeReadsWhatOthersHaveLeased() async throws {
        let bench = try await Bench.entering()
        let ana = try bench.principal("ana")
        let inUse = try #require(try await bench.desk.profile(for: ana).scale)
        let pairs = (0..<20).map { _ in
            (slot: ReviewSlot.ID(rawValue: UUID()), lease: Lease.ID(rawValue: UUID()), member: ana.memberID)
        }
        for statement in [
            ReviewSlot.taking(
                as: [Lease.ID(rawValue: UUID())], by: ana.memberID, seconds: 60, filter: SlotFilter(), inUse: inUse,
                on: ana.deskID),
            ReviewSlot.taking(pairs, seconds: 60, inUse: inUse, on: ana.deskID),
        ] {
            let plan = try await bench.keptPlan(statement)
            #expect(!plan.text.contains("review_slots_leased_idx"), "\(plan.text)")
        }
        let expiring = try await bench.keptPlan(ReviewSlot.expiring(of: nil, on: ana.deskID))
        let condition = try #require(expiring.text.range(of: "review_slots_leased_idx"))
        #expect(expiring.text[condition.upperBound...].contains("lease_expires_at <= $"), "\(expiring.text)")
        let best = try await bench.keptPlan(ReviewSlot.best(20, on: ana.deskID))
        #expect(best.text.contains("review_slots_open_idx"))
        #expect(best.cost < 2000)
    }

    @Test func aTakeOfManyReadsTheOpenSlotsInTheirOrder() async throws {
        let bench = try await Bench.entering()
        let ana = try bench.principal("ana")
        let inUse = try #require(try await bench.desk.profile(for: ana).scale)
        let plan = try await bench.keptPlan(
            ReviewSlot.taking(
                as: (0..<20).map { _ in Lease.ID(rawValue: UUID()) }, firsts: true, by: ana.memberID, seconds: 60,
                filter: SlotFilter(), inUse: inUse, on: ana.deskID))
        #expect(plan.text.contains("review_slots_open_idx"), "\(plan.text)")
        #expect(!plan.text.contains("Seq Scan on review_slots"), "\(plan.text)")
    }

    @Test func aReviewLooksUpByKeysAllThatItTouches() async throws {
        let bench = try await Bench.entering()
        let desk = try bench.principal("ana").deskID
        let scale = try #require(try await bench.desk.profile(for: bench.principal("ana")).scale)
        let taken = try await bench.take("ana", limit: 20).leases
        let reviews = taken.map { taken in
            Review.Incoming(
                id: Review.ID(rawValue: UUID()), under: taken.lease, token: taken.lease.token, Bench.review("false"),
                evidence: [Evidence.ID(rawValue: UUID())], scale: scale, sawOthers: false)
        }
        let states = Dictionary(uniqueKeysWithValues: taken.map { ($0.claim.id, Claim.Status.inReview) })
        let leases = taken.map { (lease: $0.lease, token: $0.lease.token) }
        for statement in [
            Lease.lockingClaims(of: leases.map(\.lease.id), waiting: false, on: desk), Lease.reading(leases, on: desk),
            Review.submitting(reviews, entering: states, on: desk),
        ] {
            let plan = try await bench.keptPlan(statement, lookingUp: true)
            // Never all that a desk has.
            #expect(!plan.text.contains("Index Cond: (desk_id = "), "\(plan.text)")
            // What is switched off costs ten thousand millions where nothing else is left.
            #expect(plan.cost < 5_000, "\(plan.text)")
        }
    }

    @Test func precedentsAreFoundByTheirWords() async throws {
        let bench = try await Bench.entering()
        let asked = (0..<20).map { (id: Claim.ID(rawValue: UUID()), statement: "Claim \($0)") }
        let plan = try await bench.plan(Claim.precedents(of: asked, on: bench.principal("ana").deskID))
        #expect(!plan.text.contains("Seq Scan on claims"), "\(plan.text)")
    }

    @Test(arguments: [
        ClaimFilter(status: .queued), ClaimFilter(status: .queued, minimumScore: 0.9),
        ClaimFilter(status: .queued, query: "claim 7"), ClaimFilter(claimant: "mira", minimumScore: 0.9), ClaimFilter(),
        ClaimFilter(appearance: .changed),
    ])
    func aListOfClaimsReadsNoMoreThanItsPage(filter: ClaimFilter) async throws {
        let bench = try await Bench.entering()
        let desk = try bench.principal("ed").deskID
        let listing = try ClaimListing(
            PageRequest(limit: 50), status: filter.status, query: filter.query, claimant: filter.claimant,
            minimumScore: filter.minimumScore, appearance: filter.appearance, on: desk)
        // As a statement that is kept: it knows none of the values.
        let plan = try await bench.keptPlan(listing.reading)
        #expect(!plan.text.contains("Seq Scan on claims"), "\(plan.text)")
        #expect(plan.cost < 5_000, "\(plan.text)")
    }

    @Test func theQueueIsToldOfFromIndexesAndKeptNumbers() async throws {
        let bench = try await Bench.entering()
        let plan = try await bench.keptPlan(QueueStatistics.reading(on: bench.principal("ed").deskID))
        for table in ["claims", "review_slots", "leases"] {
            #expect(!plan.text.contains("Seq Scan on \(table)"), "\(plan.text)")
        }
        #expect(plan.text.contains("claims_decided_at_idx") && plan.text.contains("review_slots_opened_idx"))
        #expect(plan.cost < 2_000, "\(plan.text)")
    }

    @Test func theDepthOfQueuesIsReadFromTheEndsOfTheirIndexes() async throws {
        let bench = try await Bench.entering()
        let walk = try await bench.walk(Queue.depths)
        #expect(
            walk.plan.contains("review_slots_opened_idx") && walk.plan.contains("review_slots_leased_idx"),
            "\(walk.plan)")
        // Counted to the limit, and no further, though four times as many are open.
        #expect(walk.pages < 2 * Queue.countLimit + 200, "\(walk.plan)")
        let depths = try await bench.database.read { try Queue.depths(in: $0) }
        #expect(depths.map(\.open) == [Queue.countLimit] && depths[0].oldestSeconds > 0)
    }

    @Test func articlesOfAStateAreFoundByIt() async throws {
        let bench = try await Bench.entering()
        let desk = try bench.principal("ed").deskID
        try await bench.database.write { session in
            try session.execute(
                """
                INSERT INTO articles (desk_id, id, identity, external_id, submitted_by, latest_version)
                SELECT a.desk_id, gen_random_uuid(), 'n' || n, 'n' || n, a.submitted_by, 1
                FROM articles a, generate_series(1, 5000) n
                """)
            try session.execute(
                """
                INSERT INTO article_versions (desk_id, id, article_id, number, title, media_type, body, content_hash,
                    required_reviews, submitted_by)
                SELECT a.desk_id, gen_random_uuid(), a.id, 1, 'Title', 'text/plain', 'Body', decode(repeat('00', 32), 'hex'),
                    1, a.submitted_by
                FROM articles a WHERE a.external_id LIKE 'n%'
                """)
            try session.execute(
                """
                INSERT INTO extractions (desk_id, version_id, article_id)
                SELECT v.desk_id, v.id, v.article_id FROM article_versions v WHERE v.title = 'Title'
                """)
        }
        try await bench.database.writeWithoutTransaction {
            try $0.execute("ANALYZE articles, article_versions, extractions")
        }
        let page = PageRequest(limit: 50)
        let failed = try await bench.keptPlan(
            Article.listing(page, status: .failed, externalID: nil, after: nil, on: desk))
        let named = try await bench.keptPlan(
            Article.listing(page, status: nil, externalID: "n7", after: nil, on: desk))
        for plan in [failed, named] {
            #expect(!plan.text.contains("Seq Scan"), "\(plan.text)")
            #expect(plan.cost < 1_000, "\(plan.text)")
        }
        #expect(named.text.contains("articles_external_idx"), "\(named.text)")
    }

    /// Planned while the desk had next to no articles, it read all of them for each that came, of thousands too.
    @Test func articlesThatComeAreLookedForByWhatNamesThem() async throws {
        let bench = try await Bench.entering()
        let new = NewArticle(
            id: Article.ID(rawValue: UUID()), versionID: ArticleVersion.ID(rawValue: UUID()),
            Submission(url: "https://example.org/a", title: "T", body: "x"), identity: "i", contentHash: Data())
        let plan = try await bench.keptPlan(
            NewArticle.looking(for: [new], on: bench.principal("ed").deskID), byIndex: true)
        #expect(plan.text.contains("articles_identity_key") && plan.text.contains("articles_page_idx"), "\(plan.text)")
        for index in ["articles_pkey", "article_versions_pkey", "extractions_status_idx"] {
            #expect(!plan.text.contains(index), "\(plan.text)")
        }
    }
}
