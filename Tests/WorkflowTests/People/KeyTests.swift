import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct KeyTests {
    @Test func membersMakeKeysForThemselvesWithNoMoreThanTheirOwn() async throws {
        let bench = try await Bench.make()
        let eva = try bench.principal("eva")
        let narrow = try await bench.desk.createKey(
            for: nil, name: "narrow", roles: [.reviewer], expiresAt: Date().addingTimeInterval(3600),
            by: bench.caller("eva"))
        #expect(narrow.key.memberID == eva.memberID && narrow.key.roles == [.reviewer])
        let caller = Caller(try await bench.desk.authenticate(secret: narrow.secret))
        await #expect {
            try await bench.desk.createKey(
                for: nil, name: "wide", roles: [.editor], expiresAt: nil, by: caller)
        } throws: {
            ($0 as? InputError)?.field == "roles"
        }
        let child = try await bench.desk.createKey(for: nil, name: "child", roles: nil, expiresAt: nil, by: caller)
        #expect(child.key.roles == [.reviewer] && child.key.expiresAt == narrow.key.expiresAt)
        await #expect(throws: AccessError.forbidden(needs: [.admin])) {
            try await bench.desk.createKey(
                for: bench.principal("ed").memberID, name: "x", roles: nil, expiresAt: nil, by: caller)
        }
    }

    @Test func aRotatedKeyGoesOnForAWhile() async throws {
        let bench = try await Bench.make()
        let old = try await bench.desk.createKey(
            for: bench.principal("eva").memberID, name: "laptop", roles: [.reviewer], expiresAt: nil,
            by: bench.caller("admin"))
        let caller = Caller(try await bench.desk.authenticate(secret: old.secret))
        let new = try await bench.desk.rotateKey(old.key.id, overlapSeconds: 600, expiresAt: nil, by: caller)
        #expect(new.secret != old.secret && new.key.name == "laptop" && new.key.roles == [.reviewer])
        #expect(new.key.expiresAt == nil && new.key.memberID == old.key.memberID)
        #expect(try await bench.desk.authenticate(secret: old.secret).keyID == old.key.id)
        #expect(try await bench.desk.authenticate(secret: new.secret).keyID == new.key.id)
        let seen = try await bench.desk.keys(of: nil, PageRequest(), for: bench.principal("eva")).items
        let replaced = try #require(seen.first { $0.id == old.key.id })
        #expect(replaced.replacedBy == new.key.id)
        let left = try #require(replaced.expiresAt).timeIntervalSinceNow
        #expect(left > 500 && left <= 601)
        await #expect(throws: KeyError.replaced(by: new.key.id)) {
            try await bench.desk.rotateKey(old.key.id, overlapSeconds: 600, expiresAt: nil, by: caller)
        }
    }

    @Test func rotationWithoutOverlapEndsTheOldKeyAtOnce() async throws {
        let bench = try await Bench.make()
        let old = try await bench.desk.createKey(
            for: nil, name: "k", roles: nil, expiresAt: Date().addingTimeInterval(7200), by: bench.caller("ana"))
        let new = try await bench.desk.rotateKey(
            old.key.id, overlapSeconds: 0, expiresAt: nil, by: bench.caller("ana"))
        #expect(new.key.expiresAt == old.key.expiresAt)
        await #expect { try await bench.desk.authenticate(secret: old.secret) } throws: { error in
            if case AccessError.expired = error { true } else { false }
        }
        _ = try await bench.desk.revokeKey(new.key.id, by: bench.caller("ana"))
        await #expect(throws: KeyError.revoked) {
            try await bench.desk.rotateKey(new.key.id, overlapSeconds: 0, expiresAt: nil, by: bench.caller("ana"))
        }
    }

    @Test func aKeyIsRotatedOnceHoweverManyAskAtOnce() async throws {
        let bench = try await Bench.make()
        let old = try await bench.desk.createKey(
            for: nil, name: "k", roles: nil, expiresAt: nil, by: bench.caller("ana"))
        let made = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    do {
                        _ = try await bench.desk.rotateKey(
                            old.key.id, overlapSeconds: 60, expiresAt: nil, by: bench.caller("ana"))
                        return 1
                    } catch is KeyError {
                        return 0
                    } catch {
                        Issue.record(error)
                        return 0
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(made == 1)
        #expect(try await bench.count("SELECT count(*) AS count FROM keys WHERE name = 'k'") == 2)
    }

    @Test func aWeakKeyDoesNotRotateAStrongOne() async throws {
        let bench = try await Bench.make()
        let strong = try await bench.desk.createKey(
            for: nil, name: "strong", roles: nil, expiresAt: nil, by: bench.caller("eva"))
        let weak = try await bench.desk.createKey(
            for: nil, name: "weak", roles: [.reviewer], expiresAt: Date().addingTimeInterval(60),
            by: bench.caller("eva"))
        let caller = Caller(try await bench.desk.authenticate(secret: weak.secret))
        await #expect(throws: AccessError.forbidden(needs: [.editor])) {
            try await bench.desk.rotateKey(strong.key.id, overlapSeconds: 60, expiresAt: nil, by: caller)
        }
        await #expect {
            try await bench.desk.rotateKey(
                weak.key.id, overlapSeconds: 60, expiresAt: Date().addingTimeInterval(3600), by: caller)
        } throws: {
            ($0 as? InputError)?.field == "expiresAt"
        }
        await #expect {
            try await bench.desk.rotateKey(weak.key.id, overlapSeconds: 604_801, expiresAt: nil, by: caller)
        } throws: {
            ($0 as? InputError)?.field == "overlapSeconds"
        }
    }

    @Test func otherPeoplesKeysLookAsIfTheyWereNotThere() async throws {
        let bench = try await Bench.make()
        let theirs = try await Bench.make(slug: "theirs")
        let key = try #require(try bench.principal("ed").keyID)
        for caller in [try bench.caller("ana"), try theirs.caller("admin")] {
            await #expect(throws: NotFound("key")) { try await bench.desk.revokeKey(key, by: caller) }
            await #expect(throws: NotFound("key")) {
                try await bench.desk.rotateKey(key, overlapSeconds: 60, expiresAt: nil, by: caller)
            }
        }
        let own = try await bench.desk.keys(of: nil, PageRequest(), for: bench.principal("ana")).items
        #expect(own.map(\.memberName) == ["ana"])
        await #expect(throws: AccessError.forbidden(needs: [.auditor, .admin])) {
            try await bench.desk.keys(
                of: bench.principal("ed").memberID, PageRequest(), for: bench.principal("ana"))
        }
        #expect(try await bench.desk.keys(of: nil, PageRequest(), for: bench.principal("audrey")).items.count == 8)
        // A member of another desk has no keys here.
        let strangers = try await bench.desk.keys(
            of: theirs.principal("ed").memberID, PageRequest(), for: bench.principal("admin"))
        #expect(strangers.items.isEmpty)
    }

    @Test func aKeyMadeWhileItsMemberIsDeactivatedDoesNotOutliveThat() async throws {
        let bench = try await Bench.make()
        let ana = try bench.principal("ana").memberID
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<5 {
                group.addTask {
                    do {
                        _ = try await bench.desk.createKey(
                            for: ana, name: "late", roles: nil, expiresAt: nil, by: bench.caller("admin"))
                    } catch is NotFound {
                        // The deactivation came first.
                    } catch {
                        Issue.record(error)
                    }
                }
            }
            group.addTask {
                do {
                    _ = try await bench.desk.deactivate(ana, reason: "left", by: bench.caller("admin"))
                } catch {
                    Issue.record(error)
                }
            }
        }
        #expect(
            try await bench.count(
                "SELECT count(*) AS count FROM keys WHERE member_id = \(ana) AND revoked_at IS NULL") == 0)
    }

    @Test func revokingAgainIsWrittenDownOnce() async throws {
        let bench = try await Bench.make()
        let key = try await bench.desk.createKey(
            for: nil, name: "k", roles: nil, expiresAt: nil, by: bench.caller("ana"))
        let first = try await bench.desk.revokeKey(key.key.id, by: bench.caller("ana"))
        let again = try await bench.desk.revokeKey(key.key.id, by: bench.caller("admin"))
        #expect(first.revokedAt != nil && first.revokedAt == again.revokedAt)
        #expect(
            try await bench.count("SELECT count(*) AS count FROM audit_events WHERE action = 'key.revoked'") == 1)
    }

    @Test func revokingAllKeysOfADeskIsWrittenDownForEach() async throws {
        let bench = try await Bench.make()
        try await bench.desk.revokeAllKeys(ofDesk: "demo")
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM audit_events e JOIN keys k ON k.id = e.subject_id
                WHERE e.action = 'key.revoked' AND e.actor_id IS NULL
                """) == 8)
    }

    @Test func lastUseIsWrittenAtMostOnceAMinute() async throws {
        let bench = try await Bench.make()
        let key = try await bench.desk.createKey(
            for: nil, name: "k", roles: nil, expiresAt: nil, by: bench.caller("ana"))
        func versions() async throws -> String {
            try await bench.database.read { session in
                try session.first("SELECT xmin::text AS version FROM keys WHERE id = \(key.key.id)") {
                    try $0.decode("version", as: String.self)
                }
            } ?? ""
        }
        _ = try await bench.desk.authenticate(secret: key.secret)
        let first = try await versions()
        for _ in 0..<3 { _ = try await bench.desk.authenticate(secret: key.secret) }
        #expect(try await versions() == first)
        try await bench.database.write { session in
            try session.execute(
                "UPDATE keys SET last_used_at = now() - interval '2 minutes' WHERE id = \(key.key.id)")
        }
        let before = try await versions()
        let principal = try await bench.desk.authenticate(secret: key.secret)
        let after = try await versions()
        #expect(after != before)
        // A second request that found it unused for a minute, and comes second.
        try await bench.database.write { try principal.touchKey(in: $0) }
        #expect(try await versions() == after)
    }
}
