package import Domain
import Postgres
import Store

extension Desk {
    /// An article's claims in reading order.
    ///
    /// - Throws: `NotFound` when the desk has no such article, `InputError` for a cursor that was made up.
    package func claims(
        of article: Article.ID, _ page: PageRequest, for principal: Principal
    ) async throws -> Shared<Page<ClaimDetail>> {
        try await claims(.seeClaims, .article(article), page, for: principal)
    }

    /// The newest claims first.
    ///
    /// - Throws: `InputError` for a cursor that was made up.
    package func claims(
        _ filter: ClaimFilter, _ page: PageRequest, for principal: Principal
    ) async throws -> Shared<Page<ClaimDetail>> {
        try await claims(.seeClaims, .matching(filter), page, for: principal)
    }

    /// The claims whose reviewers disagree, the newest first.
    package func disputes(
        _ page: PageRequest, for principal: Principal
    ) async throws -> Shared<Page<ClaimDetail>> {
        try await claims(.seeDisputes, .matching(ClaimFilter(status: .disputed)), page, for: principal)
    }

    /// Reads a page once for all who ask for it at the same time, and shows it to each as far as they may see it.
    private func claims(
        _ act: Act, _ claims: ClaimPageKey.Claims, _ page: PageRequest, for principal: Principal
    ) async throws -> Shared<Page<ClaimDetail>> {
        try principal.require(act)
        let key = ClaimPageKey(desk: principal.deskID, claims: claims, page: page)
        let material = try await gatherings.claims.answer(to: true, of: key) { asked in
            let read = try await readOneMomentAsDesk { SharedClaims(try ClaimPageMaterial(of: key, in: $0)) }
            return asked.map { _ in .success(read) }
        }
        return material.page(for: principal)
    }

    /// - Throws: `NotFound` when the desk has no such claim.
    package func claim(_ id: Claim.ID, for principal: Principal) async throws -> ClaimDetail {
        try await readOneMoment(.seeClaims, for: principal) { try Self.detail(of: id, for: principal, in: $0) }
    }

    static func detail(of id: Claim.ID, for principal: Principal, in session: Session) throws -> ClaimDetail {
        let claim = try Claim.get(id, on: principal.deskID, in: session)
        let page = try ClaimPageMaterial(Page(items: [claim], next: nil), on: principal.deskID, in: session)
        guard let detail = page.details(for: principal).items.first else { throw NotFound("claim") }
        return detail
    }
}

/// A page of claims for many readers: the very same for all who may see all of it.
struct SharedClaims: Sendable {
    private let material: ClaimPageMaterial
    private let whole: Shared<Page<ClaimDetail>>

    init(_ material: ClaimPageMaterial) {
        self.material = material
        whole = Shared(material.whole)
    }

    func page(for principal: Principal) -> Shared<Page<ClaimDetail>> {
        material.isWhole(for: principal) ? whole : Shared(material.details(for: principal))
    }
}
