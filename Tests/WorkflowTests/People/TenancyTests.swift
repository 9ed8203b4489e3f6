import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct TenancyTests {
    @Test func anotherDesksRowsLookAsIfTheyWereNotThere() async throws {
        let ours = try await Bench.make(slug: "ours")
        let theirs = try await Bench.make(slug: "theirs")
        let article = try await ours.article(requiredReviews: 1)
        let lease = try #require(try await ours.take("ana").leases.first?.lease)
        let editor = try theirs.principal("ed")
        await #expect(throws: NotFound("article")) { try await theirs.desk.article(article.id, for: editor) }
        await #expect(throws: NotFound("article")) { try await theirs.desk.report(article.id, for: editor) }
        await #expect(throws: NotFound("claim")) { try await theirs.desk.claim(lease.claimID, for: editor) }
        await #expect(throws: NotFound("claim")) {
            try await theirs.desk.publish(lease.claimID, overrideReason: nil, by: theirs.caller("ed"))
        }
        await #expect(throws: NotFound("lease")) {
            try await theirs.desk.review(lease.id, token: lease.token, Bench.review("false"), by: theirs.caller("ana"))
        }
        #expect(try await theirs.take("ana").leases.isEmpty)
        #expect(try await theirs.desk.articles(ArticleFilter(), PageRequest(), for: editor).items.isEmpty)
        #expect(try await theirs.desk.claims(ClaimFilter(), PageRequest(), for: editor).items.isEmpty)
    }

    @Test func theSameExternalIDOnTwoDesksIsTwoArticles() async throws {
        let ours = try await Bench.make(slug: "ours")
        let theirs = try await Bench.make(slug: "theirs")
        #expect(try await ours.article().id != theirs.article().id)
    }

    @Test func keysOpenOnlyWhileTheyAreLive() async throws {
        let bench = try await Bench.make()
        let member = try bench.principal("ana").memberID
        let key = try await bench.desk.createKey(
            for: member, name: "laptop", roles: [.reviewer], expiresAt: nil, by: bench.caller("admin"))
        #expect(try await bench.desk.authenticate(secret: key.secret).roles == [.reviewer])
        _ = try await bench.desk.revokeKey(key.key.id, by: bench.caller("admin"))
        await #expect(throws: AccessError.revoked) { try await bench.desk.authenticate(secret: key.secret) }
        await #expect(throws: AccessError.unknown) { try await bench.desk.authenticate(secret: "cd_nothing") }
        await #expect {
            try await bench.desk.createKey(
                for: member, name: "x", roles: [.editor], expiresAt: nil, by: bench.caller("admin"))
        } throws: {
            ($0 as? InputError)?.field == "roles"
        }
        let short = try await bench.desk.createKey(
            for: member, name: "short", roles: nil, expiresAt: Date().addingTimeInterval(3600),
            by: bench.caller("admin"))
        try await bench.database.write { session in
            try session.execute(
                "UPDATE keys SET expires_at = now() - interval '1 second' WHERE id = \(short.key.id.rawValue)")
        }
        await #expect { try await bench.desk.authenticate(secret: short.secret) } throws: { error in
            if case AccessError.expired = error { true } else { false }
        }
        try await bench.database.write { session in
            try session.execute("UPDATE members SET deactivated_at = now() WHERE id = \(member.rawValue)")
        }
        await #expect(throws: AccessError.unknown) { try await bench.desk.authenticate(secret: short.secret) }
    }

    @Test func aKeyThatIsRevokedDuringAWaitTakesNothing() async throws {
        let bench = try await Bench.make()
        let waiting = Task { try await bench.desk.take(TakeRequest(waitSeconds: 30), by: bench.caller("ana")) }
        try await eventually("the take waits") {
            // The stream of each look is there before the look.
            bench.desk.signals.hasWaiters(.queue(try bench.principal("ana").deskID))
        }
        let key = try #require(try bench.principal("ana").keyID)
        _ = try await bench.desk.revokeKey(key, by: bench.caller("admin"))
        try await bench.article()
        await #expect(throws: AccessError.revoked) { try await waiting.value }
        #expect(try await bench.count("SELECT count(*) AS count FROM leases") == 0)
    }

    @Test func noSecretIsStored() async throws {
        let bench = try await Bench.make()
        let key = try await bench.desk.createKey(
            for: bench.principal("ana").memberID, name: "laptop", roles: nil, expiresAt: nil,
            by: bench.caller("admin", key: "once"))
        #expect(
            try await bench.count(
                "SELECT count(*) AS count FROM idempotency_keys k WHERE k::text LIKE \("%" + key.secret + "%")") == 0
        )
        await #expect(throws: IdempotencyKeyReused(key: "once")) {
            try await bench.desk.createKey(
                for: bench.principal("ana").memberID, name: "laptop", roles: nil, expiresAt: nil,
                by: bench.caller("admin", key: "once"))
        }
    }
}
