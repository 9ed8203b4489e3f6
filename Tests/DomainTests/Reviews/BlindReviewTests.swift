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
        Claim.Status.decided, .published, .corrected, .retracted, .withdrawn, .merged,
    ])
    func onceNobodyIsAskedAnyMoreEverybodySeesAll(status: Claim.Status) {
        for role in Role.allCases { #expect(seen(status, .sample(3, role)) == [1, 2]) }
    }
}
