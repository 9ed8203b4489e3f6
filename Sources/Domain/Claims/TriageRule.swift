/// One of a desk's rules for what becomes of a detected claim without anybody looking.
package struct TriageRule: Sendable, Codable, Hashable {
    package typealias ID = Identifier<TriageRule>

    package enum Decision: String, CaseIterable, Codable, Sendable {
        case queue, dismiss
        /// The claim stays detected and waits for an editor.
        case leave
    }

    /// Nil before it is stored.
    package var id: ID?
    /// What the log of decisions says; no two rules of a desk have the same.
    package var name: String
    package var conditions: Conditions
    package var decision: Decision
    /// −100 to 100; nil leaves the claim's.
    package var priority: Int?
    /// 1–20; nil leaves the claim's.
    package var requiredReviews: Int?
    package var reason: String?

    package init(
        id: ID? = nil, name: String, conditions: Conditions = Conditions(), decision: Decision, priority: Int? = nil,
        requiredReviews: Int? = nil, reason: String? = nil
    ) {
        self.id = id
        self.name = name
        self.conditions = conditions
        self.decision = decision
        self.priority = priority
        self.requiredReviews = requiredReviews
        self.reason = reason
    }

    /// What a claim must have for the rule to apply: every condition that is given. None at all, or an empty list,
    /// matches every claim.
    package struct Conditions: Sendable, Codable, Hashable {
        /// 0–1, included.
        package var minScore: Double?
        /// 0–1, included.
        package var maxScore: Double?
        /// Part of the claimant's name; case and accents do not matter.
        package var claimant: String?
        package var claimantKinds: [Claimant.Kind]
        /// Whole words or phrases, any of which stands in the claim; case does not matter.
        package var keywords: [String]
        package var kinds: [Claim.Kind]
        /// Any of the claim's topics; case does not matter.
        package var topics: [String]
        package var checkable: Bool?

        package init(
            minScore: Double? = nil, maxScore: Double? = nil, claimant: String? = nil,
            claimantKinds: [Claimant.Kind] = [], keywords: [String] = [], kinds: [Claim.Kind] = [],
            topics: [String] = [], checkable: Bool? = nil
        ) {
            self.minScore = minScore
            self.maxScore = maxScore
            self.claimant = claimant
            self.claimantKinds = claimantKinds
            self.keywords = keywords
            self.kinds = kinds
            self.topics = topics
            self.checkable = checkable
        }
    }
}

extension TriageRule {
    /// - Throws: `InputError` with the first field that cannot be accepted, seen from inside the rule.
    package func validate() throws(InputError) {
        try Input.text(name, "name", limit: 200)
        if name == TriageRules.queueScoreName {
            throw InputError("name", "must not be \(name), which is what the desk's queue score is called")
        }
        if name == TriageRules.skipLimitName {
            throw InputError("name", "must not be \(name), which is what the desk's rule of skips is called")
        }
        do { try conditions.validate() } catch { throw error.inside("conditions") }
        try Input.number(priority, "priority", in: -100...100)
        try Input.number(requiredReviews, "requiredReviews", in: 1...20)
        if let reason { try Input.text(reason, "reason", limit: 5000) }
    }
}

extension TriageRule.Conditions {
    package static let keywordsLimit = 200
    package static let topicsLimit = 200
    /// Words in one keyword.
    package static let wordsLimit = 10

    /// - Throws: `InputError` with the first condition that cannot be accepted, seen from inside.
    package func validate() throws(InputError) {
        for (score, field) in [(minScore, "minScore"), (maxScore, "maxScore")] {
            if let score, !(0...1).contains(score) { throw InputError(field, "must be from 0 to 1") }
        }
        if let minScore, let maxScore, minScore > maxScore {
            throw InputError("maxScore", "must not be below minScore")
        }
        if let claimant { try Input.text(claimant, "claimant", limit: 200) }
        if keywords.count > Self.keywordsLimit {
            throw InputError("keywords", "must have at most \(Self.keywordsLimit) items")
        }
        for (index, keyword) in keywords.enumerated() {
            let field = "keywords[\(index)]"
            try Input.text(keyword, field, limit: 200)
            let words = WordIndex.words(of: keyword).count
            if words == 0 { throw InputError(field, "must have a letter or a digit") }
            if words > Self.wordsLimit { throw InputError(field, "must have at most \(Self.wordsLimit) words") }
        }
        if topics.count > Self.topicsLimit { throw InputError("topics", "must have at most \(Self.topicsLimit) items") }
        for (index, topic) in topics.enumerated() { try Input.text(topic, "topics[\(index)]", limit: 200) }
    }
}
