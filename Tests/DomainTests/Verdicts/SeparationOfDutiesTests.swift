import Domain
import Samples
import Testing

@Suite struct SeparationOfDutiesTests {
    private let editor = Member.ID.sample(1)
    private let other = Member.ID.sample(2)
    private let third = Member.ID.sample(3)

    @Test func `an editor who has not reviewed decides`() throws {
        try SeparationOfDuties.mayDecide(editor, reviewers: [], overrideReason: nil)
        try SeparationOfDuties.mayDecide(editor, reviewers: [other, third], overrideReason: nil)
    }

    @Test func `an editor who has reviewed decides only with a reason`() throws {
        for reviewers in [[editor], [editor, other]] {
            #expect(throws: VerdictError.ownReview) {
                try SeparationOfDuties.mayDecide(editor, reviewers: reviewers, overrideReason: nil)
            }
            try SeparationOfDuties.mayDecide(editor, reviewers: reviewers, overrideReason: "nobody else is here")
        }
    }

    @Test func `an editor publishes what others stand behind`() throws {
        try SeparationOfDuties.mayPublish(editor, reviewers: [other], decidedBy: nil, overrideReason: nil)
        try SeparationOfDuties.mayPublish(editor, reviewers: [other], decidedBy: editor, overrideReason: nil)
        // Their own review, and another's beside it.
        try SeparationOfDuties.mayPublish(editor, reviewers: [editor, other], decidedBy: nil, overrideReason: nil)
        // Their own review, and another editor's decision on it.
        try SeparationOfDuties.mayPublish(editor, reviewers: [editor], decidedBy: other, overrideReason: nil)
    }

    @Test func `nobody publishes alone on their own review, but with a reason`() throws {
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
    func `a blank reason is no reason`(reason: String) {
        #expect(throws: VerdictError.ownReview) {
            try SeparationOfDuties.mayDecide(editor, reviewers: [editor], overrideReason: reason)
        }
        #expect(throws: VerdictError.ownReview) {
            try SeparationOfDuties.mayPublish(editor, reviewers: [editor], decidedBy: nil, overrideReason: reason)
        }
    }
}
