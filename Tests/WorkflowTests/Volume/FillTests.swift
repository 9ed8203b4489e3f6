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

/// Filling a desk: the same plan makes the same rows.
@Suite(.database(migrations: Schema.migrations))
struct FillTests {
    static let plan = VolumePlan(claims: 310, seed: 11, until: Date(timeIntervalSince1970: 1_782_820_800))

    static func newsroom(_ slug: String = "volume") -> Newsroom {
        plan.newsroom(slug: slug, name: "Volume", scale: Newsroom.Scale(name: "Truth", ratings: Bench.ratings))
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
        let receipt = try await database.fill(newsroom(), by: plan)
        #expect(receipt.claims == 310 && receipt.articles == 13)
        let tables = [
            "members", "articles", "article_versions", "extractions", "passages", "claims", "anchors",
            "triage_decisions", "review_slots", "leases", "reviews", "evidence", "verdicts", "verdict_evidence",
            "verdict_reviews",
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
