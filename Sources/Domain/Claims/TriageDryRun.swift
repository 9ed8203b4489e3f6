/// What a set of rules would do with claims that the desk has already. Nothing is changed by it.
package struct TriageDryRun: Sendable, Hashable {
    /// How many claims one rule would send one way.
    package struct Outcome: Sendable, Hashable {
        /// `queue_score` where no rule matches.
        package let rule: String
        package let decision: TriageRule.Decision
        package let claims: Int

        package init(rule: String, decision: TriageRule.Decision, claims: Int) {
            self.rule = rule
            self.decision = decision
            self.claims = claims
        }
    }

    /// A claim that the rules would send another way than the one it has gone.
    package struct Difference: Sendable, Hashable {
        package let claimID: Claim.ID
        package let articleID: Article.ID
        package let statement: String
        package let status: Claim.Status
        package let decision: TriageRule.Decision
        package let rule: String

        package init(
            claimID: Claim.ID, articleID: Article.ID, statement: String, status: Claim.Status,
            decision: TriageRule.Decision, rule: String
        ) {
            self.claimID = claimID
            self.articleID = articleID
            self.statement = statement
            self.status = status
            self.decision = decision
            self.rule = rule
        }
    }

    package static let articleLimits = 1...200
    package static let defaultArticles = 20
    /// Not more claims are looked at, whole articles at a time: some articles have ten thousand.
    package static let claimLimit = 20_000
    package static let shownDifferences = 200

    /// How many articles were looked at.
    package let articles: Int
    package let claims: Int
    /// In the order of the rules, the queue score last.
    package let outcomes: [Outcome]
    package let differing: Int
    /// The first of them, at most `shownDifferences`.
    package let differences: [Difference]

    package init(
        articles: Int, claims: Int, outcomes: [Outcome], differing: Int, differences: [Difference]
    ) {
        self.articles = articles
        self.claims = claims
        self.outcomes = outcomes
        self.differing = differing
        self.differences = differences
    }
}

extension Claim.Status {
    /// Which way a claim of this state has gone; nil when it is out of play.
    package var triaged: TriageRule.Decision? {
        switch self {
        case .detected: .leave
        case .dismissed: .dismiss
        case .queued, .inReview, .agreed, .disputed, .decided, .published, .corrected, .retracted: .queue
        case .withdrawn, .merged: nil
        }
    }
}
