/// How a verdict stands before the public.
package enum PublicStanding: String, CaseIterable, Sendable {
    /// Everybody reads the verdict, as it was published or corrected since.
    case published
    /// The verdict is paused: its page says so, and does not show it.
    case underReview = "under_review"
    /// The verdict was taken back: its page says so first, and keeps what was published readable.
    case retracted
}

extension PublicStanding {
    /// - Returns: nil for a claim of which nothing was ever public.
    package init?(of status: Claim.Status, isPaused: Bool) {
        switch status {
        case .published, .corrected: self = isPaused ? .underReview : .published
        case .retracted: self = .retracted
        case .detected, .queued, .dismissed, .inReview, .agreed, .disputed, .decided, .withdrawn, .merged: return nil
        }
    }
}

extension Claim {
    /// Nil for a claim of which nothing was ever public: its address is not there.
    package var publicStanding: PublicStanding? { PublicStanding(of: status, isPaused: isPaused) }
}
