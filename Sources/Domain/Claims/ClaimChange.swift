/// What an editor changes about a claim; nil leaves a part as it is.
package struct ClaimChange: Sendable, Hashable {
    package var statement: String?
    package var kind: Claim.Kind?
    package var priority: Int?
    package var requiredReviews: Int?
    package var claimant: Claimant?
    /// The claimant is the person who stood there before, written in another way.
    package var samePerson: Bool

    package init(
        statement: String? = nil, kind: Claim.Kind? = nil, priority: Int? = nil, requiredReviews: Int? = nil,
        claimant: Claimant? = nil, samePerson: Bool = false
    ) {
        self.statement = statement
        self.kind = kind
        self.priority = priority
        self.requiredReviews = requiredReviews
        self.claimant = claimant
        self.samePerson = samePerson
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        if let statement { try Input.text(statement, "statement", limit: 5000) }
        try Input.number(priority, "priority", in: -100...100)
        try Input.number(requiredReviews, "requiredReviews", in: 1...20)
        if let claimant { try claimant.validate("claimant") }
        if samePerson, claimant == nil { throw InputError("samePerson", "goes with a claimant") }
    }

    /// True when it changes what the public reads of the claim.
    package var isOfWords: Bool { statement != nil || kind != nil || claimant != nil }

    /// Whether it puts another person in the claimant's place. Who is written in another way is another unless the editor says
    /// that it is the same.
    package func namesAnother(than claim: Claim) -> Bool {
        guard let claimant, !samePerson else { return false }
        return claimant.name != claim.claimant.name || (claimant.name == nil && claimant.kind != claim.claimant.kind)
    }

    /// True when it changes what only the queue looks at, which is of no use once there is a verdict.
    package var isOfTheQueue: Bool { priority != nil || requiredReviews != nil }

    /// Whether it makes another claim of it, as far as whoever rated it before could know: it says something else, or somebody
    /// else says it.
    package func rewords(_ claim: Claim) -> Bool {
        statement.map { $0 != claim.statement } ?? false || namesAnother(than: claim)
            || claimant.map { $0.kind != claim.claimant.kind } ?? false
    }

    /// Before and after of what is changed, for the audit trail.
    package func differences(from claim: Claim) -> [String: String] {
        var details: [String: String] = [:]
        func note(_ name: String, _ before: String, _ after: String?) {
            guard let after, before != after else { return }
            details["\(name)Before"] = before
            details["\(name)After"] = after
        }
        note("statement", claim.statement, statement)
        note("kind", claim.kind.rawValue, kind?.rawValue)
        note("claimant", claim.claimant.json.text(), claimant?.json.text())
        if samePerson, claimant?.name != claim.claimant.name { details["samePerson"] = "true" }
        if let priority { details["priority"] = "\(claim.priority) → \(priority)" }
        if let requiredReviews { details["requiredReviews"] = "\(claim.requiredReviews) → \(requiredReviews)" }
        return details
    }
}

extension Claimant {
    /// What stands nowhere in an article is nothing that the article says.
    ///
    /// - Parameter field: where it stands in what a client sent.
    /// - Throws: `InputError` for the article's own voice.
    package func requireBesideArticle(_ field: String) throws(InputError) {
        if kind != .article { return }
        throw InputError(field, "must be named or anonymous: the claim stands nowhere in the article")
    }

    /// - Parameter field: where it stands in what a client sent.
    /// - Throws: `InputError` for a name that is missing or too long.
    package func validate(_ field: String) throws(InputError) {
        if kind == .named {
            try Input.text(name ?? "", "\(field).name", limit: 500)
        } else {
            try Input.optionalText(name, "\(field).name", limit: 500)
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
