import Domain
import Postgres
import Store

/// The desk's rules, asked about the claims of one article.
struct AutomaticTriage {
    /// What becomes of a claim.
    struct Outcome: Hashable {
        let decision: TriageRule.Decision
        let rule: String
        let priority: Int
        let requiredReviews: Int
        /// What the log has; nil for a claim that waits for an editor.
        let logged: Entry?

        /// The same for a claim that is left for an editor.
        fileprivate var left: Outcome {
            Outcome(decision: .leave, rule: rule, priority: priority, requiredReviews: requiredReviews, logged: nil)
        }

        var status: Claim.Status {
            switch decision {
            case .queue: .queued
            case .dismiss: .dismissed
            case .leave: .detected
            }
        }
    }

    /// What the log says of claims that one rule sent one way.
    struct Entry: Hashable {
        let decision: TriageDecision
        let rule: String
        /// Nil for the desk's queue score.
        let revision: Int?
        let reason: String
    }

    private let article: ArticleVersion
    private let rules: TriageRules
    private let revision: Int
    private let queueScore: Double

    init(of article: Article, by set: TriageRuleSet, queueScore: Double) {
        self.init(of: article, by: TriageRules(set.rules, queueScore: queueScore), set.revision, queueScore)
    }

    /// - Parameter rules: ready to be asked, which takes a while to get: for many articles.
    init(of article: Article, by rules: TriageRules, _ revision: Int, _ queueScore: Double) {
        self.article = article.version
        self.rules = rules
        self.revision = revision
        self.queueScore = queueScore
    }

    /// The outcomes with no more claims queued by their score than the desk's limit lets in: the best ones, and of equals the
    /// first in the text. The others wait for an editor.
    ///
    /// - Parameters:
    ///   - scores: of the claims, in reading order, as the outcomes.
    ///   - room: how many claims may be queued; nil is no limit. Those that a rule queues count, and are never left out.
    static func limited(_ outcomes: [Outcome], scores: [Double], to room: Int?) -> [Outcome] {
        guard let room else { return outcomes }
        let byScore = outcomes.indices.filter {
            outcomes[$0].decision == .queue && outcomes[$0].rule == TriageRules.queueScoreName
        }
        let byRule = outcomes.count { $0.decision == .queue } - byScore.count
        let rest = byScore.sorted { (scores[$1], $0) < (scores[$0], $1) }.dropFirst(max(0, room - byRule))
        var limited = outcomes
        for index in rest { limited[index] = outcomes[index].left }
        return limited
    }

    func outcome(for claim: IncomingClaim) -> Outcome {
        outcome(
            for: facts(claim.score, claim.claimant, claim.kind, claim.checkable, claim.statement, claim.anchor?.exact))
    }

    func outcome(for claim: Claim) -> Outcome {
        outcome(
            for: facts(claim.score, claim.claimant, claim.kind, claim.checkable, claim.statement, claim.anchor?.exact))
    }

    private func facts(
        _ score: Double, _ claimant: Domain.Claimant, _ kind: Claim.Kind, _ checkable: Bool, _ statement: String,
        _ exact: String?
    ) -> TriageRules.Facts {
        TriageRules.Facts(
            score: score, claimant: claimant, kind: kind, topics: article.topics, checkable: checkable,
            texts: statement == exact ? [statement] : [statement, exact].compactMap(\.self))
    }

    private func outcome(for facts: TriageRules.Facts) -> Outcome {
        let said = rules.decide(facts)
        let isScore = said.ruleName == TriageRules.queueScoreName
        let reason = isScore ? "score of at least \(queueScore)" : said.reason ?? "the rule “\(said.ruleName)”"
        let decision: TriageDecision? =
            switch said.decision {
            case .queue: .queue
            case .dismiss: .dismiss
            case .leave: nil
            }
        return Outcome(
            decision: said.decision, rule: said.ruleName, priority: said.priority ?? 0,
            requiredReviews: said.requiredReviews ?? article.requiredReviews,
            logged: decision.map {
                Entry(decision: $0, rule: said.ruleName, revision: isScore ? nil : revision, reason: reason)
            })
    }
}
