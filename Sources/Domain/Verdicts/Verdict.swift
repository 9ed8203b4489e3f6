package import Foundation

/// The desk's decision on a claim, one version of it.
package struct Verdict: Sendable, Hashable {
    package typealias ID = Identifier<Verdict>

    package enum Basis: String, CaseIterable, Sendable {
        /// The reviews agreed, and an editor took what they agree on: as it was drafted, or in words for readers.
        case agreement
        /// An editor decided.
        case adjudication
        /// An editor corrected or updated a published verdict.
        case correction
    }

    /// A review that counted when the verdict was decided.
    package struct Backing: Sendable, Hashable {
        package let reviewerID: Member.ID
        /// The key of the rating that it gave.
        package let rating: String
        /// Others' reviews could be seen when it was written.
        package let sawOthers: Bool
        /// `Claim.wording` that it was given on.
        package let wording: Int

        package init(reviewerID: Member.ID, rating: String, sawOthers: Bool, wording: Int = 1) {
            self.reviewerID = reviewerID
            self.rating = rating
            self.sawOthers = sawOthers
            self.wording = wording
        }

        package init(_ review: Review) {
            self.init(
                reviewerID: review.reviewerID, rating: review.rating.key, sawOthers: review.sawOthers,
                wording: review.wording)
        }
    }

    package let id: ID
    package let claimID: Claim.ID
    /// From 1; a change is a new version.
    package let version: Int
    package let basis: Basis
    package let scale: RatingScale.Reference
    package let rating: Rating
    package var rationale: String
    package var headline: Headline
    package let overrideReason: String?
    package let decidedBy: Member.ID
    package var decidedByName: String
    package let decidedAt: Date
    /// `Claim.wording` that it was decided on.
    package let wording: Int
    package var evidence: [Evidence]
    package var backing: [Backing]

    package init(
        id: ID, claimID: Claim.ID, version: Int, basis: Basis, scale: RatingScale.Reference, rating: Rating,
        rationale: String, headline: Headline = .none, overrideReason: String?, decidedBy: Member.ID,
        decidedByName: String, decidedAt: Date, evidence: [Evidence] = [], backing: [Backing] = [],
        wording: Int = 1
    ) {
        self.id = id
        self.claimID = claimID
        self.version = version
        self.basis = basis
        self.scale = scale
        self.rating = rating
        self.rationale = rationale
        self.headline = headline
        self.overrideReason = overrideReason
        self.decidedBy = decidedBy
        self.decidedByName = decidedByName
        self.decidedAt = decidedAt
        self.wording = wording
        self.evidence = evidence
        self.backing = backing
    }
}

/// A verdict that agreeing reviews make by themselves, before an editor has put their name to it.
package struct VerdictDraft: Sendable, Hashable {
    package let scale: RatingScale.Reference
    package let rating: Rating
    package var rationale: String
    package var evidence: [Evidence]
    package let backing: [Verdict.Backing]

    /// Drafted from reviews that agree: their common rating, their rationales in the order they came in, and what
    /// `onceEach` says of their evidence and of what editors added.
    ///
    /// - Parameter added: the claim's evidence that came with no review.
    /// - Returns: nil when there are no reviews.
    package init?(from reviews: [Review], added: [Evidence] = []) {
        guard let first = reviews.first, let rating = Agreement.common(reviews.map(\.rating)) else { return nil }
        scale = first.scale
        self.rating = rating
        var rationales: [String] = []
        for review in reviews where !rationales.contains(review.rationale) { rationales.append(review.rationale) }
        rationale = rationales.joined(separator: "\n\n")
        evidence = (reviews.flatMap(\.evidence) + added.filter { $0.reviewID == nil }).onceEach
        backing = reviews.map(Verdict.Backing.init)
    }
}

/// An editor's decision as it is sent.
package struct VerdictInput: Sendable, Hashable {
    package var rating: String
    package var rationale: String
    package var headline: Headline
    /// Items to cite as they are sent. One whose page the claim's evidence has already, in other words, takes its place.
    package var evidence: [EvidenceInput]
    /// Items of the claim's to cite; nil cites all of them, each page once.
    package var evidenceIDs: [Evidence.ID]?
    package var overrideReason: String?

    package init(
        rating: String, rationale: String, headline: Headline = .none, evidence: [EvidenceInput] = [],
        evidenceIDs: [Evidence.ID]? = nil, overrideReason: String? = nil
    ) {
        self.rating = rating
        self.rationale = rationale
        self.headline = headline
        self.evidence = evidence
        self.evidenceIDs = evidenceIDs
        self.overrideReason = overrideReason
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate(on scale: RatingScale) throws(InputError) {
        try scale.requireRating(rating)
        try VerdictRevision(self).validate()
        if let overrideReason { try Input.text(overrideReason, "overrideReason", limit: 5000) }
    }
}

/// Why an editor's decision or publication is refused.
package enum VerdictError: Error, Hashable, Sendable {
    /// The editor would decide or publish on their own review alone; an override reason is needed, and is logged.
    case ownReview
    /// Reviews are still missing.
    case reviewsMissing(required: Int)
    /// A reviewer was asked to look again, and has not yet.
    case reviewReturned
    /// Gates of the desk hold the publication back.
    case held([HeldGate])
    /// The claim says something else, or somebody else says it, than when the verdict was decided.
    case claimChanged
    /// The claim says something else, or somebody else says it, than when some of the reviews were given.
    case changedSinceReviews(Int)
    /// The reviews agree, nobody has written what the public is to read, and reviewers' notes are the desk's own.
    case textMissing
}
