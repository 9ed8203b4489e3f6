import Domain
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// Who may do what is asked by the verbs themselves: nothing of Web is on the way here.
@Suite(.desk)
struct ActWalkTests {
    @Test func everyActThatNotEverybodyMayIsWalked() {
        #expect(Set(Verb.all.map(\.act)) == Set(Act.allCases.filter { !$0.isEveryMembers }))
    }

    @Test func everyVerbRefusesWhoMayNotAndNobodyElse() async throws {
        let bench = try await Bench.make()
        for verb in Verb.all {
            for role in Domain.Role.allCases {
                let refusal = try await refusal(of: verb, bench, as: role)
                let wanted = verb.act.roles.contains(role) ? nil : AccessError.forbidden(needs: verb.act.roles.sorted())
                #expect(refusal == wanted, "\(verb.act) as \(role)")
            }
        }
    }

    @Test func aRefusedChangeLeavesNothing() async throws {
        let bench = try await Bench.make()
        let events = try await bench.count("SELECT count(*) AS count FROM audit_events")
        for verb in Verb.all {
            for role in Domain.Role.allCases where !verb.act.roles.contains(role) {
                _ = try await refusal(of: verb, bench, as: role)
            }
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM audit_events") == events)
        #expect(try await bench.count("SELECT count(*) AS count FROM articles") == 0)
        #expect(try await bench.count("SELECT count(*) AS count FROM webhooks") == 0)
        #expect(try await bench.count("SELECT count(*) AS count FROM exports") == 0)
    }

    /// Why a member of this one role may not; nil when they may, whatever else stands against it.
    private func refusal(of verb: Verb, _ bench: Bench, as role: Domain.Role) async throws -> AccessError? {
        let admin = try bench.principal("admin")
        let principal = Principal(
            deskID: admin.deskID, memberID: admin.memberID, memberName: admin.memberName, keyID: nil, roles: [role],
            memberRoles: [role])
        do {
            try await verb.run(bench.desk, principal)
            return nil
        } catch let error as AccessError {
            return error
        } catch is NotFound {
            return nil
        }
    }
}
