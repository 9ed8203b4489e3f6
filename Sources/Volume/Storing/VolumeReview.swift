package import Domain
package import Foundation

/// A slot, open or with the review that fills it.
package struct VolumeSlot: Sendable {
    package let id: ReviewSlot.ID
    package let ordinal: Int
    package let rank: Double
    package let openedAt: Date
    package var review: VolumeReview?

    package init(id: ReviewSlot.ID, ordinal: Int, rank: Double, openedAt: Date) {
        self.id = id
        self.ordinal = ordinal
        self.rank = rank
        self.openedAt = openedAt
    }
}

/// A review and the lease under which it was given.
package struct VolumeReview: Sendable {
    package let id: Review.ID
    package let leaseID: Lease.ID
    /// Below every token that a take draws: those begin at 1.
    package let token: Int
    package let reviewer: Member.ID
    package let takenAt: Date
    package let expiresAt: Date
    package let submittedAt: Date
    package let rating: String
    package let rationale: String

    package init(
        id: Review.ID, leaseID: Lease.ID, token: Int, reviewer: Member.ID, takenAt: Date, expiresAt: Date,
        submittedAt: Date, rating: String, rationale: String
    ) {
        self.id = id
        self.leaseID = leaseID
        self.token = token
        self.reviewer = reviewer
        self.takenAt = takenAt
        self.expiresAt = expiresAt
        self.submittedAt = submittedAt
        self.rating = rating
        self.rationale = rationale
    }
}

/// A cited item.
package struct VolumeEvidence: Sendable {
    package let id: Evidence.ID
    /// Nil when an editor added it.
    package let review: Review.ID?
    package let addedBy: Member.ID
    package let position: Int
    package let item: EvidenceInput
    package let retrievedAt: Date

    package init(
        id: Evidence.ID, review: Review.ID?, addedBy: Member.ID, position: Int, item: EvidenceInput, retrievedAt: Date
    ) {
        self.id = id
        self.review = review
        self.addedBy = addedBy
        self.position = position
        self.item = item
        self.retrievedAt = retrievedAt
    }
}
