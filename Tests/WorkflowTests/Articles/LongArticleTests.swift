import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// An article with more claims than one statement stores in its time.
@Suite(.desk)
struct LongArticleTests {
    /// The tables whose rows grow with an article, and what is done to them.
    private static let changes = [
        ("passages", "INSERT", "NEW"), ("claims", "INSERT", "NEW"), ("anchors", "INSERT", "NEW"),
        ("triage_decisions", "INSERT", "NEW"), ("review_slots", "INSERT", "NEW"), ("audit_events", "INSERT", "NEW"),
        ("claims", "UPDATE", "NEW"), ("review_slots", "DELETE", "OLD"),
    ]

    /// Writes down how many rows each statement touches.
    private func countRowsOfStatements(on bench: Bench) async throws {
        try await bench.database.write { session in
            try session.execute("CREATE TABLE statement_rows (place text NOT NULL, rows bigint NOT NULL)")
            try session.execute(
                """
                CREATE FUNCTION count_statement_rows() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO statement_rows SELECT TG_OP || ' ' || TG_TABLE_NAME, count(*) FROM touched;
                    RETURN NULL;
                END
                $$
                """)
            for (table, operation, rows) in Self.changes {
                try session.execute(
                    """
                    CREATE TRIGGER count_\(unescaped: operation.lowercased()) AFTER \(unescaped: operation) ON
                        \(unescaped: table)
                    REFERENCING \(unescaped: rows) TABLE AS touched
                    FOR EACH STATEMENT EXECUTE FUNCTION count_statement_rows()
                    """)
            }
        }
    }

    private func most(_ bench: Bench) async throws -> [String: Int] {
        let rows = try await bench.database.read { session in
            try session.all("SELECT place, max(rows) AS most FROM statement_rows GROUP BY place") { row in
                (place: try row["place"] as String, most: try row["most"] as Int)
            }
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.place, $0.most) })
    }

    @Test func itsRowsAreStoredAndWithdrawnAThousandAStatement() async throws {
        let bench = try await Bench.make()
        try await countRowsOfStatements(on: bench)
        let text = (1...1_100).map { "Pier \($0) cost \(1_000 + 7 * $0) million crowns." }.joined(separator: "\n\n")
        let article = try await bench.article(text, requiredReviews: 1)
        let claims = article.claimCounts.values.reduce(0, +)
        #expect(article.version.status == .ready && claims > 1_000)
        _ = try await bench.desk.withdraw(article.id, reason: "Made up.", by: bench.caller("ed"))

        let most = try await most(bench)
        for (table, operation, _) in Self.changes {
            let rows = try #require(most["\(operation) \(table)"], "nothing was counted of \(operation) \(table)")
            #expect(rows <= 1_000, "\(rows) rows in one statement: \(operation) \(table)")
        }
        #expect(
            try await bench.count("SELECT count(*) AS count FROM claims WHERE status = 'withdrawn'") == claims)
        #expect(try await bench.count("SELECT count(*) AS count FROM anchors WHERE main") == claims)
        #expect(try await bench.count("SELECT count(*) AS count FROM review_slots") == 0)
        #expect(
            try await bench.count("SELECT count(*) AS count FROM audit_events WHERE action = 'claim.withdrawn'")
                == claims)
    }
}
