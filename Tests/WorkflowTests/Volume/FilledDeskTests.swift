import Domain
import Foundation
import Postgres
import Rendering
import Store
import TestSupport
import Testing
import Volume

@testable import Workflow

/// A desk that is filled is a desk like any other: its rows keep every rule, and its verbs read them.
@Suite(.database(.filledDesk, .little))
struct FilledDeskTests {
    @Test func oneEventTellsOfAllThatWasMadeUp() async throws {
        let bench = try await Bench.filled()
        #expect(try await bench.count("SELECT count(*) AS count FROM claims") == 310)
        #expect(try await bench.count("SELECT count(*) AS count FROM audit_events WHERE action = 'desk.filled'") == 1)
    }

    @Test func anchorsStandInTheTextAsPostgresCountsIt() async throws {
        let bench = try await Bench.filled()
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
        let bench = try await Bench.filled()
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
        let bench = try await Bench.filled()
        // Open slots of claims that one of them has reviewed already are the other's.
        var taken: (name: String, lease: Lease)?
        for name in ["ana", "ben"] where taken == nil {
            taken = try await bench.take(name).leases.first.map { (name, $0.lease) }
        }
        let (name, lease) = try #require(taken)
        #expect(try await bench.review(name, lease, rating: "accurate").review.rating.key == "accurate")
    }

    @Test func aDeskThatHasArticlesIsRefused() async throws {
        let bench = try await Bench.filled()
        await #expect(throws: InputError.self) {
            try await bench.database.fill(FillTests.newsroom(), by: FillTests.plan)
        }
    }
}

/// The trail of a desk that is filled.
@Suite(.database(.filledDesk, .server))
struct FilledTrailTests {
    @Test func theAuditTrailVerifies() async throws {
        let bench = try await Bench.filled()
        #expect(try await bench.sealAll() > 0)
        #expect(try await bench.verified().findings == [])
    }
}

extension Bench {
    /// The filled desk, with two reviewers, an editor and an administrator.
    fileprivate static func filled() async throws -> Bench {
        let people = ["ed": "editor12", "ana": "reviewer3", "ben": "reviewer4", "admin": "admin16"]
        let bench = try await entering("volume", as: people.values.map { "\($0)@volume.example" })
        let principals = people.mapValues { bench.principals["\($0)@volume.example"] }
        return Bench(desk: bench.desk, database: bench.database, principals: principals.compactMapValues { $0 })
    }
}
