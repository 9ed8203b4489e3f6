/// How a verdict stands before the public.
package enum PublicStanding: String, CaseIterable, Sendable {
    /// Everybody reads the verdict, as it was published or corrected since.
    case published
    /// The verdict is paused: its page says so, and does not show it.
    case underReview = "under_review"
    /// The verdict was taken back: its page says so first, and keeps what was published readable; also while the claim is
    /// checked anew.
    case retracted
}

extension PublicStanding {
    /// - Parameter isReopened: the claim was opened again after a retraction.
    /// - Returns: nil for a claim of which nothing was ever public.
    package init?(of status: Claim.Status, isPaused: Bool, isReopened: Bool = false) {
        switch status {
        case .published, .corrected: self = isPaused ? .underReview : .published
        case .retracted: self = .retracted
        case .detected, .queued, .dismissed, .inReview, .agreed, .disputed, .decided, .withdrawn, .merged:
            if !isReopened { return nil }
            self = .retracted
        }
    }
}

extension Claim {
    /// Nil for a claim of which nothing was ever public: its address is not there.
    package var publicStanding: PublicStanding? {
        PublicStanding(of: status, isPaused: isPaused, isReopened: reopenedAt != nil)
    }

    /// After a retraction the desk asks its reviewers anew, and has not published what they found.
    package var isCheckedAnew: Bool {
        switch status {
        case .queued, .inReview, .agreed, .disputed, .decided: reopenedAt != nil
        case .detected, .dismissed, .published, .corrected, .retracted, .withdrawn, .merged: false
        }
    }
}
