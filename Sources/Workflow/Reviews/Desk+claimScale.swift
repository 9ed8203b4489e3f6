import Domain
import Postgres
import Store

// Which version of a scale a claim is rated on.
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

    /// Reviews of one claim are compared, so they are given on one version. Two reviewers were shown different ones only
    /// if they took the claim in the very moment in which the desk changed its scale. Lock the claim first.
    ///
    /// - Throws: `InputError` (`rating`) for the second of them.
    static func requireScaleOfReviews(_ scale: RatingScale, of claim: Claim.ID, in change: Change) throws {
        let given = try RatingScale.ofReviews(on: claim, on: change.desk, in: change.session)
        guard let given, given != scale.reference else { return }
        throw InputError(
            "rating",
            "was chosen on version \(scale.version) of a scale, and this claim has a review on version "
                + "\(given.version): release the claim and take it again")
    }
}
