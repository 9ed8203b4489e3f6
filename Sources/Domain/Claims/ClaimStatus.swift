extension Claim {
    /// Where a claim is on its way from the text to a published verdict; drawn in docs/lifecycles.md.
    package enum Status: String, CaseIterable, Sendable, Comparable {
        case detected, queued, dismissed
        case inReview = "in_review"
        case agreed, disputed, decided, published, corrected, retracted, withdrawn, merged

        /// The states that may follow this one.
        package var next: Set<Status> {
            switch self {
            case .detected: [.queued, .dismissed, .withdrawn, .merged]
            case .dismissed: [.queued, .withdrawn, .merged]
            case .queued: [.inReview, .agreed, .detected, .dismissed, .withdrawn, .merged]
            case .inReview: [.queued, .agreed, .disputed, .withdrawn, .merged]
            case .agreed: [.decided, .disputed, .inReview, .queued, .withdrawn, .merged]
            case .disputed: [.decided, .agreed, .inReview, .withdrawn, .merged]
            case .decided: [.decided, .published, .withdrawn]
            case .published: [.corrected, .retracted]
            case .corrected: [.corrected, .retracted]
            // Checked anew.
            case .retracted: [.queued]
            case .withdrawn, .merged: []
            }
        }

        /// - Throws: `ClaimError.wrongState` when the life of a claim has no such step.
        package func requireStep(to status: Status) throws(ClaimError) {
            guard next.contains(status) else { throw .wrongState(self, wanted: status) }
        }

        /// True while reviewers may still be asked about the claim.
        package var isUnderReview: Bool { self == .queued || self == .inReview }

        /// True before a verdict was made: the statement may still be edited, a triage decision taken back.
        package var isOpen: Bool {
            switch self {
            case .detected, .queued, .dismissed, .inReview, .agreed, .disputed: true
            case .decided, .published, .corrected, .retracted, .withdrawn, .merged: false
            }
        }

        /// False before the first review is in, and after all were taken back.
        package var mayHaveReviews: Bool {
            switch self {
            case .detected, .queued, .dismissed: false
            case .inReview, .agreed, .disputed, .decided, .published, .corrected, .retracted, .withdrawn, .merged: true
            }
        }

        /// True once somebody or a rule put it into the queue and nobody took it out.
        package var isTakenUp: Bool {
            switch self {
            case .queued, .inReview, .agreed, .disputed, .decided, .published, .corrected: true
            case .detected, .dismissed, .retracted, .withdrawn, .merged: false
            }
        }

        /// True while evidence may be added: for the verdict to come, or for a correction.
        package var takesEvidence: Bool { self != .withdrawn && self != .merged && self != .retracted }

        /// True once a verdict was made: what becomes of the words that it is about is watched from then on.
        package var hasVerdict: Bool { self == .decided || isPublic || self == .retracted }

        /// True once a verdict stands in public (also when it was corrected since).
        package var isPublic: Bool { self == .published || self == .corrected }

        package static func < (left: Status, right: Status) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }
}
