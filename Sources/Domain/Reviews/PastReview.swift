package import Foundation

/// A version of a review, and what became of it.
package struct PastReview: Sendable, Hashable {
    package let review: Review
    /// False once it was replaced or withdrawn.
    package let counts: Bool
    package let withdrawnAt: Date?
    package let withdrawalReason: String?

    package init(review: Review, counts: Bool, withdrawnAt: Date?, withdrawalReason: String?) {
        self.review = review
        self.counts = counts
        self.withdrawnAt = withdrawnAt
        self.withdrawalReason = withdrawalReason
    }
}

/// An editor's wish that a reviewer looks at a claim again, with what is missing.
package struct ReviewReturn: Sendable, Hashable {
    package typealias ID = Identifier<ReviewReturn>

    package let id: ID
    package let reviewID: Review.ID
    package let claimID: Claim.ID
    package let returnedBy: Member.ID
    package let comment: String
    package let returnedAt: Date

    package init(
        id: ID, reviewID: Review.ID, claimID: Claim.ID, returnedBy: Member.ID, comment: String, returnedAt: Date
    ) {
        self.id = id
        self.reviewID = reviewID
        self.claimID = claimID
        self.returnedBy = returnedBy
        self.comment = comment
        self.returnedAt = returnedAt
    }
}

/// Why a review cannot be changed as asked.
package enum ReviewError: Error, Hashable, Sendable {
    /// It was replaced or withdrawn already.
    case superseded
    /// A verdict was made, or the claim left the desk's work: reviews stay as they are.
    case settled(Claim.Status)
    /// Reviews are returned to others; one's own is replaced or withdrawn.
    case own
}
