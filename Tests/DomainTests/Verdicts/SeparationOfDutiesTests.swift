import Domain
import Samples
import Testing

@Suite struct SeparationOfDutiesTests {
    private let editor = Member.ID.sample(1)
    private let other = Member.ID.sample(2)
    private let third = Member.ID.sample(3)

    @Test func anEditorWhoHasNotReviewedDecides() throws {
        try SeparationOfDuties.mayDecide(editor, reviewers: [], overrideReason: nil)
        try SeparationOfDuties.mayDecide(editor, reviewers: [other, third], overrideReason: nil)
    }

    @Test func anEditorWhoHasReviewedDecidesOnlyWithAReason() throws {
        for reviewers in [[editor], [editor, other]] {
            #expect(throws: VerdictError.ownReview) {
                try SeparationOfDuties.mayDecide(editor, reviewers: reviewers, overrideReason: nil)
            }
            try SeparationOfDuties.mayDecide(editor, reviewers: reviewers, overrideReason: "nobody else is here")
        }
    }

    @Test func anEditorPublishesWhatOthersStandBehind() throws {
        try SeparationOfDuties.mayPublish(editor, reviewers: [other], decidedBy: nil, overrideReason: nil)
        try SeparationOfDuties.mayPublish(editor, reviewers: [other], decidedBy: editor, overrideReason: nil)
        // Their own review, and another's beside it.
        try SeparationOfDuties.mayPublish(editor, reviewers: [editor, other], decidedBy: nil, overrideReason: nil)
        // Their own review, and another editor's decision on it.
        try SeparationOfDuties.mayPublish(editor, reviewers: [editor], decidedBy: other, overrideReason: nil)
    }

    @Test func nobodyPublishesAloneOnTheirOwnReviewButWithAReason() throws {
        for decidedBy in [nil, editor] {
            #expect(throws: VerdictError.ownReview) {
                try SeparationOfDuties.mayPublish(
                    editor,
                    reviewers: [editor],
                    decidedBy: decidedBy,
                    overrideReason: nil
                )
            }
            try SeparationOfDuties.mayPublish(
                editor,
                reviewers: [editor],
                decidedBy: decidedBy,
                overrideReason: "night"
            )
        }
    }

    @Test(arguments: ["", " ", "\n\t"])
    func aBlankReasonIsNoReason(reason: String) {
        #expect(throws: VerdictError.ownReview) {
            try SeparationOfDuties.mayDecide(editor, reviewers: [editor], overrideReason: reason)
        }
        #expect(throws: VerdictError.ownReview) {
            try SeparationOfDuties.mayPublish(editor, reviewers: [editor], decidedBy: nil, overrideReason: reason)
        }
    }
}
