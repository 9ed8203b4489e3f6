/// A published verdict's next version as it is sent: what is left out stays as it stands.
package struct VerdictRevision: Sendable, Hashable {
    package var rating: String?
    package var rationale: String?
    package var headline: Headline
    /// Parts of the headline that are taken away.
    package var cleared: Set<Headline.Part>
    /// Items to cite as they are sent; see `VerdictInput`.
    package var evidence: [EvidenceInput]
    /// Items of the claim's to cite; nil cites those of the standing version.
    package var evidenceIDs: [Evidence.ID]?

    package init(
        rating: String? = nil, rationale: String? = nil, headline: Headline = .none, cleared: Set<Headline.Part> = [],
        evidence: [EvidenceInput] = [], evidenceIDs: [Evidence.ID]? = nil
    ) {
        self.rating = rating
        self.rationale = rationale
        self.headline = headline
        self.cleared = cleared
        self.evidence = evidence
        self.evidenceIDs = evidenceIDs
    }

    /// A whole verdict in the place of the standing one.
    package init(_ input: VerdictInput) {
        self.init(
            rating: input.rating, rationale: input.rationale, headline: input.headline, evidence: input.evidence,
            evidenceIDs: input.evidenceIDs)
    }

    /// True when it says nothing but what readers meet first.
    package var isOfHeadlineAlone: Bool {
        rating == nil && rationale == nil && evidence.isEmpty && evidenceIDs == nil
    }

    /// What can be said without the verdict that stands; its rating is asked of its scale.
    ///
    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        if let rating, !Rating.isKey(rating) {
            throw InputError("rating", "must be the key of a rating, such as mostly_true")
        }
        if let rationale { try Input.text(rationale, "rationale", limit: ReviewInput.rationaleLimit) }
        try headline.validate()
        try EvidenceInput.validate(evidence)
        if let evidenceIDs, evidenceIDs.count > 500 { throw InputError("evidenceIds", "must have at most 500 items") }
    }

    /// Whether it says a part of the headline anew, or takes it away.
    package func says(_ part: Headline.Part) -> Bool { headline[part] != nil || cleared.contains(part) }

    /// The next version in full.
    package func input(after old: Verdict, overrideReason: String?) -> VerdictInput {
        func part(_ part: Headline.Part) -> String? { says(part) ? headline[part] : old.headline[part] }
        return VerdictInput(
            rating: rating ?? old.rating.key, rationale: rationale ?? old.rationale,
            headline: Headline(
                title: part(.title), summary: part(.summary), claimReviewed: part(.claimReviewed)),
            evidence: evidence, evidenceIDs: evidenceIDs, overrideReason: overrideReason)
    }
}
