/// A desk's rules in order, ready to be asked: the first that matches decides, and after them the desk's queue score.
package struct TriageRules: Sendable {
    /// What the log says when none of the desk's own rules matched.
    package static let queueScoreName = "queue_score"
    /// What the log says when a claim was skipped too often.
    package static let skipLimitName = "skip_limit"
    package static let limit = 100

    /// What the rules look at.
    package struct Facts: Sendable, Hashable {
        /// 0–1.
        package let score: Double
        package let claimant: Claimant
        package let kind: Claim.Kind
        package let topics: [String]
        package let checkable: Bool
        /// In which keywords are looked for: the statement, and the words as printed.
        package let texts: [String]

        package init(
            score: Double, claimant: Claimant, kind: Claim.Kind, topics: [String] = [], checkable: Bool, texts: [String]
        ) {
            self.score = score
            self.claimant = claimant
            self.kind = kind
            self.topics = topics
            self.checkable = checkable
            self.texts = texts
        }
    }

    /// What the first matching rule says.
    package struct Outcome: Sendable, Hashable {
        package let decision: TriageRule.Decision
        /// Nil for the queue score.
        package let ruleID: TriageRule.ID?
        package let ruleName: String
        /// Nil leaves the claim's.
        package let priority: Int?
        /// Nil leaves the claim's.
        package let requiredReviews: Int?
        package let reason: String?
    }

    /// A rule with its words folded once and not for every claim.
    private struct Prepared {
        let rule: TriageRule
        let claimant: [UInt8]?
        let keywords: [[String]]
        let topics: Set<String>
    }

    private let rules: [Prepared]
    private let queueScore: Double
    /// How many words the keywords have: phrases of these lengths are looked up.
    private let lengths: Set<Int>

    /// - Parameter queueScore: the desk's; claims with at least this score are queued when no rule matched.
    package init(_ rules: [TriageRule], queueScore: Double) {
        self.rules = rules.map { rule in
            Prepared(
                rule: rule,
                claimant: rule.conditions.claimant.map { Array(WordIndex.foldedWithoutMarks($0).utf8) },
                keywords: rule.conditions.keywords.map(WordIndex.words),
                topics: Set(rule.conditions.topics.map(WordIndex.folded)))
        }
        self.queueScore = queueScore
        lengths = Set(self.rules.flatMap { $0.keywords.map(\.count) })
    }

    /// - Throws: `InputError` that names the rule: `rules[2].conditions.keywords[0]`.
    package static func validate(_ rules: [TriageRule]) throws(InputError) {
        if rules.count > limit { throw InputError("rules", "must have at most \(limit) items") }
        var names: Set<String> = []
        for (index, rule) in rules.enumerated() {
            do { try rule.validate() } catch { throw error.inside("rules[\(index)]") }
            if !names.insert(rule.name).inserted {
                throw InputError("rules[\(index)].name", "must differ from the names of the other rules")
            }
        }
    }

    /// Takes time in proportion to the claim's words and to the rules, whatever either says.
    package func decide(_ facts: Facts) -> Outcome {
        let words = WordIndex(facts.texts, phrases: lengths)
        let claimant = facts.claimant.name.map { Array(WordIndex.foldedWithoutMarks($0).utf8) }
        let topics = Set(facts.topics.map(WordIndex.folded))
        guard
            let rule = rules.first(where: { matches($0, facts, words: words, claimant: claimant, topics: topics) })?
                .rule
        else {
            return Outcome(
                decision: facts.score >= queueScore ? .queue : .leave, ruleID: nil, ruleName: Self.queueScoreName,
                priority: nil, requiredReviews: nil, reason: nil)
        }
        return Outcome(
            decision: rule.decision, ruleID: rule.id, ruleName: rule.name, priority: rule.priority,
            requiredReviews: rule.requiredReviews, reason: rule.reason)
    }

    private func matches(
        _ prepared: Prepared, _ facts: Facts, words: WordIndex, claimant: [UInt8]?, topics: Set<String>
    ) -> Bool {
        let conditions = prepared.rule.conditions
        if let least = conditions.minScore, facts.score < least { return false }
        if let most = conditions.maxScore, facts.score > most { return false }
        if let checkable = conditions.checkable, facts.checkable != checkable { return false }
        if !conditions.kinds.isEmpty, !conditions.kinds.contains(facts.kind) { return false }
        if !conditions.claimantKinds.isEmpty, !conditions.claimantKinds.contains(facts.claimant.kind) { return false }
        if !prepared.topics.isEmpty, prepared.topics.isDisjoint(with: topics) { return false }
        if let part = prepared.claimant, !(claimant.map { Self.contains($0, part) } ?? false) { return false }
        return prepared.keywords.isEmpty || prepared.keywords.contains(where: words.contains)
    }

    /// Names and parts of names have 500 and 200 characters at most, so that nothing cleverer is needed.
    private static func contains(_ name: [UInt8], _ part: [UInt8]) -> Bool {
        guard part.count <= name.count else { return false }
        return (0...(name.count - part.count)).contains { name[$0...].starts(with: part) }
    }
}
