import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// What a request is answered that comes again under its idempotency key.
@Suite(.desk)
struct RepeatTests {
    private struct Before: Sendable {
        let name: String
    }
    /// What the next release makes of it.
    private struct Since: Sendable {
        let name: String
        let colour: String
    }

    @Test func anAnswerOutlivesTheTypeThatItWasMadeOf() async throws {
        let bench = try await Bench.make()
        let key = try IdempotencyKey("k", fingerprint: Data(count: 32))
        let sent = SentAnswer(status: 201, headers: ["etag": "\"7\""], body: "{\"name\":\"é 1\"}\n")
        let old = Caller(
            try bench.principal("admin"), idempotency: Idempotency(key, sending: { (_: Before) in sent }))
        _ = try await bench.desk.change(.changeDesk, by: old) { _ in Before(name: "1") }
        let new = Caller(
            try bench.principal("admin"),
            idempotency: Idempotency(
                key, sending: { (_: Since) in SentAnswer(status: 200, headers: [:], body: "new") }))
        let again = try await bench.sentBefore {
            try await bench.desk.change(.changeDesk, by: new) { _ in Since(name: "1", colour: "red") }
        }
        #expect(again == sent)
    }

    @Test func anAnswerThatCannotBeSentIsNoChange() async throws {
        let bench = try await Bench.make()
        let key = try IdempotencyKey("k", fingerprint: Data(count: 32))
        let caller = Caller(
            try bench.principal("admin"),
            idempotency: Idempotency(
                key, sending: { (_: Int) in SentAnswer(status: 200, headers: [:], body: "") }))
        await #expect(throws: UnsendableAnswer.self) {
            try await bench.desk.changeDesk(DeskChange(name: "Coast"), ifRevision: nil, by: caller)
        }
        #expect(try await bench.desk.profile(for: bench.principal("admin")).name == "The demo desk")
        #expect(try await bench.count("SELECT count(*) AS count FROM idempotency_keys") == 0)
    }

    /// A release before this one takes a key without its kind of answer for a change that was not made.
    @Test func anOlderReleaseFindsNoAnswerOfItsOwnAndNoFreeKey() async throws {
        struct Anything: Codable, Sendable { let name: String? }
        let bench = try await Bench.make()
        _ = try await bench.desk.changeDesk(
            DeskChange(name: "Coast"), ifRevision: nil, by: bench.caller("admin", key: "k"))
        let answer: JSONText? = try await bench.database.read { session in
            try session.first("SELECT answer FROM idempotency_keys") { try $0["answer"] }
        }
        let text = try #require(answer)
        #expect(throws: DecodingError.self) { try JSONValue<Anything>(decoding: text) }
    }
}

/// Answers that an older release kept as values of its types.
@Suite(.database(migrations: Array(Schema.migrations.prefix { !$0.name.hasSuffix("_answers_as_they_were_sent") })))
struct OlderAnswerTests {
    @Test func aChangeThatAnOlderReleaseMadeIsNotMadeAgain() async throws {
        let database = TestDatabase.current.database
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO desks (id, slug, name)
                VALUES ('01890a5d-ac96-774b-bcce-b302099a8057', 'demo', 'The demo desk')
                """)
            try session.execute(
                """
                INSERT INTO members (desk_id, id, name, roles)
                SELECT id, gen_random_uuid(), 'admin', ARRAY['admin'] FROM desks
                """)
            try session.execute(
                """
                INSERT INTO idempotency_keys (desk_id, member_id, key, fingerprint, answer)
                SELECT desk_id, id, 'k', sha256(''::bytea), '{"name": "Coast", "slug": "demo"}' FROM members
                """)
        }
        _ = try await Schema.migrator().migrate(database)
        let bench = try await Bench.entering(as: ["admin"])
        let caller = try bench.caller("admin", key: "k")
        await #expect(throws: IdempotencyKeyReused(key: "k")) {
            try await bench.desk.changeDesk(DeskChange(name: "Coast"), ifRevision: nil, by: caller)
        }
        #expect(try await bench.desk.profile(for: bench.principal("admin")).name == "The demo desk")
    }
}
