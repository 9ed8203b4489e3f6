/// A published verdict's next version as it is sent: what is left out stays as it stands.
package struct VerdictRevision: Sendable, Hashable {
    package var rating: String?
    package var rationale: String?
    package var headline: Headline
    /// Items to cite as they are sent; see `VerdictInput`.
    package var evidence: [EvidenceInput]
    /// Items of the claim's to cite; nil cites those of the standing version.
    package var evidenceIDs: [Evidence.ID]?

    package init(
        rating: String? = nil, rationale: String? = nil, headline: Headline = .none, evidence: [EvidenceInput] = [],
        evidenceIDs: [Evidence.ID]? = nil
    ) {
        self.rating = rating
        self.rationale = rationale
        self.headline = headline
        self.evidence = evidence
        self.evidenceIDs = evidenceIDs
    }

    /// A whole verdict in the place of the standing one.
    package init(_ input: VerdictInput) {
        self.init(
            rating: input.rating, rationale: input.rationale, headline: input.headline, evidence: input.evidence,
            evidenceIDs: input.evidenceIDs)
    }

    /// The next version in full.
    package func input(after old: Verdict, overrideReason: String?) -> VerdictInput {
        VerdictInput(
            rating: rating ?? old.rating.key, rationale: rationale ?? old.rationale,
            headline: Headline(
                title: headline.title ?? old.headline.title, summary: headline.summary ?? old.headline.summary,
                claimReviewed: headline.claimReviewed ?? old.headline.claimReviewed),
            evidence: evidence, evidenceIDs: evidenceIDs, overrideReason: overrideReason)
    }
}
