package import Domain
import Store

extension Desk {
    /// Tells what rules would do with the claims of the latest articles, and which of them have gone another way: by the
    /// rules of their time, or because an editor said so. Claims that are out of play, were split off or
    /// added by hand are left out.
    ///
    /// - Parameters:
    ///   - rules: nil takes the desk's own.
    ///   - articles: how many of the latest.
    /// - Throws: `InputError`.
    package func dryRun(
        _ rules: [TriageRule]?, articles: Int, for principal: Principal
    ) async throws -> TriageDryRun {
        try Input.number(articles, "articles", in: TriageDryRun.articleLimits)
        if let rules { try TriageRules.validate(rules) }
        return try await readOneMoment(.tryTriageRules, for: principal) { session in
            let desk = principal.deskID
            let set =
                try rules.map { TriageRuleSet(revision: 0, rules: $0) }
                ?? TriageRuleSet.current(on: desk, in: session)
            let policy = try DeskProfile.get(desk, in: session).policy
            let score = policy.queueScore
            let rules = TriageRules(set.rules, queueScore: score)
            var tally = TriageTally(rules: set.rules)
            let latest = try Article.page(
                PageRequest(limit: articles), status: nil, externalID: nil, on: desk, in: session)
            for article in latest.items where tally.claims < TriageDryRun.claimLimit {
                let triage = AutomaticTriage(of: article, by: rules, set.revision, score)
                let claims = try Claim.all(of: article.id, on: desk, in: session).filter(\.isTriagedByRule)
                let outcomes = AutomaticTriage.limited(
                    claims.map(triage.outcome), scores: claims.map(\.score),
                    to: policy.queueLimit == 0 ? nil : policy.queueLimit)
                for (claim, outcome) in zip(claims, outcomes) { tally.add(claim, outcome) }
                tally.articles += 1
            }
            return tally.dryRun
        }
    }
}

/// Counts what rules would do.
struct TriageTally {
    var articles = 0
    private(set) var claims = 0
    private let order: [String]
    private var counts: [String: [TriageRule.Decision: Int]] = [:]
    private var differing = 0
    private var differences: [TriageDryRun.Difference] = []

    init(rules: [TriageRule]) { order = rules.map(\.name) + [TriageRules.queueScoreName] }

    mutating func add(_ claim: Claim, _ outcome: AutomaticTriage.Outcome) {
        guard let gone = claim.status.triaged else { return }
        claims += 1
        counts[outcome.rule, default: [:]][outcome.decision, default: 0] += 1
        if outcome.decision == gone { return }
        differing += 1
        guard differences.count < TriageDryRun.shownDifferences else { return }
        differences.append(
            TriageDryRun.Difference(
                claimID: claim.id, articleID: claim.articleID, statement: claim.statement, status: claim.status,
                decision: outcome.decision, rule: outcome.rule))
    }

    var dryRun: TriageDryRun {
        TriageDryRun(
            articles: articles, claims: claims,
            outcomes: order.flatMap { rule in
                TriageRule.Decision.allCases.compactMap { decision in
                    counts[rule]?[decision].map { .init(rule: rule, decision: decision, claims: $0) }
                }
            }, differing: differing, differences: differences)
    }
}

extension Claim {
    /// True for a claim that the desk's rules decide about when it is found: not for a part or one that somebody added.
    fileprivate var isTriagedByRule: Bool { status.triaged != nil && splitFrom == nil && addedBy == nil }
}
