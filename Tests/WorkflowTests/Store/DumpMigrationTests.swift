import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// A database that an older release filled, migrated to this one: nothing that stands in it is lost, and it is read as before.
@Suite(.database(migrations: Array(Schema.migrations.prefix(23)), .little))
struct DumpMigrationTests {
    /// Puts the dump into the database, keeps each row beside, and migrates.
    private func migrated() async throws -> (database: Database, tables: [String]) {
        let database = TestDatabase.current.database
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Dumps/0023.sql")
        let dump = try String(contentsOf: file, encoding: .utf8)
        try await database.write { session in
            try session.script("SET LOCAL session_replication_role = replica;\n" + dump)
        }
        let tables = try await database.write { session -> [String] in
            let tables: [String] = try session.all(
                """
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'schema_migrations'
                ORDER BY table_name
                """
            ) { try $0["table_name"] }
            try session.execute("CREATE SCHEMA before")
            for table in tables {
                try session.execute(
                    "CREATE TABLE before.\(identifier: table) AS SELECT to_jsonb(t) AS row FROM public.\(identifier: table) t"
                )
            }
            return tables
        }
        _ = try await Schema.migrator().migrate(database)
        return (database, tables)
    }

    @Test func everyRowIsThereAndSaysWhatItSaid() async throws {
        let (database, tables) = try await migrated()
        var rows = 0
        for table in tables {
            // A row that a migration adds something to counts one more change.
            let (all, lost) = try await database.read { session in
                try session.first(
                    """
                    SELECT count(*) AS count, count(*) FILTER (WHERE NOT EXISTS (
                        SELECT FROM public.\(identifier: table) t WHERE to_jsonb(t) @> (b.row - 'revision'))) AS lost
                    FROM before.\(identifier: table) b
                    """
                ) { (try $0["count"] as Int, try $0["lost"] as Int) } ?? (0, 0)
            }
            #expect(lost == 0, "\(table): \(lost) of \(all)")
            rows += all
        }
        #expect(rows > 400)
    }

    @Test func whatWasPublishedIsReadAsItWas() async throws {
        let (database, _) = try await migrated()
        let bench = try await Bench.entering(as: ["Siobhán Ní Fhloinn", "Yasmin El-Khatib"], database: database)
        let ed = try bench.principal("Siobhán Ní Fhloinn")
        let claims = try await bench.desk.claims(ClaimFilter(), PageRequest(limit: 50), for: ed).items
        #expect(
            Set(claims.map(\.claim.status)) == [
                .published, .corrected, .retracted, .decided, .agreed, .inReview, .queued,
            ])
        let corrected = try #require(claims.first { $0.claim.status == .corrected })
        #expect(corrected.verdict?.version == 3 && corrected.verdict?.backing.count == 2)
        // The dump's second version of the article does not have its words any more.
        #expect(corrected.claim.appearance.state == .changed)
        #expect(claims.filter { $0.claim.appearance.state != .unchanged }.count == 1)
        let page = try await bench.page(of: corrected.claim)
        #expect(
            page.contains("Two reviewers rated the claim without seeing each other’s assessment, and did not all agree")
        )
        #expect(page.contains("Version 1, decided on") && page.contains("The list had been amended."))
        #expect(page.contains("One of (1).") == false && page.contains("We stand by it."))
        let published = try #require(claims.first { $0.claim.status == .published })
        #expect(try await bench.page(of: published.claim).contains("and came to the same rating"))
        let retracted = try #require(claims.first { $0.claim.status == .retracted })
        #expect(try await bench.page(of: retracted.claim).contains("Never said."))
        let report = try await bench.desk.report(published.claim.articleID, for: ed)
        #expect(report.publishedCount == 2)
        #expect(Set(report.entries.map(\.number)).count == report.entries.count)
        #expect(try await bench.desk.forgedRows(of: ed.deskID).isEmpty)
        // Agreeing reviews of before are not published as they were written: the desk has not said so.
        let agreed = try #require(claims.first { $0.claim.status == .agreed })
        await #expect(throws: VerdictError.textMissing) {
            try await bench.desk.publish(agreed.claim.id, overrideReason: nil, by: Caller(ed))
        }
    }
}
