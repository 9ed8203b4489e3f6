package import Foundation

/// A decision about whether a claim is worth the desk's time, as it was logged.
package struct LoggedTriage: Sendable, Hashable {
    package typealias ID = Identifier<TriageDecision>

    package let id: ID
    package let claimID: Claim.ID
    package let decision: TriageDecision
    package let reason: String
    /// Nil when a rule decided.
    package let memberID: Member.ID?
    package let memberName: String?
    /// `queue_score` when it was the desk's score; nil when a person decided.
    package let rule: String?
    /// The revision of the desk's rules in which the rule stands; nil for a person and for the score.
    package let ruleRevision: Int?
    /// The claim into which it was merged.
    package let into: Claim.ID?
    package let decidedAt: Date

    package init(
        id: ID, claimID: Claim.ID, decision: TriageDecision, reason: String, memberID: Member.ID?,
        memberName: String?, rule: String?, ruleRevision: Int?, into: Claim.ID?, decidedAt: Date
    ) {
        self.id = id
        self.claimID = claimID
        self.decision = decision
        self.reason = reason
        self.memberID = memberID
        self.memberName = memberName
        self.rule = rule
        self.ruleRevision = ruleRevision
        self.into = into
        self.decidedAt = decidedAt
    }
}
