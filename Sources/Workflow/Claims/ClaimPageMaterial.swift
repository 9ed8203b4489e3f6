import Domain
import Postgres
import Store

/// A page of a desk's claims, as it is asked for.
struct ClaimPageKey: Hashable, Sendable {
    enum Claims: Hashable, Sendable {
        /// The newest first.
        case matching(ClaimFilter)
        /// In reading order.
        case article(Article.ID)
    }

    let desk: DeskProfile.ID
    let claims: Claims
    let page: PageRequest
}

/// A page of claims with all that is there of their reviews and verdicts; who is shown what of it is asked for each reader.
struct ClaimPageMaterial: Sendable {
    private let claims: Page<Claim>
    private let reviews: [Claim.ID: [Review]]
    private let verdicts: [Claim.ID: Verdict]
    private let evidence: [Claim.ID: [Evidence]]
    /// The claims that have reviews.
    private let reviewed: [(status: Claim.Status, reviews: [Review])]
    /// What those are shown who may see all of it, made once for all of them.
    private let whole: Shared<Page<ClaimDetail>>

    /// - Throws: `InputError` for a cursor that was made up; `NotFound` when the desk has no such article.
    init(of key: ClaimPageKey, in session: Session) throws {
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

    init(_ claims: Page<Claim>, on desk: DeskProfile.ID, in session: Session) throws {
        func ids(where isOne: (Claim.Status) -> Bool) -> [Claim.ID] {
            claims.items.filter { isOne($0.status) }.map(\.id)
        }
        self.claims = claims
        // Most of a long queue has neither review nor verdict: nothing is asked of it.
        let reviews = try Review.all(of: ids { $0.mayHaveReviews }, on: desk, in: session)
        let verdicts = try Verdict.latest(of: ids { !$0.isOpen }, on: desk, in: session)
        let evidence = try Evidence.all(of: ids { $0 == .agreed }, sinceReopening: true, on: desk, in: session)
        (self.reviews, self.verdicts, self.evidence) = (reviews, verdicts, evidence)
        reviewed = claims.items.compactMap { claim in
            reviews[claim.id].flatMap { $0.isEmpty ? nil : (status: claim.status, reviews: $0) }
        }
        whole = Shared(Self.details(claims, reviews, verdicts, evidence) { $0.reviews })
    }

    /// The claims with what the principal may see of their reviews and verdicts.
    func details(for principal: Principal) -> Shared<Page<ClaimDetail>> {
        func visible(_ claim: (status: Claim.Status, reviews: [Review])) -> [Review] {
            BlindReview.visible(claim.reviews, of: claim.status, to: principal)
        }
        if reviewed.allSatisfy({ visible($0).count == $0.reviews.count }) { return whole }
        return Shared(Self.details(claims, reviews, verdicts, evidence, visible))
    }

    private static func details(
        _ claims: Page<Claim>, _ reviews: [Claim.ID: [Review]], _ verdicts: [Claim.ID: Verdict],
        _ evidence: [Claim.ID: [Evidence]], _ visible: ((status: Claim.Status, reviews: [Review])) -> [Review]
    ) -> Page<ClaimDetail> {
        claims.map { claim in
            let all = reviews[claim.id] ?? []
            let visible = visible((status: claim.status, reviews: all))
            return ClaimDetail(
                claim: claim, reviews: visible,
                // That of a claim which was opened again was retracted.
                verdict: claim.status.isOpen ? nil : verdicts[claim.id],
                draftVerdict: claim.status == .agreed && visible.count == all.count
                    ? VerdictDraft(from: all, added: evidence[claim.id] ?? []) : nil)
        }
    }
}
