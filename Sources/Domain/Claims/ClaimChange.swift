/// What an editor changes about a claim; nil leaves a part as it is.
package struct ClaimChange: Sendable, Hashable {
    package var statement: String?
    package var priority: Int?
    package var requiredReviews: Int?
    package var claimant: Claimant?

    package init(
        statement: String? = nil, priority: Int? = nil, requiredReviews: Int? = nil, claimant: Claimant? = nil
    ) {
        self.statement = statement
        self.priority = priority
        self.requiredReviews = requiredReviews
        self.claimant = claimant
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        if let statement { try Input.text(statement, "statement", limit: 5000) }
        try Input.number(priority, "priority", in: -100...100)
        try Input.number(requiredReviews, "requiredReviews", in: 1...20)
        guard let claimant else { return }
        if claimant.kind == .named {
            try Input.text(claimant.name ?? "", "claimant.name", limit: 500)
        } else {
            try Input.optionalText(claimant.name, "claimant.name", limit: 500)
        }
    }
}

/// An editor's decision about whether a claim is worth the desk's time.
package enum TriageDecision: String, CaseIterable, Sendable {
    case queue, dismiss, merge, split
    /// Out of the queue again, back to triage: only the desk's own rule for skips decides so.
    case hold

    /// What an editor may decide.
    package static let ofEditors: [TriageDecision] = [.queue, .dismiss, .merge, .split]

    /// The state that the decision leads to. A claim that was split is not worth the desk's time any more: its parts are.
    package var status: Claim.Status {
        switch self {
        case .queue: .queued
        case .dismiss, .split: .dismissed
        case .merge: .merged
        case .hold: .detected
        }
    }
}
