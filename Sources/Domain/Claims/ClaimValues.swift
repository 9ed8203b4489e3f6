/// A claim with what the one who asks may see of its reviews and verdict.
package struct ClaimDetail: Sendable, Hashable {
    package let claim: Claim
    package let reviews: [Review]
    /// The latest verdict; nil before one was made.
    package let verdict: Verdict?
    /// What agreeing reviews propose while no verdict was made.
    package let draftVerdict: VerdictDraft?

    package init(claim: Claim, reviews: [Review], verdict: Verdict?, draftVerdict: VerdictDraft?) {
        self.claim = claim
        self.reviews = reviews
        self.verdict = verdict
        self.draftVerdict = draftVerdict
    }
}

/// Which claims a list shows; nil parts do not narrow it.
package struct ClaimFilter: Sendable, Hashable {
    package var status: Claim.Status?
    /// Words that stand in the statement or the exact words, upper and lower case alike.
    package var query: String?
    /// Part of the claimant's name, upper and lower case alike.
    package var claimant: String?
    package var minimumScore: Double?
    /// Of claims with a verdict, what has become of their words.
    package var appearance: Appearance.State?

    package init(
        status: Claim.Status? = nil, query: String? = nil, claimant: String? = nil, minimumScore: Double? = nil,
        appearance: Appearance.State? = nil
    ) {
        self.status = status
        self.query = query
        self.claimant = claimant
        self.minimumScore = minimumScore
        self.appearance = appearance
    }
}

/// A page of a desk's claims, as it is asked for.
package struct ClaimPageKey: Hashable, Sendable {
    package enum Claims: Hashable, Sendable {
        /// The newest first.
        case matching(ClaimFilter)
        /// In reading order.
        case article(Article.ID)
    }

    package let desk: DeskProfile.ID
    package let claims: Claims
    package let page: PageRequest

    package init(desk: DeskProfile.ID, claims: Claims, page: PageRequest) {
        self.desk = desk
        self.claims = claims
        self.page = page
    }
}
