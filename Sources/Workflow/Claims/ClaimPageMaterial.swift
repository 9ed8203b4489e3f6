import Domain
import Postgres
import Store

/// A page of a desk's claims, as it is asked for.
struct ClaimPageKey: Hashable, Sendable {
    let desk: DeskProfile.ID
    let filter: ClaimFilter
    let page: PageRequest
}

/// A page of claims with all that is there of their reviews and verdicts; who is shown what of it is asked for each reader.
struct ClaimPageMaterial: Sendable {
    private let claims: Page<Claim>
    private let reviews: [Claim.ID: [Review]]
    private let verdicts: [Claim.ID: Verdict]
    private let evidence: [Claim.ID: [Evidence]]

    /// - Throws: `InputError` for a cursor that was made up.
    init(of key: ClaimPageKey, in session: Session) throws {
        let filter = key.filter
        let listing = try ClaimListing(
            key.page, status: filter.status, query: filter.query, claimant: filter.claimant,
            minimumScore: filter.minimumScore, appearance: filter.appearance, on: key.desk)
        try self.init(listing.page(in: session), on: key.desk, in: session)
    }

    init(_ claims: Page<Claim>, on desk: DeskProfile.ID, in session: Session) throws {
        func ids(where isOne: (Claim.Status) -> Bool) -> [Claim.ID] {
            claims.items.filter { isOne($0.status) }.map(\.id)
        }
        self.claims = claims
        // Most of a long queue has neither review nor verdict: nothing is asked of it.
        reviews = try Review.all(of: ids { $0.mayHaveReviews }, on: desk, in: session)
        verdicts = try Verdict.latest(of: ids { !$0.isOpen }, on: desk, in: session)
        evidence = try Evidence.all(of: ids { $0 == .agreed }, sinceReopening: true, on: desk, in: session)
    }

    /// The claims with what the principal may see of their reviews and verdicts.
    func details(for principal: Principal) -> Page<ClaimDetail> {
        claims.map { claim in
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
