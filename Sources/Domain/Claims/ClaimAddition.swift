/// A claim that somebody adds to an item by hand.
package struct ClaimAddition: Sendable, Hashable {
    /// What a person found worth checking is worth it: the score and the detector of claims that were added.
    package static let score = 1.0
    package static let detector = "hand"
    package static let statementLimit = 5000

    /// Nil for a statement that stands nowhere in the item's words.
    package var place: ClaimPlace?
    /// What it says by itself; nil takes the words at its place.
    package var statement: String?
    package var claimant: Claimant
    package var kind: Claim.Kind
    package var source: ClaimSource?
    /// −100 to 100.
    package var priority: Int
    /// 1–20; nil takes the article's.
    package var requiredReviews: Int?
    /// Straight into the queue; nil does so for whoever may triage. Otherwise it waits for an editor.
    package var queue: Bool?

    package init(
        place: ClaimPlace? = nil, statement: String? = nil,
        claimant: Claimant = Claimant(name: nil, kind: .article, quotation: nil), kind: Claim.Kind = .other,
        source: ClaimSource? = nil, priority: Int = 0, requiredReviews: Int? = nil, queue: Bool? = nil
    ) {
        self.place = place
        self.statement = statement
        self.claimant = claimant
        self.kind = kind
        self.source = source
        self.priority = priority
        self.requiredReviews = requiredReviews
        self.queue = queue
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        if let place { do { try place.validate() } catch { throw error.inside("anchor") } }
        if place == nil, statement == nil { throw InputError("statement", "is required for a claim without a place") }
        if place == nil, source == nil { throw InputError("source", "is required for a claim without a place") }
        if let statement { try Input.text(statement, "statement", limit: Self.statementLimit) }
        if place == nil { try claimant.requireBesideArticle("claimant.kind") }
        try claimant.validate("claimant")
        if let source { do { try source.validate() } catch { throw error.inside("source") } }
        try Input.number(priority, "priority", in: -100...100)
        try Input.number(requiredReviews, "requiredReviews", in: 1...20)
    }
}
