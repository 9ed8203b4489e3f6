import Domain
import Foundation
import Samples
import Testing

@Suite struct PeopleTests {
    private let ana = Member(id: .sample(1), name: "Ana", email: "ana@example.org", roles: [.reviewer, .editor])

    private func principal(_ roles: Set<Role>) -> Principal {
        Principal(
            deskID: .sample(3), memberID: ana.id, memberName: "Ana", keyID: .sample(2), roles: roles,
            memberRoles: roles)
    }

    private func key(expiresAt: Date? = nil, revokedAt: Date? = nil, replacedBy: AccessKey.ID? = nil) -> AccessKey {
        AccessKey(
            id: .sample(2), memberID: ana.id, memberName: "Ana", name: "laptop", roles: [.reviewer], hint: "cd_abcd…",
            createdAt: .sample, expiresAt: expiresAt, revokedAt: revokedAt, lastUsedAt: nil, replacedBy: replacedBy)
    }

    @Test func aKeyHandsOnNoRoleThatItHasNot() throws {
        #expect(try KeyRules.roles(nil, of: ana, by: principal([.reviewer])) == [.reviewer])
        #expect(try KeyRules.roles([.reviewer], of: ana, by: principal([.reviewer, .editor])) == [.reviewer])
        #expect(throws: InputError.self) { try KeyRules.roles([.editor], of: ana, by: principal([.reviewer])) }
    }

    @Test func anAdministratorGivesAnyRoleOfTheMemberAndNoOther() throws {
        #expect(try KeyRules.roles(nil, of: ana, by: principal([.admin])) == [.reviewer, .editor])
        #expect(try KeyRules.roles([.editor], of: ana, by: principal([.admin])) == [.editor])
        for roles: Set<Role> in [[], [.admin], [.reviewer, .submitter]] {
            #expect { try KeyRules.roles(roles, of: ana, by: principal([.admin])) } throws: {
                ($0 as? InputError)?.field == "roles"
            }
        }
    }

    @Test func aKeyHandsOnNoLongerLifeThanItsOwn() throws {
        let (now, soon, late) = (Date.sample, Date.sample + 60, Date.sample + 3600)
        #expect(try KeyRules.expiry(nil, now: now, maker: key()) == nil)
        #expect(try KeyRules.expiry(nil, now: now, maker: key(expiresAt: soon)) == soon)
        #expect(try KeyRules.expiry(soon, now: now, maker: key(expiresAt: late)) == soon)
        #expect(try KeyRules.expiry(late, now: now, maker: nil) == late)
        for (wanted, maker) in [(now, nil), (late, key(expiresAt: soon))] as [(Date, AccessKey?)] {
            #expect { try KeyRules.expiry(wanted, now: now, maker: maker) } throws: {
                ($0 as? InputError)?.field == "expiresAt"
            }
        }
    }

    @Test func onlyALiveKeyThatWasNotRotatedCanBeRotated() throws {
        try KeyRules.requireRotatable(key(expiresAt: .sample + 1), now: .sample)
        #expect(throws: KeyError.revoked) { try KeyRules.requireRotatable(key(revokedAt: .sample), now: .sample) }
        #expect(throws: KeyError.expired) { try KeyRules.requireRotatable(key(expiresAt: .sample), now: .sample) }
        #expect(throws: KeyError.replaced(by: .sample(9))) {
            try KeyRules.requireRotatable(key(expiresAt: .sample + 1, replacedBy: .sample(9)), now: .sample)
        }
    }

    @Test(arguments: [
        (MemberInvitation(name: " ", roles: [.editor]), "name"),
        (MemberInvitation(name: "a\nb", roles: [.editor]), "name"),
        (MemberInvitation(name: String(repeating: "a", count: 201), roles: [.editor]), "name"),
        (MemberInvitation(name: "Ana", email: "ana", roles: [.editor]), "email"),
        (MemberInvitation(name: "Ana", email: "a b@c", roles: [.editor]), "email"),
        (MemberInvitation(name: "Ana", email: "@c", roles: [.editor]), "email"),
        (MemberInvitation(name: "Ana", email: "a@b@c", roles: [.editor]), "email"),
        (MemberInvitation(name: "Ana", email: "", roles: [.editor]), "email"),
        (MemberInvitation(name: "Ana", roles: []), "roles"),
    ])
    func anInvitationThatCannotBeAcceptedNamesItsField(invitation: MemberInvitation, field: String) {
        #expect { try invitation.validate() } throws: { ($0 as? InputError)?.field == field }
    }

    @Test func aChangeLeavesTheRestAsItIsAndAnEmptyAddressTakesItAway() throws {
        let change = MemberChange(email: "")
        try change.validate()
        #expect(change.applied(to: ana).email == nil && change.applied(to: ana).name == "Ana")
        #expect(MemberChange(roles: [.auditor]).applied(to: ana).roles == [.auditor])
        #expect(MemberChange().applied(to: ana) == ana)
    }
}
