package import Domain
import Postgres
import Store

// What a reviewer comes back to: leases, reviews, and how much of all waits.
extension Desk {
    /// A lease that the caller holds or held, with all that its take showed. Looking changes nothing.
    ///
    /// - Throws: `NotFound` when the caller never held it.
    package func lease(_ id: Lease.ID, for principal: Principal) async throws -> HeldClaim {
        try await readOneMoment(.seeLease, for: principal) { session in
            let desk = principal.deskID
            let (lease, shown) = try Lease.getWithScale(id, of: principal.memberID, on: desk, in: session)
            let scale = try RatingScale.get(
                shown ?? RatingScale.ofReviews(on: lease.claimID, on: desk, in: session), on: desk, in: session)
            let claims = try ShownClaims([(lease: lease, scale: scale.reference)], on: desk, in: session)
            return HeldClaim(taken: try claims.claim((lease: lease, scale: scale.reference)), scale: scale)
        }
    }

    /// The caller's reviews in their latest versions, also those that count no more, the newest first.
    package func ownReviews(_ page: PageRequest, for principal: Principal) async throws -> Page<OwnReview> {
        try await readOneMoment(.seeOwnReviews, for: principal) {
            try Review.page(page, by: principal.memberID, on: principal.deskID, in: $0)
        }
    }

    /// How much waits for the caller, by what their roles let them do.
    package func workCounts(for principal: Principal) async throws -> WorkCounts {
        try await readOneMoment(.seeOwnWork, for: principal) {
            try WorkCounts.read(
                for: principal.memberID, reviewing: principal.may(.take), editing: principal.may(.decide),
                on: principal.deskID, in: $0)
        }
    }
}
