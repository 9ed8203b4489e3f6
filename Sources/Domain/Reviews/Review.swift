package import Foundation

/// A review as it is sent.
package struct ReviewInput: Sendable, Hashable {
    package static let rationaleLimit = 50_000

    /// The key of a rating on the desk's scale.
    package var rating: String
    package var rationale: String
    package var evidence: [EvidenceInput]

    package init(rating: String, rationale: String, evidence: [EvidenceInput] = []) {
        self.rating = rating
        self.rationale = rationale
        self.evidence = evidence
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate(on scale: RatingScale) throws(InputError) {
        try scale.requireRating(rating)
        try Input.text(rationale, "rationale", limit: Self.rationaleLimit)
        try EvidenceInput.validate(evidence)
    }
}

/// One reviewer's own assessment of a claim.
package struct Review: Sendable, Hashable {
    package typealias ID = Identifier<Review>

    package let id: ID
    package let claimID: Claim.ID
    package let reviewerID: Member.ID
    package let reviewerName: String
    package let scale: RatingScale.Reference
    package let rating: Rating
    package let rationale: String
    package let submittedAt: Date
    /// From 1; a change is a new version with its reason.
    package let version: Int
    /// Why it replaces the version before; nil for the first.
    package let reason: String?
    /// Others' reviews could be seen when it was written.
    package let sawOthers: Bool
    /// `Claim.wording` that it was given on.
    package let wording: Int
    package var evidence: [Evidence]

    package init(
        id: ID, claimID: Claim.ID, reviewerID: Member.ID, reviewerName: String, scale: RatingScale.Reference,
        rating: Rating, rationale: String, submittedAt: Date, version: Int = 1, reason: String? = nil,
        sawOthers: Bool = false, wording: Int = 1, evidence: [Evidence] = []
    ) {
        self.id = id
        self.claimID = claimID
        self.reviewerID = reviewerID
        self.reviewerName = reviewerName
        self.scale = scale
        self.rating = rating
        self.rationale = rationale
        self.submittedAt = submittedAt
        self.version = version
        self.reason = reason
        self.sawOthers = sawOthers
        self.wording = wording
        self.evidence = evidence
    }

    /// True when it says these very words.
    package func says(_ input: ReviewInput) -> Bool {
        rating.key == input.rating && rationale == input.rationale
            && evidence.map(\.item) == input.evidence.map(\.withoutTime)
    }
}

/// What a reviewer has written and not yet submitted: any part may be missing, and nothing is judged yet.
package struct Draft: Sendable, Hashable {
    package enum Origin: String, CaseIterable, Sendable {
        /// The reviewer saved it.
        case saved
        /// The server kept it when a review came in under a lease that was lost.
        case leaseLost = "lease-lost"
    }

    /// The words and the rating of a review.
    package struct Content: Sendable, Codable, Hashable {
        package var rating: String?
        package var rationale: String?
        package var evidence: [Evidence.Draft]

        package init(rating: String? = nil, rationale: String? = nil, evidence: [Evidence.Draft] = []) {
            self.rating = rating
            self.rationale = rationale
            self.evidence = evidence
        }

        /// A review that could not be stored, word for word.
        package init(_ review: ReviewInput) {
            rating = review.rating
            rationale = review.rationale
            evidence = review.evidence.map(Evidence.Draft.init)
        }

        /// - Throws: `InputError` where a text could not be stored at all; a draft is judged for nothing else.
        package func validate() throws(InputError) {
            try Input.optionalText(rating, "rating", limit: 100)
            try Input.optionalText(rationale, "rationale", limit: ReviewInput.rationaleLimit)
            if evidence.count > EvidenceInput.limit {
                throw InputError("evidence", "must have at most \(EvidenceInput.limit) items")
            }
            for (index, item) in evidence.enumerated() {
                do { try item.validate() } catch { throw error.inside("evidence[\(index)]") }
            }
        }
    }

    package let content: Content
    package let origin: Origin
    package let savedAt: Date

    package init(content: Content, origin: Origin, savedAt: Date) {
        self.content = content
        self.origin = origin
        self.savedAt = savedAt
    }
}

/// A draft with the claim that it is about: a note, where the claim is not free any more.
package struct KeptDraft: Sendable, Hashable {
    package let claimID: Claim.ID
    package let statement: String
    package let claimStatus: Claim.Status
    package let draft: Draft

    package init(claimID: Claim.ID, statement: String, claimStatus: Claim.Status, draft: Draft) {
        self.claimID = claimID
        self.statement = statement
        self.claimStatus = claimStatus
        self.draft = draft
    }
}
