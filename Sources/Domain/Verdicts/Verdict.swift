package import Foundation

/// The desk's decision on a claim, one version of it.
package struct Verdict: Sendable, Hashable {
    package typealias ID = Identifier<Verdict>

    package enum Basis: String, CaseIterable, Sendable {
        /// The reviews agreed and an editor took their verdict as it was drafted.
        case agreement
        /// An editor decided.
        case adjudication
        /// An editor corrected or updated a published verdict.
        case correction
    }

    package let id: ID
    package let claimID: Claim.ID
    /// From 1; a change is a new version.
    package let version: Int
    package let basis: Basis
    package let scale: RatingScale.Reference
    package let rating: Rating
    package let rationale: String
    package let overrideReason: String?
    package let decidedBy: Member.ID
    package let decidedByName: String
    package let decidedAt: Date
    package var evidence: [Evidence]

    package init(
        id: ID, claimID: Claim.ID, version: Int, basis: Basis, scale: RatingScale.Reference, rating: Rating,
        rationale: String, overrideReason: String?, decidedBy: Member.ID, decidedByName: String, decidedAt: Date,
        evidence: [Evidence] = []
    ) {
        self.id = id
        self.claimID = claimID
        self.version = version
        self.basis = basis
        self.scale = scale
        self.rating = rating
        self.rationale = rationale
        self.overrideReason = overrideReason
        self.decidedBy = decidedBy
        self.decidedByName = decidedByName
        self.decidedAt = decidedAt
        self.evidence = evidence
    }
}

/// A verdict that agreeing reviews make by themselves, before an editor has put their name to it.
package struct VerdictDraft: Sendable, Hashable {
    package let scale: RatingScale.Reference
    package let rating: Rating
    package let rationale: String
    package let evidence: [Evidence]

    /// Drafted from reviews that agree: their common rating, their rationales in the order they came in, all their
    /// evidence, each page once for each stance.
    ///
    /// - Returns: nil when there are no reviews.
    package init?(from reviews: [Review]) {
        guard let first = reviews.first, let rating = Agreement.common(reviews.map(\.rating)) else { return nil }
        scale = first.scale
        self.rating = rating
        var rationales: [String] = []
        for review in reviews where !rationales.contains(review.rationale) { rationales.append(review.rationale) }
        rationale = rationales.joined(separator: "\n\n")
        var seen: Set<String> = []
        evidence = reviews.flatMap(\.evidence).filter { item in
            seen.insert("\(item.item.stance) \(CanonicalURL.of(item.item.url))").inserted
        }
    }
}

/// An editor's decision as it is sent.
package struct VerdictInput: Sendable, Hashable {
    package var rating: String
    package var rationale: String
    /// New items.
    package var evidence: [EvidenceInput]
    /// Items of the claim's reviews to cite; nil cites all of them.
    package var evidenceIDs: [Evidence.ID]?
    package var overrideReason: String?

    package init(
        rating: String, rationale: String, evidence: [EvidenceInput] = [], evidenceIDs: [Evidence.ID]? = nil,
        overrideReason: String? = nil
    ) {
        self.rating = rating
        self.rationale = rationale
        self.evidence = evidence
        self.evidenceIDs = evidenceIDs
        self.overrideReason = overrideReason
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate(on scale: RatingScale) throws(InputError) {
        try scale.requireRating(rating)
        try Input.text(rationale, "rationale", limit: ReviewInput.rationaleLimit)
        try EvidenceInput.validate(evidence)
        if let evidenceIDs, evidenceIDs.count > 500 { throw InputError("evidenceIds", "must have at most 500 items") }
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
}
