import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// What a desk decides by the time, it decides by the database's: here the process is a hundred days behind it.
@Suite(.database(migrations: Schema.migrations))
struct DatabaseTimeTests {
    private static let day: TimeInterval = 86_400

    /// A desk on a database whose clock is ahead. Functions of ours stand before the server's own in the path by which
    /// statements find them, so that everything that asks for the time gets theirs.
    private func ahead(_ body: (Bench) async throws -> Void) async throws {
        let test = TestDatabase.current
        try await test.database.write { session in
            try session.script(
                """
                CREATE SCHEMA ahead;
                CREATE FUNCTION ahead.now() RETURNS timestamptz STABLE LANGUAGE sql
                    AS $$ SELECT pg_catalog.now() + interval '100 days' $$;
                CREATE FUNCTION ahead.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql
                    AS $$ SELECT pg_catalog.clock_timestamp() + interval '100 days' $$;
                DO $$ BEGIN
                    EXECUTE format('ALTER DATABASE %I SET search_path = ahead, pg_catalog, public', current_database());
                END $$;
                """)
        }
        let database = Database(.init(connectionString: test.connectionString))
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(try await Bench.make(database: database)))
        } catch {
            result = .failure(error)
        }
        await database.close(within: .seconds(2))
        try result.get()
    }

    @Test func theTransactionsTimeIsTheDatabases() async throws {
        try await ahead { bench in
            let (first, second, later) = try await bench.database.write {
                (try $0.now(), try $0.now(), try $0.timeOfClock())
            }
            #expect(first == second)
            #expect(first <= later)
            #expect(first > Date().addingTimeInterval(99 * Self.day))
        }
    }

    @Test func aClaimIsRankedByWhenTheDatabaseQueuedIt() async throws {
        try await ahead { bench in
            let (claims, article) = try await bench.queued(requiredReviews: 1)
            // One by an editor, the others by the desk's rules.
            let first = try #require(claims.first)
            _ = try await bench.desk.triage(first.id, .dismiss, reason: "Not now.", by: bench.caller("ed"))
            _ = try await bench.desk.triage(first.id, .queue, reason: "Now.", by: bench.caller("ed"))
            let ranks = try await bench.database.read { session in
                try session.all(
                    """
                    SELECT s.rank, c.priority, c.score, c.queued_at
                    FROM review_slots s JOIN claims c ON c.desk_id = s.desk_id AND c.id = s.claim_id
                    """
                ) { row -> (stored: Double, expected: Double) in
                    (
                        stored: try row["rank"],
                        expected: QueueRank.rank(
                            priority: try row["priority"], urgency: article.version.urgency, score: try row["score"],
                            queuedAt: try row["queued_at"])
                    )
                }
            }
            #expect(claims.count > 1 && ranks.count == claims.count)
            // A day is 1.2 of rank; the column has microseconds.
            for rank in ranks { #expect(abs(rank.stored - rank.expected) < 0.000_01, "\(rank)") }
        }
    }

    @Test func aKeyEndsByTheDatabasesClock() async throws {
        try await ahead { bench in
            await #expect(throws: InputError.self) {
                try await bench.desk.createKey(
                    for: nil, name: "k", roles: nil, expiresAt: Date().addingTimeInterval(50 * Self.day),
                    by: bench.caller("ana"))
            }
            let key = try await bench.desk.createKey(
                for: nil, name: "k", roles: nil, expiresAt: Date().addingTimeInterval(200 * Self.day),
                by: bench.caller("ana"))
            try await bench.database.write { session in
                try session.execute(
                    """
                    UPDATE keys SET expires_at = \(Date().addingTimeInterval(50 * Self.day))
                    WHERE id = \(key.key.id)
                    """)
            }
            await #expect(throws: KeyError.expired) {
                try await bench.desk.rotateKey(key.key.id, overlapSeconds: 60, expiresAt: nil, by: bench.caller("ana"))
            }
        }
    }

    @Test func aReplyLiesInTheFutureByTheDatabasesClock() async throws {
        try await ahead { bench in
            try await bench.article(requiredReviews: 1)
            let claim = try #require(
                try await bench.desk.claims(ClaimFilter(), PageRequest(limit: 1), for: bench.principal("ed")).items
                    .first
            ).claim
            func ask(_ days: Double) async throws -> ReplyAttempt {
                try await bench.desk.recordReply(
                    ReplyAttempt.Input(
                        channel: .email, contact: "press", contactedAt: Date().addingTimeInterval(days * Self.day)),
                    on: claim.id, by: bench.caller("ed"))
            }
            await #expect(throws: InputError.self) { try await ask(101) }
            let attempt = try await ask(98)
            func answer(_ days: Double) async throws {
                _ = try await bench.desk.recordAnswer(
                    ReplyAttempt.Answer(answer: "No.", answeredAt: Date().addingTimeInterval(days * Self.day)),
                    to: attempt.id, by: bench.caller("ed"))
            }
            await #expect(throws: InputError.self) { try await answer(101) }
            try await answer(99)
        }
    }

    @Test func aReportIsDatedByTheDatabase() async throws {
        try await ahead { bench in
            let article = try await bench.article(requiredReviews: 1)
            let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
            #expect(report.generatedAt > Date().addingTimeInterval(99 * Self.day))
        }
    }
}
