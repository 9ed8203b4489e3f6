package import Foundation

/// A change as the audit trail remembers it: who did what to which row.
package struct AuditEvent: Sendable, Hashable {
    /// The kinds of deed; their names are stored, so they are never changed or used again.
    package enum Action: String, CaseIterable, Sendable {
        case articleSubmitted = "article.submitted"
        case articleExtracted = "article.extracted"
        case articleFailed = "article.failed"
        case articleWithdrawn = "article.withdrawn"
        case articleEmbargoed = "article.embargoed"
        case embargoLifted = "article.embargo_lifted"
        case claimAdded = "claim.added"
        /// A new version of the article no longer has the words of a claim that somebody added.
        case claimDisplaced = "claim.displaced"
        case claimEdited = "claim.edited"
        case claimTriaged = "claim.triaged"
        case claimWithdrawn = "claim.withdrawn"
        /// What has become of its words in the article.
        case claimAppearance = "claim.appearance"
        case triageRulesSet = "triage.rules_set"
        case leaseTaken = "lease.taken"
        case leaseRenewed = "lease.renewed"
        case leaseEnded = "lease.ended"
        case reviewSubmitted = "review.submitted"
        case reviewReplaced = "review.replaced"
        case reviewWithdrawn = "review.withdrawn"
        case reviewReturned = "review.returned"
        case evidenceAdded = "evidence.added"
        case evidenceChanged = "evidence.changed"
        case evidenceRemoved = "evidence.removed"
        case replyRecorded = "reply.recorded"
        case replyAnswered = "reply.answered"
        case draftSaved = "draft.saved"
        case assignmentMade = "assignment.made"
        case assignmentWithdrawn = "assignment.withdrawn"
        case commentAdded = "comment.added"
        case verdictDecided = "verdict.decided"
        case verdictPublished = "verdict.published"
        case verdictPaused = "verdict.paused"
        case verdictResumed = "verdict.resumed"
        case verdictClarified = "verdict.clarified"
        case verdictUpdated = "verdict.updated"
        case verdictCorrected = "verdict.corrected"
        case verdictRetracted = "verdict.retracted"
        case verdictReopened = "verdict.reopened"
        case correctionRequested = "correction.requested"
        case correctionDeclined = "correction.declined"
        case wordsRemoved = "removal.made"
        case removalLifted = "removal.lifted"
        case exportRequested = "export.requested"
        case exportReady = "export.ready"
        case exportFailed = "export.failed"
        case exportCancelled = "export.cancelled"
        case exportExpired = "export.expired"
        case keyCreated = "key.created"
        case keyRevoked = "key.revoked"
        case keyRotated = "key.rotated"
        case deskCreated = "desk.created"
        case deskChanged = "desk.changed"
        /// Made-up work was stored, for tests and benchmarks.
        case deskFilled = "desk.filled"
        case memberCreated = "member.created"
        case memberChanged = "member.changed"
        case memberDeactivated = "member.deactivated"
        case memberActivated = "member.activated"
        case memberErased = "member.erased"
        case requesterErased = "requester.erased"
        case scaleCreated = "scale.created"
        case scaleVersioned = "scale.versioned"
        case webhookCreated = "webhook.created"
        case webhookChanged = "webhook.changed"
        case webhookRotated = "webhook.rotated"
        case webhookDeactivated = "webhook.deactivated"
        case webhookDeleted = "webhook.deleted"
    }

    package let action: Action
    /// The table or noun of the row: article, claim, lease.
    package let subject: String
    package let subjectID: UUID
    /// Facts about the change, without article text or secrets.
    package let details: [String: String]

    package init(_ action: Action, _ subject: String, _ subjectID: UUID, _ details: [String: String] = [:]) {
        self.action = action
        self.subject = subject
        self.subjectID = subjectID
        self.details = details
    }
}
