package import Domain

extension TriageRule: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case name, conditions, decision, priority, requiredReviews, reason
    }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            name: try fields.text(.name) ?? fields.missing(.name),
            conditions: try fields.object(.conditions) ?? Conditions(),
            decision: try fields.word(.decision) ?? fields.missing(.decision),
            priority: try fields.integer(.priority),
            requiredReviews: try fields.integer(.requiredReviews),
            reason: try fields.text(.reason)
        )
    }
}

extension TriageRule.Conditions: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case minScore, maxScore, claimant, claimantKinds, keywords, kinds, topics, checkable
    }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            minScore: try fields.number(.minScore),
            maxScore: try fields.number(.maxScore),
            claimant: try fields.text(.claimant),
            claimantKinds: try fields.words(.claimantKinds) ?? [],
            keywords: try fields.texts(.keywords) ?? [],
            kinds: try fields.words(.kinds) ?? [],
            topics: try fields.texts(.topics) ?? [],
            checkable: try fields.flag(.checkable)
        )
    }
}

/// All of a desk's rules, in order.
package struct TriageRulesBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case rules }

    package let rules: [TriageRule]

    package init(_ fields: Fields<Field>) throws { rules = try fields.objects(.rules) ?? fields.missing(.rules) }
}

/// Which rules are to be tried, and on how many of the latest articles.
package struct DryRunBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case rules, articles }

    /// Nil takes the desk's own.
    package let rules: [TriageRule]?
    package let articles: Int

    package init(_ fields: Fields<Field>) throws {
        rules = try fields.objects(.rules)
        articles = try fields.integer(.articles) ?? TriageDryRun.defaultArticles
    }
}
