import Domain
import Postgres
import Store

extension Desk {
    /// The scale that a claim's reviews are given on; without reviews the one in use.
    static func scale(of reviews: [Review], in change: Change) throws -> RatingScale {
        guard let reference = reviews.first?.scale else {
            return try RatingScale.inUse(on: change.desk, in: change.session)
        }
        return try RatingScale.get(reference, on: change.desk, in: change.session)
    }

    /// The scale that a review is given on: the one that its reviewer was shown with the lease.
    ///
    /// - Parameter shown: nil for a lease from before that was noted.
    static func scale(
        shown: RatingScale.Reference?, with lease: Lease, on desk: DeskProfile.ID, in session: Session
    ) throws -> RatingScale {
        let reference = try shown ?? RatingScale.ofReviews(on: lease.claimID, on: desk, in: session)
        guard let reference else { return try RatingScale.inUse(on: desk, in: session) }
        return try RatingScale.get(reference, on: desk, in: session)
    }
}
