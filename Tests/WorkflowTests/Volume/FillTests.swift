import Domain
import Extraction
import Foundation
import Postgres
import Rendering
import Store
import TestSupport
import Testing
import Volume

@testable import Workflow

/// A desk that is filled is a desk like any other: its rows keep every rule, and its verbs read them.
@Suite(.database(migrations: Schema.migrations))
struct FillTests {
    private static let plan = VolumePlan(claims: 310, seed: 11, until: Date(timeIntervalSince1970: 1_782_820_800))

    private static func newsroom(_ slug: String = "volume") -> Newsroom {
        plan.newsroom(slug: slug, name: "Volume", scale: Newsroom.Scale(name: "Truth", ratings: Bench.ratings))
    }

    /// The filled desk, with an editor and a reviewer.
    private static func bench() async throws -> Bench {
        let desk = Desk(
            database: TestDatabase.current.database, extractor: Extractor(), signals: Signals())
        let receipt = try await TestDatabase.current.database.fill(newsroom(), by: plan)
        #expect(receipt.claims == 310 && receipt.articles == 13)
        var principals: [String: Principal] = [:]
        for (name, email) in [("ed", "editor12"), ("ana", "reviewer3"), ("ben", "reviewer4"), ("admin", "admin16")] {
            let key = try await desk.createKey(
                onDesk: "volume", for: "\(email)@volume.example", name: "test", roles: nil, expiresAt: nil)
            principals[name] = try await desk.authenticate(secret: key.secret)
        }
        return Bench(desk: desk, database: TestDatabase.current.database, principals: principals)
    }

    @Test func oneEventTellsOfAllThatWasMadeUp() async throws {
        let bench = try await Self.bench()
        #expect(try await bench.count("SELECT count(*) AS count FROM claims") == 310)
        #expect(try await bench.count("SELECT count(*) AS count FROM audit_events WHERE action = 'desk.filled'") == 1)
    }

    @Test func anchorsStandInTheTextAsPostgresCountsIt() async throws {
        let bench = try await Self.bench()
        let misplaced = try await bench.count(
            """
            SELECT count(*) AS count
            FROM anchors a JOIN article_versions v ON v.desk_id = a.desk_id AND v.id = a.version_id
            WHERE substr(v.body, a.start_offset + 1, a.end_offset - a.start_offset) <> a.exact
               OR convert_from(substr(convert_to(v.body, 'UTF8'), a.utf8_start + 1, a.utf8_end - a.utf8_start),
                    'UTF8') <> a.exact
            """)
        #expect(misplaced == 0)
    }

    @Test func itsClaimsAreListedAndItsReportsRender() async throws {
        let bench = try await Self.bench()
        let editor = try bench.principal("ed")
        let articles = try await bench.desk.articles(ArticleFilter(), PageRequest(limit: 50), for: editor)
        #expect(articles.items.count == 13)
        let published = try await bench.desk.claims(
            ClaimFilter(status: .published), PageRequest(limit: 200), for: editor)
        #expect(published.items.count == 200)
        for article in articles.items {
            let report = try await bench.desk.report(article.id, for: editor)
            #expect(report.entries.count == article.claimCounts.values.reduce(0, +))
            for format in ReportFormat.allCases {
                #expect(report.rendered(as: format, server: "https://desk.example").contains("story-"))
            }
        }
    }

    @Test func whatIsLeftOpenCanBeTakenAndReviewed() async throws {
        let bench = try await Self.bench()
        // Open slots of claims that one of them has reviewed already are the other's.
        var taken: (name: String, lease: Lease)?
        for name in ["ana", "ben"] where taken == nil {
            taken = try await bench.take(name).leases.first.map { (name, $0.lease) }
        }
        let (name, lease) = try #require(taken)
        #expect(try await bench.review(name, lease, rating: "accurate").review.rating.key == "accurate")
    }

    @Test func theAuditTrailVerifies() async throws {
        let bench = try await Self.bench()
        #expect(try await bench.sealAll() > 0)
        #expect(try await bench.verified().findings == [])
    }

    @Test func aDeskThatHasArticlesIsRefused() async throws {
        let bench = try await Self.bench()
        await #expect(throws: InputError.self) { try await bench.database.fill(Self.newsroom(), by: Self.plan) }
    }

    @Test func anEmptyDeskIsFilledByItsOwnPeople() async throws {
        let bench = try await Bench.make()
        let plan = VolumePlan(claims: 20, seed: 1, until: Date(timeIntervalSince1970: 1_782_820_800))
        let receipt = try await bench.database.fill(Self.newsroom("demo"), by: plan)
        #expect(receipt.claims == 20)
        #expect(try await bench.count("SELECT count(*) AS count FROM members") == 8)
    }

    @Test func aNumberOutOfRangeMakesNoDesk() async throws {
        let plan = VolumePlan(claims: 0, seed: 1, until: Date(timeIntervalSince1970: 1_782_820_800))
        await #expect(throws: InputError.self) {
            try await TestDatabase.current.database.fill(Self.newsroom(), by: plan)
        }
        #expect(try await TestDatabase.current.database.read { try DeskProfile.all(in: $0) }.isEmpty)
    }

    @Test func theSameSeedMakesTheSameRowsInAnotherDatabase() async throws {
        let one = try await Self.fingerprint(TestDatabase.current.database)
        let other = try await TestDatabase.make(migrations: Schema.migrations)
        let two = try await Self.fingerprint(other.database)
        try await other.drop()
        #expect(one == two)
    }

    /// A hash of every row of the filled tables, without what the database's own clock says.
    private static func fingerprint(_ database: Database) async throws -> [String] {
        _ = try await database.fill(newsroom(), by: plan)
        let tables = [
            "members", "articles", "article_versions", "extractions", "passages", "claims", "anchors",
            "triage_decisions", "review_slots", "leases", "reviews", "evidence", "verdicts", "verdict_evidence",
            "correction_requests", "ledger_entries", "reply_attempts",
        ]
        return try await database.read { session in
            try tables.map { table in
                let row: SQL = table == "members" ? "to_jsonb(t) - 'created_at'" : "to_jsonb(t)"
                let hash: String? = try session.first(
                    """
                    SELECT count(*) || ' ' || coalesce(md5(string_agg(r.hash, '' ORDER BY r.hash)), '') AS hash
                    FROM (SELECT md5((\(row))::text) AS hash FROM \(identifier: table) t) r
                    """
                ) { try $0["hash"] }
                return "\(table) \(hash ?? "")"
            }
        }
    }
}
