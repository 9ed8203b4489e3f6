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
        try principal.require(.seeClaims)
        // Read once for all who ask at the same time, and shown to each as far as they may see it.
        let key = ClaimPageKey(desk: principal.deskID, filter: filter, page: page)
        let material = try await gatherings.lists.answer(to: true, of: key) { asked in
            let read = try await readOneMomentAsDesk { try ClaimPageMaterial(of: key, in: $0) }
            return asked.map { _ in .success(read) }
        }
        return material.details(for: principal)
    }

    /// The claims whose reviewers disagree, the newest first.
    package func disputes(_ page: PageRequest, for principal: Principal) async throws -> Page<ClaimDetail> {
        let key = ClaimPageKey(desk: principal.deskID, filter: ClaimFilter(status: .disputed), page: page)
        return try await readOneMoment(.seeDisputes, for: principal) {
            try ClaimPageMaterial(of: key, in: $0).details(for: principal)
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

    /// Claims with what the principal may see of their reviews and verdicts.
    static func details(
        _ claims: Page<Claim>, for principal: Principal, in session: Session
    ) throws -> Page<ClaimDetail> {
        try ClaimPageMaterial(claims, on: principal.deskID, in: session).details(for: principal)
    }
}
