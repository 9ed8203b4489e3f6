import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct MemberTests {
    @Test func aMemberIsInvitedWithAFirstKey() async throws {
        let bench = try await Bench.make()
        let new = try await bench.desk.invite(
            MemberInvitation(name: "Dora", email: "dora@example.org", roles: [.reviewer]), keyName: "first",
            by: bench.caller("admin", key: "once"))
        let principal = try await bench.desk.authenticate(secret: try #require(new.key?.secret))
        #expect(principal.memberID == new.member.id && principal.roles == [.reviewer])
        // The secret is not kept, so the answer cannot be given again; and nobody is invited twice.
        await #expect(throws: IdempotencyKeyReused(key: "once")) {
            try await bench.desk.invite(
                MemberInvitation(name: "Dora", email: "dora@example.org", roles: [.reviewer]), keyName: "first",
                by: bench.caller("admin", key: "once"))
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM members WHERE name = 'Dora'") == 1)
        await #expect(throws: InputError("email", "is another member's already")) {
            try await bench.desk.invite(
                MemberInvitation(name: "Dora", email: "DORA@example.org", roles: [.editor]), keyName: nil,
                by: bench.caller("admin"))
        }
    }

    @Test func anInvitationSentAgainIsOne() async throws {
        let bench = try await Bench.make()
        let invitation = MemberInvitation(name: "Dora", roles: [.reviewer])
        let first = try await bench.desk.invite(invitation, keyName: nil, by: bench.caller("admin", key: "k"))
        let again = try await bench.sentBefore {
            try await bench.desk.invite(invitation, keyName: nil, by: bench.caller("admin", key: "k"))
        }
        #expect(again == Bench.sent(first) && first.key == nil)
    }

    @Test func deactivationEndsKeysAndGivesLeasesBackInOneGo() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let ana = try bench.principal("ana")
        let leases = try await bench.take("ana", limit: 2).leases.map(\.lease)
        #expect(leases.count == 2)
        _ = try await bench.desk.saveDraft(
            leases[0].id, token: leases[0].token, Draft.Content(rationale: "so far"), by: bench.caller("ana"))
        let gone = try await bench.desk.deactivate(ana.memberID, reason: "left", by: bench.caller("admin"))
        #expect(gone.deactivatedAt != nil && !gone.isActive)
        #expect(try await bench.count("SELECT count(*) AS count FROM review_slots WHERE state = 'leased'") == 0)
        #expect(
            try await bench.count(
                "SELECT count(*) AS count FROM leases WHERE ending = 'released' AND ended_at IS NOT NULL") == 2)
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM audit_events
                WHERE action = 'lease.ended' AND details->>'because' = 'the member was deactivated'
                  AND actor_id = \(try bench.principal("admin").memberID)
                """) == 2)
        #expect(try await bench.count("SELECT count(*) AS count FROM drafts") == 1)
        // Who was let in a moment before takes nothing any more.
        await #expect(throws: AccessError.unknown) { try await bench.take("ana") }
        // Others get the claims at once.
        #expect(try await bench.take("ben", limit: 2).leases.count == 2)
        // The second time nothing happens, and nothing is written down.
        _ = try await bench.desk.deactivate(ana.memberID, reason: "left", by: bench.caller("admin"))
        #expect(
            try await bench.count("SELECT count(*) AS count FROM audit_events WHERE action = 'member.deactivated'") == 1
        )
    }

    @Test func whoComesBackNeedsANewKey() async throws {
        let bench = try await Bench.make()
        let ana = try bench.principal("ana").memberID
        let key = try await bench.desk.createKey(
            for: ana, name: "old", roles: nil, expiresAt: nil, by: bench.caller("admin"))
        _ = try await bench.desk.deactivate(ana, reason: "left", by: bench.caller("admin"))
        await #expect(throws: AccessError.unknown) { try await bench.desk.authenticate(secret: key.secret) }
        await #expect(throws: NotFound("member")) {
            try await bench.desk.createKey(
                for: ana, name: "new", roles: nil, expiresAt: nil, by: bench.caller("admin"))
        }
        let back = try await bench.desk.activate(ana, by: bench.caller("admin"))
        #expect(back.isActive)
        await #expect(throws: AccessError.revoked) { try await bench.desk.authenticate(secret: key.secret) }
        _ = try await bench.desk.createKey(
            for: ana, name: "new", roles: nil, expiresAt: nil, by: bench.caller("admin"))
    }

    @Test func aReviewerNoLongerGivesLeasesBackAndLosesTheRoleAtOnce() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let eva = try bench.principal("eva")
        let lease = try #require(try await bench.take("eva").leases.first?.lease)
        let key = try await bench.desk.createKey(
            for: eva.memberID, name: "k", roles: nil, expiresAt: nil, by: bench.caller("admin"))
        let changed = try await bench.desk.changeMember(
            eva.memberID, MemberChange(roles: [.editor]), ifRevision: [1], by: bench.caller("admin"))
        #expect(changed.roles == [.editor] && changed.revision == 2)
        #expect(try await bench.desk.authenticate(secret: key.secret).roles == [.editor])
        #expect(try await bench.desk.me(eva).leases.isEmpty)
        await #expect(throws: AccessError.forbidden(needs: [.reviewer])) { try await bench.take("eva") }
        await #expect(throws: LeaseError.self) { try await bench.review("eva", lease, rating: "false") }
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM audit_events
                WHERE action = 'member.changed' AND details->>'roles' = 'reviewer,editor → editor'
                """) == 1)
    }

    @Test func aWaitingTakeOfWhoIsDeactivatedEnds() async throws {
        let bench = try await Bench.make()
        let waiting = Task { try await bench.desk.take(TakeRequest(waitSeconds: 30), by: bench.caller("ana")) }
        try await eventually("the take waits") {
            bench.desk.signals.hasWaiters(.queue(try bench.principal("ana").deskID))
        }
        _ = try await bench.desk.deactivate(
            bench.principal("ana").memberID, reason: "left", by: bench.caller("admin"))
        await #expect(throws: AccessError.unknown) { try await waiting.value }
    }

    @Test func theLastAdministratorStays() async throws {
        let bench = try await Bench.make()
        let admin = try bench.principal("admin").memberID
        await #expect(throws: MemberError.lastAdmin) {
            try await bench.desk.deactivate(admin, reason: "tired", by: bench.caller("admin"))
        }
        await #expect(throws: MemberError.lastAdmin) {
            try await bench.desk.changeMember(
                admin, MemberChange(roles: [.auditor]), ifRevision: nil, by: bench.caller("admin"))
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM members WHERE 'admin' = ANY(roles)") == 1)
    }

    @Test(arguments: 0..<8)
    func twoAdministratorsCannotRemoveEachOtherAtOnce(round: Int) async throws {
        let bench = try await Bench.make()
        let ed = try bench.principal("ed").memberID
        let admin = try bench.principal("admin").memberID
        _ = try await bench.desk.changeMember(
            ed, MemberChange(roles: [.admin]), ifRevision: nil, by: bench.caller("admin"))
        let second = Caller(
            Principal(
                deskID: try bench.principal("ed").deskID, memberID: ed, memberName: "ed", keyID: nil, roles: [.admin],
                memberRoles: [.admin]))
        async let one = Self.succeeds {
            _ = try await bench.desk.deactivate(ed, reason: "r", by: bench.caller("admin"))
        }
        async let other = Self.succeeds {
            _ = try await bench.desk.changeMember(
                admin, MemberChange(roles: [.auditor]), ifRevision: nil, by: second)
        }
        let outcomes = try await [one, other]
        #expect(outcomes.count { $0 } == 1)
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM members WHERE 'admin' = ANY(roles) AND deactivated_at IS NULL
                """) == 1)
    }

    private static func succeeds(_ body: () async throws -> Void) async throws -> Bool {
        do {
            try await body()
            return true
        } catch MemberError.lastAdmin {
            return false
        }
    }

    @Test func deactivationAndTakesAtOnceLeaveNoLeaseBehind() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let ana = try bench.principal("ana").memberID
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    do {
                        _ = try await bench.take("ana")
                    } catch AccessError.unknown {
                        // The take came after the deactivation.
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
                "SELECT count(*) AS count FROM leases WHERE member_id = \(ana) AND ended_at IS NULL") == 0)
        #expect(try await bench.count("SELECT count(*) AS count FROM review_slots WHERE state = 'leased'") == 0)
    }

    @Test func aChangeOfAnOldRevisionIsRefused() async throws {
        let bench = try await Bench.make()
        let ben = try bench.principal("ben").memberID
        _ = try await bench.desk.changeMember(
            ben, MemberChange(name: "Benjamin"), ifRevision: [1], by: bench.caller("admin"))
        await #expect(throws: ChangedMeanwhile("member", revision: 2)) {
            try await bench.desk.changeMember(
                ben, MemberChange(name: "Benno"), ifRevision: [1], by: bench.caller("admin"))
        }
        // The same again is no change.
        let same = try await bench.desk.changeMember(
            ben, MemberChange(name: "Benjamin"), ifRevision: nil, by: bench.caller("admin"))
        #expect(same.revision == 2)
    }

    @Test func listsAreReadToTheirEndAndNarrowed() async throws {
        let bench = try await Bench.make()
        let admin = try bench.principal("admin")
        _ = try await bench.desk.deactivate(
            bench.principal("ben").memberID, reason: "left", by: bench.caller("admin"))
        var names: [String] = []
        var cursor: Cursor?
        repeat {
            let page = try await bench.desk.members(.active, PageRequest(limit: 3, after: cursor), for: admin)
            names += page.items.map(\.name)
            cursor = page.next
        } while cursor != nil
        #expect(names == ["admin", "ana", "audrey", "chi", "ed", "eva", "submitter"])
        let gone = try await bench.desk.members(.deactivated, PageRequest(), for: admin)
        #expect(gone.items.map(\.name) == ["ben"])
        #expect(try await bench.desk.members(nil, PageRequest(), for: admin).items.count == 8)
    }

    @Test func meIsWhoIAmAndWhatIHold() async throws {
        let bench = try await Bench.make()
        try await bench.article()
        let lease = try #require(try await bench.take("eva").leases.first?.lease)
        let me = try await bench.desk.me(bench.principal("eva"))
        #expect(me.member.name == "eva" && me.desk.slug == "demo" && me.key?.name == "test")
        #expect(me.roles == [.editor, .reviewer])
        #expect(me.leases.map(\.id) == [lease.id] && me.leases.first?.token == lease.token)
        try await bench.expireLeases()
        try await bench.database.write { session in
            try session.execute("UPDATE leases SET expires_at = now() - interval '1 second'")
        }
        #expect(try await bench.desk.me(bench.principal("eva")).leases.isEmpty)
    }
}
