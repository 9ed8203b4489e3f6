package import Domain
import Foundation
import Postgres
import Store

extension Desk {
    /// The desk's rules for claims that are found.
    package func triageRules(for principal: Principal) async throws -> TriageRuleSet {
        try await read(.seeTriage, for: principal) { try TriageRuleSet.current(on: principal.deskID, in: $0) }
    }

    /// Replaces the desk's rules by others. Claims that were found before stay as they are.
    ///
    /// - Parameter ifRevision: the revisions that the editor would replace; nil replaces whatever is there.
    /// - Throws: `InputError` for a rule that cannot be one, `ChangedMeanwhile`.
    package func setTriageRules(
        _ rules: [TriageRule], ifRevision: Set<Int>?, by caller: Caller
    ) async throws -> TriageRuleSet {
        try TriageRules.validate(rules)
        return try await change(.setTriageRules, by: caller) { change in
            try TriageRuleSet.lock(on: change.desk, in: change.session)
            let current = try TriageRuleSet.current(on: change.desk, in: change.session)
            try ChangedMeanwhile.check("list of rules", current.revision, wanted: ifRevision)
            if current.rules == rules { return current }
            let next = TriageRuleSet(revision: current.revision + 1, rules: rules)
            try next.insert(by: change.member, on: change.desk, in: change.session)
            try change.audit(
                .triageRulesSet, "desk", change.desk.rawValue,
                ["revision": String(next.revision), "rules": String(rules.count)])
            return next
        }
    }

    /// Logs what the rules decided and opens the slots of the claims that they queued.
    func queue(
        _ claims: [(claim: IncomingClaim, outcome: AutomaticTriage.Outcome)], of article: Article,
        on desk: DeskProfile.ID,
        in session: Session
    ) throws {
        for (entry, same) in Dictionary(grouping: claims, by: \.outcome.logged) {
            // A claim that waits for an editor was decided about by nobody.
            guard let entry else { continue }
            try entry.decision.insert(
                same.map { (id: newID(), claim: $0.claim.id) }, reason: entry.reason, rule: entry.rule,
                revision: entry.revision, on: desk, in: session)
        }
        let queued = claims.filter { $0.outcome.status == .queued }
        let submitter = try ArticleVersion.submitter(of: article.version.id, on: desk, in: session)
        guard let submitter, !queued.isEmpty else { return }
        let now = try session.now()
        for (required, same) in Dictionary(grouping: queued, by: \.outcome.requiredReviews) {
            let slots = same.flatMap { claim, outcome in
                let rank = QueueRank.rank(
                    priority: outcome.priority, urgency: article.version.urgency, score: claim.score, queuedAt: now)
                return (1...required).map { (id: newID() as ReviewSlot.ID, claim: claim.id, ordinal: $0, rank: rank) }
            }
            try ReviewSlot.open(
                slots, requiredReviews: required, article: article.id, submittedBy: submitter, on: desk, in: session)
        }
        try session.notifyQueue(of: desk)
    }
}
