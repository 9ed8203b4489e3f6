import Domain
import Samples
import Testing

@Suite struct VerdictDraftTests {
    @Test func withoutReviewsThereIsNoDraft() { #expect(VerdictDraft(from: []) == nil) }

    @Test func aDraftTakesTheCommonRatingEveryRationaleOnceAndEveryAddressOnceInOrder() throws {
        let (half, mostly) = (Rating.sixPoints[2], Rating.sixPoints[3])
        let draft = try #require(
            VerdictDraft(from: [
                .sample(
                    31,
                    by: 1,
                    rating: half,
                    rationale: "First.",
                    evidence: [
                        .sample(61, "https://a.org", review: .sample(31)),
                        .sample(62, "https://b.org", review: .sample(31)),
                    ]
                ),
                .sample(
                    32, by: 2, rating: mostly, rationale: "Second.",
                    evidence: [.sample(63, "https://a.org", review: .sample(32))]),
                .sample(
                    33, by: 3, rating: mostly, rationale: "First.",
                    evidence: [.sample(64, "https://c.org", review: .sample(33))]),
            ])
        )
        #expect(draft.rating == mostly)
        #expect(draft.rationale == "First.\n\nSecond.")
        #expect(draft.evidence.map(\.id) == [.sample(61), .sample(62), .sample(64)])
        #expect(draft.scale == RatingScale.sample.reference)
    }

    @Test func aDecisionIsCheckedAgainstTheScaleAndItsFieldsAreNamed() throws {
        func field(_ input: VerdictInput) -> String? {
            do throws(InputError) {
                try input.validate(on: .sample)
                return nil
            } catch { return error.field }
        }
        #expect(field(VerdictInput(rating: "true", rationale: "So.")) == nil)
        #expect(field(VerdictInput(rating: "True", rationale: "So.")) == "rating")
        #expect(field(VerdictInput(rating: "true", rationale: " ")) == "rationale")
        #expect(field(VerdictInput(rating: "true", rationale: "So.", overrideReason: "")) == "overrideReason")
        #expect(
            field(VerdictInput(rating: "true", rationale: "So.", evidence: [EvidenceInput(url: "x", stance: .context)]))
                == "evidence[0].url"
        )
        let many = (0..<501).map { Evidence.ID.sample($0) }
        #expect(field(VerdictInput(rating: "true", rationale: "So.", evidenceIDs: many)) == "evidenceIds")
        #expect(field(VerdictInput(rating: "true", rationale: "So.", evidenceIDs: Array(many.dropLast()))) == nil)
    }

    @Test func aRatingThatIsNotOnTheScaleIsAnsweredWithThoseThatAre() {
        #expect(throws: InputError("rating", "must be one of \(Rating.sixPoints.map(\.key).joined(separator: ", "))")) {
            try RatingScale.sample.requireRating("maybe")
        }
    }
}
