package import Domain
import Postgres
import Store

extension Desk {
    /// An article's claims in reading order.
    ///
    /// - Throws: `NotFound` when the desk has no such article, `InputError` for a cursor that was made up.
    package func claims(
        of article: Article.ID, _ page: PageRequest, for principal: Principal
    ) async throws -> Page<ClaimDetail> {
        try await readOneMoment(.seeClaims, for: principal) { session in
            _ = try Article.get(article, on: principal.deskID, in: session)
            let claims = try Claim.page(page, of: article, on: principal.deskID, in: session)
            return try Self.details(claims, for: principal, in: session)
        }
    }

    /// The newest claims first.
    ///
    /// - Throws: `InputError` for a cursor that was made up.
    package func claims(
        _ filter: ClaimFilter, _ page: PageRequest, for principal: Principal
    ) async throws -> Page<ClaimDetail> {
        try await readOneMoment(.seeClaims, for: principal) { session in
            try Self.details(filter, page, for: principal, in: session)
        }
    }

    /// The claims whose reviewers disagree, the newest first.
    package func disputes(_ page: PageRequest, for principal: Principal) async throws -> Page<ClaimDetail> {
        try await readOneMoment(.seeDisputes, for: principal) { session in
            try Self.details(ClaimFilter(status: .disputed), page, for: principal, in: session)
        }
    }

    /// - Throws: `NotFound` when the desk has no such claim.
    package func claim(_ id: Claim.ID, for principal: Principal) async throws -> ClaimDetail {
        try await readOneMoment(.seeClaims, for: principal) { try Self.detail(of: id, for: principal, in: $0) }
    }

    static func detail(of id: Claim.ID, for principal: Principal, in session: Session) throws -> ClaimDetail {
        let claim = try Claim.get(id, on: principal.deskID, in: session)
        let page = try details(Page(items: [claim], next: nil), for: principal, in: session)
        guard let detail = page.items.first else { throw NotFound("claim") }
        return detail
    }

    private static func details(
        _ filter: ClaimFilter, _ page: PageRequest, for principal: Principal, in session: Session
    ) throws -> Page<ClaimDetail> {
        let listing = try ClaimListing(
            page, status: filter.status, query: filter.query, claimant: filter.claimant,
            minimumScore: filter.minimumScore, appearance: filter.appearance, on: principal.deskID)
        let claims = try listing.page(in: session)
        return try details(claims, for: principal, in: session)
    }

    /// Claims with what the principal may see of their reviews and verdicts.
    static func details(
        _ claims: Page<Claim>, for principal: Principal, in session: Session
    ) throws -> Page<ClaimDetail> {
        func ids(where isOne: (Claim.Status) -> Bool) -> [Claim.ID] {
            claims.items.filter { isOne($0.status) }.map(\.id)
        }
        // Most of a long queue has neither review nor verdict: nothing is asked of it.
        let reviews = try Review.all(of: ids { $0.mayHaveReviews }, on: principal.deskID, in: session)
        let verdicts = try Verdict.latest(of: ids { !$0.isOpen }, on: principal.deskID, in: session)
        let agreed = ids { $0 == .agreed }
        let evidence = try Evidence.all(of: agreed, sinceReopening: true, on: principal.deskID, in: session)
        return claims.map { claim in
            let all = reviews[claim.id] ?? []
            let visible = BlindReview.visible(all, of: claim.status, to: principal)
            return ClaimDetail(
                claim: claim, reviews: visible,
                // That of a claim which was opened again was retracted.
                verdict: claim.status.isOpen ? nil : verdicts[claim.id],
                draftVerdict: claim.status == .agreed && visible.count == all.count
                    ? VerdictDraft(from: all, added: evidence[claim.id] ?? []) : nil)
        }
    }
}
