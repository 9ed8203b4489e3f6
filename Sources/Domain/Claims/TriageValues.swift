/// What an editor wants done with a claim.
package enum TriageOrder: Sendable, Hashable {
    /// Reviewers are asked.
    case queue
    /// Not worth the desk's time.
    case dismiss
    /// The claim says the same as another one.
    case merge(into: Claim.ID)
    /// Its parts are claims of their own.
    case split([ClaimPart])

    package var decision: TriageDecision {
        switch self {
        case .queue: .queue
        case .dismiss: .dismiss
        case .merge: .merge
        case .split: .split
        }
    }

    /// The claim into which one is merged.
    package var target: Claim.ID? { if case .merge(let target) = self { target } else { nil } }
}
