import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// Articles that come together are stored together, and each as if it had come alone.
@Suite(.desk)
struct SubmitManyTests {
    private static let submissions = [
        Submission(externalID: "a", source: "cms", url: "https://example.org/a", title: "A", body: "The quay is long."),
        Submission(
            title: "B", byline: "Mira \"Oduya\"\\", publisher: "P\t",
            publishedAt: Date(timeIntervalSince1970: 1_700_000_000.5),
            language: "en", body: "Line\nof \\N text 🙂.", mediaType: .markdown, urgency: 1, requiredReviews: 3,
            topics: ["Harbours", " harbours ", "a,b\"c"]),
        Submission(url: "https://example.org/c?utm_source=x", title: "C", body: "One."),
        Submission(url: "https://www.example.org/c", title: "C", body: "Two."),
        Submission(
            title: "D", body: "",
            item: Item(kind: .image, description: "A quay", saidBy: "Mira", saidAt: Date(timeIntervalSince1970: 1))),
        Submission(externalID: "e", title: "", body: "x"),
        Submission(externalID: "f", title: "F", body: "x", embargoUntil: Date(timeIntervalSince1970: 4_000_000_000)),
    ]

    @Test func theirRowsAreThoseOfArticlesThatComeAlone() async throws {
        let bench = try await Bench.make()
        let alone = try await TestDatabase.make(migrations: Schema.migrations)
        let other = try await Bench.make(database: alone.database)
        let answers = await bench.desk.submit(
            Self.submissions.map { SubmittedLine($0) }, by: try bench.caller("submitter"))
        var expected: [String] = []
        for submission in Self.submissions {
            do {
                let receipt = try await other.desk.submit(submission, by: other.caller("submitter"))
                expected.append("\(receipt.version) \(receipt.created) \(receipt.status)")
            } catch {
                expected.append("\(error)")
            }
        }
        let found = answers.map { answer in
            switch answer {
            case .success(let receipt): "\(receipt.version) \(receipt.created) \(receipt.status)"
            case .failure(let error): "\(error)"
            }
        }
        #expect(found == expected)
        let rows = try await Self.rows(of: bench.database)
        #expect(try await Self.rows(of: alone.database) == rows && rows.count > 20)
        try await alone.drop()
    }

    @Test func twoWhoSendTheSameAtOnceStoreItOnce() async throws {
        let bench = try await Bench.make()
        let submissions = (0..<40).map {
            Submission(externalID: "n\($0)", title: "T", body: "It is \($0) metres long.")
        }
        let created = try await withThrowingTaskGroup(of: Int.self) { group in
            for turn in 0..<4 {
                group.addTask {
                    let lines = (turn.isMultiple(of: 2) ? submissions : submissions.reversed()).map {
                        SubmittedLine($0)
                    }
                    let answers = await bench.desk.submit(lines, by: try bench.caller("submitter"))
                    return try answers.map { try $0.get() }.count { $0.created }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(created == 40)
        #expect(try await bench.count("SELECT count(*) AS count FROM article_versions") == 40)
        #expect(try await bench.count("SELECT count(*) AS count FROM jobs") == 40)
        #expect(
            try await bench.count("SELECT count(*) AS count FROM audit_events WHERE action = 'article.submitted'") == 40
        )
    }

    @Test func aKeyThatEndsMeanwhileStoresNothing() async throws {
        let bench = try await Bench.make()
        let caller = try bench.caller("submitter")
        try await bench.database.write { try $0.execute("UPDATE keys SET revoked_at = now()") }
        let answers = await bench.desk.submit(
            (0..<3).map { SubmittedLine(Submission(externalID: "\($0)", title: "T", body: "x")) }, by: caller)
        for answer in answers { #expect(throws: AccessError.self) { try answer.get() } }
        #expect(try await bench.count("SELECT count(*) AS count FROM articles") == 0)
    }

    /// Every row that a submission makes, without ids and times.
    private static func rows(of database: Database) async throws -> [String] {
        let chance =
            "ARRAY['id', 'desk_id', 'article_id', 'version_id', 'submitted_by', 'created_at', 'received_at', "
            + "'changed_at', 'run_at', 'turn', 'payload', 'unique_key', 'sequence', 'transaction_id', 'at', 'actor_id', 'key_id', "
            + "'subject_id', 'details']"
        return try await database.read { session in
            try ["articles", "article_versions", "extractions", "jobs", "audit_events"].flatMap { table in
                let own: SQL = table == "audit_events" ? "WHERE action = 'article.submitted'" : ""
                return try session.all(
                    """
                    SELECT \(table) || ' ' || (to_jsonb(t) - \(unescaped: chance))::text AS row
                    FROM \(identifier: table) t \(own) ORDER BY 1
                    """
                ) { try $0.decode("row", as: String.self) }
            }
        }
    }
}
