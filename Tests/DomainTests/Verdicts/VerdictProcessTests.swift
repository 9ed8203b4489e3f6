import Domain
import Foundation
import Samples
import Testing

/// How many people stand behind a verdict.
@Suite struct VerdictProcessTests {
    private func backing(_ reviewers: UInt64...) -> [Verdict.Backing] {
        reviewers.map { .init(reviewerID: .sample($0), rating: "true", sawOthers: false) }
    }

    @Test func whoHadSeveralPartsCountsOnce() {
        let all = VerdictProcess(backing: backing(1), decidedBy: .sample(1), publishedBy: .sample(1))
        #expect(all.people == 1 && all.reviewerDecided && all.deciderPublished && !all.anotherPublished)
        let two = VerdictProcess(backing: backing(1, 2), decidedBy: .sample(1), publishedBy: .sample(2))
        #expect(two.people == 2 && two.reviewerDecided && !two.deciderPublished && !two.anotherPublished)
        let four = VerdictProcess(backing: backing(1, 2), decidedBy: .sample(3), publishedBy: .sample(4))
        #expect(four.people == 4 && !four.reviewerDecided && four.anotherPublished)
        #expect(VerdictProcess(backing: backing(1, 2)).people == 2)
    }

    @Test func blindnessAndAgreementAreThoseOfTheReviews() {
        let saw = Verdict.Backing(reviewerID: .sample(2), rating: "false", sawOthers: true)
        let process = VerdictProcess(backing: backing(1) + [saw], decidedBy: .sample(3))
        #expect(!process.isBlind && !process.isUnanimous && process.reviews == 2)
        #expect(VerdictProcess(backing: backing(1, 2)).isBlind && VerdictProcess(backing: backing(1, 2)).isUnanimous)
    }

    @Test func reviewsOfOtherWordsAreTold() {
        let old = Verdict.Backing(reviewerID: .sample(2), rating: "true", sawOthers: false, wording: 1)
        let new = Verdict.Backing(reviewerID: .sample(3), rating: "true", sawOthers: false, wording: 2)
        #expect(VerdictProcess(backing: [old, new], wording: 2).reviewsOfOtherWords == 1)
        #expect(VerdictProcess(backing: [old, new], wording: 1).reviewsOfOtherWords == 0)
    }
}
