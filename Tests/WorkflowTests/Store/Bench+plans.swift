import Domain
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

extension DatabaseTemplate {
    /// A desk `demo` with twenty thousand claims in its queue.
    static var longQueue: DatabaseTemplate {
        DatabaseTemplate("long_queue", migrations: Schema.migrations) { database in
            try await Bench.make(database: database).fillQueue(claims: 20_000)
        }
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
            try session.execute("ANALYZE claims")
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
        try await plan(statement, kept: false)
    }

    /// The plan that Postgres keeps for a statement, whatever values come with it.
    ///
    /// - Parameters:
    ///   - byIndex: as in transactions that store much.
    ///   - lookingUp: as in transactions that look up by keys alone.
    func keptPlan(
        _ statement: SQL, byIndex: Bool = false, lookingUp: Bool = false
    ) async throws -> (text: String, cost: Double) {
        try await plan(statement, kept: true, byIndex: byIndex, lookingUp: lookingUp)
    }

    private func plan(
        _ statement: SQL, kept: Bool, byIndex: Bool = false, lookingUp: Bool = false
    ) async throws -> (text: String, cost: Double) {
        let lines = try await (lookingUp ? database.lookingUp : database).write { session in
            func explain(_ statement: SQL) throws -> [String] {
                try session.all("EXPLAIN \(statement)") { try $0.decode("QUERY PLAN", as: String.self) }
            }
            guard kept else { return try explain(statement) }
            let oids = statement.binds.map { Int($0.type.oid) }
            let types = try session.all(
                "SELECT format_type(t::oid, NULL) AS name FROM unnest(\(oids)) WITH ORDINALITY AS u (t, place) ORDER BY place"
            ) { try $0.decode("name", as: String.self) }.map { $0 == "-" ? "unknown" : $0 }.joined(separator: ", ")
            let values = statement.binds.map { $0.text.map { "'\($0.replacing("'", with: "''"))'" } ?? "NULL" }
            if byIndex { try session.findByIndex() }
            try session.script(
                "SET LOCAL plan_cache_mode = force_generic_plan; PREPARE kept(\(types)) AS \(statement.text)")
            defer { session.closeAfterUse() }
            return try explain("EXECUTE kept(\(unescaped: values.joined(separator: ", ")))")
        }
        let text = lines.joined(separator: "\n")
        let cost = lines.first?.firstMatch(of: /\.\.([0-9.]+) rows/).flatMap { Double($0.1) }
        return (text, try #require(cost))
    }
}
