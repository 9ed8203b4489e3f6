package import Domain
package import Foundation

/// A version of a claim's verdict.
package struct VolumeVerdict: Sendable {
    package let id: Verdict.ID
    package let version: Int
    package let basis: Verdict.Basis
    package let rating: String
    package let rationale: String
    package let evidence: [Evidence.ID]
    package let decidedBy: Member.ID
    package let decidedAt: Date

    package init(
        id: Verdict.ID, version: Int, basis: Verdict.Basis, rating: String, rationale: String, evidence: [Evidence.ID],
        decidedBy: Member.ID, decidedAt: Date
    ) {
        self.id = id
        self.version = version
        self.basis = basis
        self.rating = rating
        self.rationale = rationale
        self.evidence = evidence
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
    }
}

/// An entry of a claim's ledger.
package struct VolumeEntry: Sendable {
    package let id: LedgerEntry.ID
    package let verdict: Verdict.ID
    package let kind: LedgerEntry.Kind
    package let publicText: String?
    package let request: CorrectionRequest.ID?
    package let enteredBy: Member.ID
    package let enteredAt: Date

    package init(
        id: LedgerEntry.ID, verdict: Verdict.ID, kind: LedgerEntry.Kind, publicText: String?,
        request: CorrectionRequest.ID?, enteredBy: Member.ID, enteredAt: Date
    ) {
        self.id = id
        self.verdict = verdict
        self.kind = kind
        self.publicText = publicText
        self.request = request
        self.enteredBy = enteredBy
        self.enteredAt = enteredAt
    }
}

/// Somebody's word that a published verdict is wrong.
package struct VolumeRequest: Sendable {
    package let id: CorrectionRequest.ID
    package let text: String
    package let requester: String
    package let receivedBy: Member.ID
    package let receivedAt: Date

    package init(id: CorrectionRequest.ID, text: String, requester: String, receivedBy: Member.ID, receivedAt: Date) {
        self.id = id
        self.text = text
        self.requester = requester
        self.receivedBy = receivedBy
        self.receivedAt = receivedAt
    }
}

/// An attempt to reach the claimant.
package struct VolumeReply: Sendable {
    package let id: ReplyAttempt.ID
    package let channel: ReplyAttempt.Channel
    package let contact: String
    package let message: String
    package let contactedAt: Date
    package let answer: String?
    package let answeredAt: Date?
    package let recordedBy: Member.ID

    package init(
        id: ReplyAttempt.ID, channel: ReplyAttempt.Channel, contact: String, message: String, contactedAt: Date,
        answer: String?, answeredAt: Date?, recordedBy: Member.ID
    ) {
        self.id = id
        self.channel = channel
        self.contact = contact
        self.message = message
        self.contactedAt = contactedAt
        self.answer = answer
        self.answeredAt = answeredAt
        self.recordedBy = recordedBy
    }
}
