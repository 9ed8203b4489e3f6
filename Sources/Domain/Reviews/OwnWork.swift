import Foundation

/// A lease that a reviewer holds or held, with what its take showed.
package struct HeldClaim: Sendable, Hashable {
    package let taken: TakenClaim
    /// The version of the scale that the claim is rated on under this lease, in full.
    package let scale: RatingScale

    package init(taken: TakenClaim, scale: RatingScale) {
        self.taken = taken
        self.scale = scale
    }
}

/// A draft that was just saved, and the lease that it prolonged.
package struct SavedDraft: Sendable, Hashable {
    package let draft: Draft
    package let lease: Lease

    package init(draft: Draft, lease: Lease) {
        self.draft = draft
        self.lease = lease
    }
}

/// A review of one's own in its latest version, and what the desk made of the claim since.
package struct OwnReview: Sendable, Hashable {
    package let past: PastReview
    package let statement: String
    package let claimStatus: Claim.Status
    /// The verdict that stands; nil while there is none.
    package let verdict: Verdict?

    package init(past: PastReview, statement: String, claimStatus: Claim.Status, verdict: Verdict?) {
        self.past = past
        self.statement = statement
        self.claimStatus = claimStatus
        self.verdict = verdict
    }

    /// Whether the desk came to the same rating; nil without a verdict, and where it was rated on another version of a scale:
    /// ratings of two versions are not compared.
    package var isSameAsVerdict: Bool? {
        guard let verdict, verdict.scale == past.review.scale else { return nil }
        return verdict.rating.key == past.review.rating.key
    }
}

/// How much waits for a member, for the bar of every page. Nil is what the member's roles do not let them do.
package struct WorkCounts: Sendable, Hashable {
    /// Nothing is counted beyond: a figure that is this high means that many or more.
    package static let most = 1000

    /// A reviewer's own.
    package struct Reviewing: Sendable, Hashable {
        package let held: Int
        package let assigned: Int
        package let returned: Int
        package let drafts: Int

        package init(held: Int, assigned: Int, returned: Int, drafts: Int) {
            self.held = held
            self.assigned = assigned
            self.returned = returned
            self.drafts = drafts
        }
    }

    /// What waits for any editor.
    package struct Editing: Sendable, Hashable {
        package let detected: Int
        package let disputed: Int
        /// Agreed, without a verdict.
        package let agreed: Int
        /// Decided, not published.
        package let decided: Int
        /// Requests for a correction that nobody has answered.
        package let correctionRequests: Int

        package init(detected: Int, disputed: Int, agreed: Int, decided: Int, correctionRequests: Int) {
            self.detected = detected
            self.disputed = disputed
            self.agreed = agreed
            self.decided = decided
            self.correctionRequests = correctionRequests
        }
    }

    package let reviewing: Reviewing?
    package let editing: Editing?

    package init(reviewing: Reviewing?, editing: Editing?) {
        self.reviewing = reviewing
        self.editing = editing
    }
}
