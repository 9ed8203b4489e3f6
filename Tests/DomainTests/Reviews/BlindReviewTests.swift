import Domain
import Samples
import Testing

@Suite struct BlindReviewTests {
    /// Reviews by members 1 and 2.
    private let reviews = [Review.sample(31, by: 1), Review.sample(32, by: 2)]

    private func seen(_ status: Claim.Status, _ principal: Principal) -> [UInt64] {
        BlindReview.visible(reviews, of: status, to: principal).map { $0.reviewerID == .sample(1) ? 1 : 2 }
    }

    @Test(arguments: [Claim.Status.queued, .inReview, .detected, .dismissed])
    func whileReviewersMayStillBeAskedWhoMayBeAskedSeesNothing(status: Claim.Status) {
        #expect(seen(status, .sample(3, .reviewer)) == [])
        #expect(seen(status, .sample(3, .reviewer, .editor)) == [])
        #expect(seen(status, .sample(3, .reviewer, .editor, .auditor, .admin)) == [])
        #expect(seen(status, .sample(3, .submitter)) == [])
        #expect(seen(status, .sample(3)) == [])
    }

    /// Every key that a member can make, against every set of roles that a member can have.
    @Test(arguments: [Claim.Status.queued, .inReview, .detected, .dismissed, .merged])
    func whoMayBeAskedIsBlindWhateverKeyTheyUse(status: Claim.Status) {
        for member in Role.sets {
            for key in Role.sets where key.isSubset(of: member) {
                let seesAll = !member.contains(.reviewer) && !key.isDisjoint(with: [.editor, .auditor, .admin])
                #expect(
                    seen(status, .sample(3, key: key, of: member)) == (seesAll ? [1, 2] : []), "\(key) of \(member)")
            }
        }
    }

    @Test func aKeyOfFewerRolesShowsNoMoreThanOneOfAll() {
        for status in Claim.Status.allCases {
            for member in Role.sets {
                let most = seen(status, .sample(3, key: member, of: member)).count
                for key in Role.sets where key.isSubset(of: member) {
                    #expect(seen(status, .sample(3, key: key, of: member)).count <= most, "\(key) of \(member)")
                }
            }
        }
    }

    @Test func sightEndsWithTheRoleThatGaveItAndWithTheRoleThatBlinds() {
        for old in Role.sets {
            for new in Role.sets {
                // Whatever was read before and would not be read now.
                let isLost = Claim.Status.allCases.contains { status in
                    seen(status, .sample(3, key: old, of: old)).count
                        > seen(status, .sample(3, key: new, of: new)).count
                }
                #expect(BlindReview.endsSight(from: old, to: new) == isLost, "\(old) to \(new)")
            }
        }
    }

    @Test(arguments: [Claim.Status.queued, .inReview])
    func whoHasReviewedSeesTheOthers(status: Claim.Status) {
        #expect(seen(status, .sample(1, .reviewer)) == [1, 2])
        // The role may be gone since; one's own review stays one's own.
        #expect(seen(status, .sample(2, .submitter)) == [1, 2])
    }

    @Test(arguments: [Role.editor, .auditor, .admin])
    func whoOverseesAndDoesNotReviewSeesAll(role: Role) {
        for status in Claim.Status.allCases { #expect(seen(status, .sample(3, role)) == [1, 2]) }
    }

    @Test(arguments: [Claim.Status.agreed, .disputed])
    func whileAReviewMayBeTakenBackAndAnotherOneAskedForOnlyWhoOverseesSeesAll(
        status: Claim.Status
    ) {
        #expect(seen(status, .sample(3, .reviewer)) == [])
        #expect(seen(status, .sample(3, .submitter)) == [])
        #expect(seen(status, .sample(3, .reviewer, .editor)) == [1, 2])
        #expect(seen(status, .sample(1, .reviewer)) == [1, 2])
    }

    @Test(arguments: [
        Claim.Status.decided, .published, .corrected, .retracted, .withdrawn,
    ])
    func onceNobodyIsAskedAnyMoreEverybodySeesAll(status: Claim.Status) {
        for role in Role.allCases { #expect(seen(status, .sample(3, role)) == [1, 2]) }
    }

    /// A comment that who may be asked reads carries nobody's judgement: neither its author's, nor one that they could read.
    @Test(arguments: Role.sets) func aCommentIsOpenOnlyIfItCanCarryNobodysJudgement(roles: Set<Role>) {
        for status in Claim.Status.allCases {
            for key in Role.sets where key.isSubset(of: roles) {
                let author = Principal.sample(1, key: key, of: roles)
                #expect(
                    BlindReview.mayBeOpen(by: author, of: status, isReviewed: false) == !roles.contains(.reviewer))
                let reads = Role.sets.filter { $0.isSubset(of: roles) }.contains {
                    BlindReview.seesAll(of: status, ownIsIn: false, Principal.sample(1, key: $0, of: roles))
                }
                let isOpen = BlindReview.mayBeOpen(by: author, of: status, isReviewed: true)
                #expect(!isOpen || !(reads || roles.contains(.reviewer)), "\(roles) \(status)")
            }
        }
        #expect(BlindReview.mayBeOpen(by: .sample(1, .submitter), of: .inReview, isReviewed: true))
    }
}
