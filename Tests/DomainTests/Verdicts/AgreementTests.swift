import Domain
import Samples
import Testing

@Suite struct AgreementTests {
    private func agree(_ keys: [String], _ rule: AgreementRule, on scale: [Rating] = Rating.sixPoints) -> Bool {
        Agreement.agree(keys.compactMap { key in scale.first { $0.key == key } }, by: rule, on: scale)
    }

    @Test(arguments: AgreementRule.allCases)
    func theSameRatingIsAgreementByEveryRuleOffTheScaleAsWell(rule: AgreementRule) {
        for rating in Rating.sixPoints { #expect(agree([rating.key, rating.key, rating.key], rule)) }
    }

    @Test func anyDifferenceIsDisputeWhenTheRuleAsksForTheSameRating() {
        #expect(!agree(["true", "mostly_true"], .same))
        #expect(!agree(["true", "true", "mostly_true"], .same))
    }

    @Test(arguments: [
        (["true", "mostly_true"], true), (["half_true", "mostly_false"], true),
        (["true", "mostly_true", "true"], true),
        (["true", "half_true"], false), (["true", "mostly_true", "half_true"], false),
        (["pants_on_fire", "true"], false),
    ])
    func adjacentRatingsAreOneStepApartFromTheTruestToTheFalsest(keys: [String], agreed: Bool) {
        #expect(agree(keys, .adjacent) == agreed)
        #expect(agree(keys.reversed(), .adjacent) == agreed)
    }

    @Test(arguments: [
        (["true", "half_true"], true), (["mostly_false", "pants_on_fire", "false"], true),
        (["half_true", "mostly_false"], false), (["true", "pants_on_fire"], false),
    ])
    func theSameDirectionIsTheSameHalfOfTheScale(keys: [String], agreed: Bool) {
        #expect(agree(keys, .direction) == agreed)
    }

    @Test(arguments: [
        (["true", "mostly_true"], true), (["mostly_false", "false"], true), (["mixed", "mostly_true"], false),
        (["mixed", "mostly_false"], false), (["mixed", "mixed"], true), (["true", "false"], false),
    ])
    func theMiddleOfAnOddScaleBelongsToNeitherHalf(keys: [String], agreed: Bool) {
        #expect(agree(keys, .direction, on: Rating.fivePoints) == agreed)
    }

    @Test(arguments: AgreementRule.allCases)
    func anOutcomeOffTheScaleAgreesWithNothingElse(rule: AgreementRule) {
        #expect(!agree(["unverifiable", "not_a_claim"], rule))
        // They are neighbours in the list, not on the scale.
        #expect(!agree(["pants_on_fire", "unverifiable"], rule))
        #expect(!agree(["false", "pants_on_fire", "unverifiable"], rule))
    }

    @Test(arguments: [AgreementRule.adjacent, .direction])
    func aRatingThatIsNotOnThisVersionOfTheScaleAgreesOnlyWithItself(rule: AgreementRule) {
        let stranger = Rating(key: "stranger", label: "Stranger", value: 6, offScale: false, colour: nil)
        #expect(!Agreement.agree([Rating.sixPoints[0], stranger], by: rule, on: Rating.sixPoints))
        #expect(Agreement.agree([stranger, stranger], by: rule, on: Rating.sixPoints))
    }

    @Test func theClaimWaitsUntilTheReviewsAreInThenTheyDecide() {
        let (yes, no) = (Rating.sixPoints[0], Rating.sixPoints[4])
        func status(_ ratings: [Rating], _ required: Int) -> Claim.Status {
            Agreement.status(of: ratings, required: required, rule: .same, on: Rating.sixPoints)
        }
        #expect(status([], 2) == .queued)
        #expect(status([yes], 2) == .inReview)
        #expect(status([yes, yes], 2) == .agreed)
        #expect(status([yes, no], 2) == .disputed)
        #expect(status([yes], 1) == .agreed)
        #expect(status([yes, no], 3) == .inReview)
        // The number was lowered after reviews had come in.
        #expect(status([yes, yes, no], 2) == .disputed)
    }

    @Test func theCommonRatingIsTheMostFrequentOfEqualsTheOneGivenFirst() {
        let (first, second) = (Rating.sixPoints[1], Rating.sixPoints[0])
        #expect(Agreement.common([]) == nil)
        #expect(Agreement.common([first, second]) == first)
        #expect(Agreement.common([second, first]) == second)
        #expect(Agreement.common([second, first, first]) == first)
    }
}
