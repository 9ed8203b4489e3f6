import Domain
import Store

extension Desk {
    /// The scale that a claim's reviews are given on; without reviews the one in use.
    static func scale(of reviews: [Review], in change: Change) throws -> RatingScale {
        guard let reference = reviews.first?.scale else {
            return try RatingScale.inUse(on: change.desk, in: change.session)
        }
        return try RatingScale.get(reference, on: change.desk, in: change.session)
    }
}
