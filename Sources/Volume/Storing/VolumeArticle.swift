package import Domain
package import Foundation

/// An article with all that a desk ever did on it, to be stored in one go: what fills a desk for tests and benchmarks.
package struct VolumeArticle: Sendable {
    package let id: Article.ID
    package let versionID: ArticleVersion.ID
    package let submission: Submission
    package let requiredReviews: Int
    /// SHA-256 of the submission's content.
    package let contentHash: Data
    package let identity: String
    package let submittedBy: Member.ID
    package let receivedAt: Date
    package let readyAt: Date
    package let passages: [ArticlePassage]
    package let claims: [VolumeClaim]

    package init(
        id: Article.ID, versionID: ArticleVersion.ID, submission: Submission, requiredReviews: Int, contentHash: Data,
        identity: String, submittedBy: Member.ID, receivedAt: Date, readyAt: Date, passages: [ArticlePassage],
        claims: [VolumeClaim]
    ) {
        self.id = id
        self.versionID = versionID
        self.submission = submission
        self.requiredReviews = requiredReviews
        self.contentHash = contentHash
        self.identity = identity
        self.submittedBy = submittedBy
        self.receivedAt = receivedAt
        self.readyAt = readyAt
        self.passages = passages
        self.claims = claims
    }
}

/// A claim of such an article, and its life so far.
package struct VolumeClaim: Sendable {
    package let id: Claim.ID
    package let ordinal: Int
    package let statement: String
    package let anchor: Anchor
    package let claimant: Claimant
    package let kind: Claim.Kind
    package let score: Double
    package let reasons: [String]
    package let createdAt: Date
    package var life = VolumeLife()

    package init(
        id: Claim.ID, ordinal: Int, statement: String, anchor: Anchor, claimant: Claimant, kind: Claim.Kind,
        score: Double, reasons: [String], createdAt: Date
    ) {
        self.id = id
        self.ordinal = ordinal
        self.statement = statement
        self.anchor = anchor
        self.claimant = claimant
        self.kind = kind
        self.score = score
        self.reasons = reasons
        self.createdAt = createdAt
    }
}

/// What became of a claim.
package struct VolumeLife: Sendable {
    package var status = Claim.Status.detected
    /// Counts the steps of the claim, as every change of its row would have.
    package var revision = 1
    package var queuedAt: Date?
    package var decidedAt: Date?
    package var publishedAt: Date?
    package var isPaused = false
    /// Its reviews were all in once.
    package var isDisclosed = false
    package var triage: VolumeTriage?
    package var slots: [VolumeSlot] = []
    package var evidence: [VolumeEvidence] = []
    package var verdicts: [VolumeVerdict] = []
    package var requests: [VolumeRequest] = []
    package var entries: [VolumeEntry] = []
    package var replies: [VolumeReply] = []

    package init() {}
}

/// The logged decision that queued or dismissed a claim: a member's, or a rule's.
package struct VolumeTriage: Sendable {
    package let id: UUID
    package let decision: TriageDecision
    package let reason: String
    package let member: Member.ID?
    package let rule: String?
    package let at: Date

    package init(id: UUID, decision: TriageDecision, reason: String, member: Member.ID?, rule: String?, at: Date) {
        self.id = id
        self.decision = decision
        self.reason = reason
        self.member = member
        self.rule = rule
        self.at = at
    }
}
