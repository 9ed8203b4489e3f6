package import Domain
package import Postgres

/// A page of claims with all that is there of their reviews and verdicts; who is shown what of it is asked for each reader.
package struct ClaimPageMaterial: Sendable {
    private let claims: Page<Claim>
    private let reviews: [Claim.ID: [Review]]
    private let verdicts: [Claim.ID: Verdict]
    private let evidence: [Claim.ID: [Evidence]]
    /// The claims that have reviews.
    private let reviewed: [(status: Claim.Status, reviews: [Review])]

    /// - Throws: `InputError` for a cursor that was made up; `NotFound` when the desk has no such article.
    package init(of key: ClaimPageKey, in session: Session) throws {
        let claims: Page<Claim>
        switch key.claims {
        case .matching(let filter):
            claims = try ClaimListing(
                key.page, status: filter.status, query: filter.query, claimant: filter.claimant,
                minimumScore: filter.minimumScore, appearance: filter.appearance, on: key.desk
            ).page(in: session)
        case .article(let article):
            _ = try Article.get(article, on: key.desk, in: session)
            claims = try Claim.page(key.page, of: article, on: key.desk, in: session)
        }
        try self.init(claims, on: key.desk, in: session)
    }

    package init(_ claims: Page<Claim>, on desk: DeskProfile.ID, in session: Session) throws {
        func ids(where isOne: (Claim.Status) -> Bool) -> [Claim.ID] {
            claims.items.filter { isOne($0.status) }.map(\.id)
        }
        self.claims = claims
        // Most of a long queue has neither review nor verdict: nothing is asked of it.
        let reviews = try Review.all(of: ids { $0.mayHaveReviews }, on: desk, in: session)
        self.reviews = reviews
        verdicts = try Verdict.latest(of: ids { !$0.isOpen }, on: desk, in: session)
        evidence = try Evidence.all(of: ids { $0 == .agreed }, sinceReopening: true, on: desk, in: session)
        reviewed = claims.items.compactMap { claim in
            reviews[claim.id].flatMap { $0.isEmpty ? nil : (status: claim.status, reviews: $0) }
        }
    }

    /// Whether the principal may see all that there is of them.
    package func isWhole(for principal: Principal) -> Bool {
        reviewed.allSatisfy { claim in
            BlindReview.visible(claim.reviews, of: claim.status, to: principal).count == claim.reviews.count
        }
    }

    /// The claims with what the principal may see of their reviews and verdicts.
    package func details(for principal: Principal) -> Page<ClaimDetail> {
        details { BlindReview.visible($0, of: $1, to: principal) }
    }

    /// The claims with all that there is of them.
    package var whole: Page<ClaimDetail> { details { reviews, _ in reviews } }

    private func details(_ visible: ([Review], Claim.Status) -> [Review]) -> Page<ClaimDetail> {
        claims.map { claim in
            let all = reviews[claim.id] ?? []
            let visible = visible(all, claim.status)
            return ClaimDetail(
                claim: claim, reviews: visible,
                // That of a claim which was opened again was retracted.
                verdict: claim.status.isOpen ? nil : verdicts[claim.id],
                draftVerdict: claim.status == .agreed && visible.count == all.count
                    ? VerdictDraft(from: all, added: evidence[claim.id] ?? []) : nil)
        }
    }
}
