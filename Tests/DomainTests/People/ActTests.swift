import Domain
import Samples
import Testing

/// Every act with every role: who may is asked through a principal, as the verbs do.
@Suite struct ActTests {
    @Test(arguments: Act.allCases, Role.allCases)
    func aRoleMayWhatItsActSays(act: Act, role: Role) throws {
        let principal = Principal.sample(1, role)
        #expect(principal.may(act) == act.roles.contains(role))
        if act.roles.contains(role) {
            try principal.require(act)
        } else {
            #expect(throws: AccessError.forbidden(needs: act.roles.sorted())) { try principal.require(act) }
        }
    }

    @Test(arguments: Act.allCases)
    func whoHasNoRoleLeftMayWhatEveryMemberMay(act: Act) {
        let nobody = Principal(
            deskID: .sample(9), memberID: .sample(1), memberName: "N", keyID: nil, roles: [], memberRoles: [])
        #expect(nobody.may(act) == (act.roles == Set(Role.allCases)))
    }

    /// What auditors are for: they read everything, and change nothing but their own keys.
    @Test func anAuditorChangesNothing() {
        let auditor = Principal.sample(1, .auditor)
        let harmless: Set<Act> = [.tryTriageRules, .followEvents, .createKey, .rotateKey, .revokeKey]
        let allowed = Set(Act.allCases.filter(auditor.may)).subtracting(harmless)
        #expect(allowed.allSatisfy { $0.rawValue.hasPrefix("see") }, "\(allowed)")
    }

    /// Publishing is the editors' alone, and so is every entry of a ledger.
    @Test(arguments: LedgerEntry.Kind.allCases)
    func onlyEditorsMakeLedgerEntries(kind: LedgerEntry.Kind) {
        #expect(kind.act.roles == [.editor])
    }

    @Test func onlyReviewersTakeAndReview() {
        for act in [Act.take, .renew, .release, .skip, .saveDraft, .review, .replaceReview, .withdrawReview] {
            #expect(act.roles == [.reviewer], "\(act)")
        }
    }

    @Test func onlyAdministratorsTouchPeopleAndScales() {
        for act in [Act.inviteMember, .changeMember, .deactivateMember, .changeDesk, .createScale, .createKeyForOthers]
        {
            #expect(act.roles == [.admin], "\(act)")
        }
    }
}
