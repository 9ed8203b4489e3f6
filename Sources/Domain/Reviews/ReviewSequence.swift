/// Reviews of claims as they come in one after the other, each judged by what it comes upon: the reviews before it, of its own
/// group too.
package struct ReviewSequence {
    /// What a claim's reviews have come to.
    package struct Place: Sendable {
        /// The version of the scale that they are given on; nil while there are none.
        package let scale: RatingScale.Reference?
        /// What they rate, in the order in which they came in: keys.
        package let ratings: [String]
        /// The state of the claim.
        package let status: Claim.Status

        package init(scale: RatingScale.Reference?, ratings: [String], status: Claim.Status) {
            self.scale = scale
            self.ratings = ratings
            self.status = status
        }
    }

    /// A claim cannot come to where its reviews lead it in one step, and makes one step in one transaction: a review that another
    /// one must go before.
    package struct TwoSteps: Error {}

    private var places: [Claim.ID: Place] = [:]

    /// The states from which claims set out.
    private var begun: [Claim.ID: Claim.Status] = [:]

    /// The states that claims enter, each by the last of its reviews.
    package private(set) var entered: [Claim.ID: Claim.Status] = [:]

    package init() {}

    /// Where a claim has come to by the reviews before.
    ///
    /// - Parameter stored: by those of earlier transactions.
    package func place(of claim: Claim.ID, from stored: Place) -> Place { places[claim] ?? stored }

    /// Counts one more review of a claim.
    ///
    /// - Parameters:
    ///   - place: where the claim has come to.
    ///   - required: how many reviews the claim needs.
    /// - Returns: the review's rating and the claim's state with it.
    /// - Throws: `InputError` (`rating`) when the scale is not that of the reviews before, which could not be compared with it. Two
    ///   reviewers were shown different ones only if they took the claim in the very moment in which the desk changed its scale;
    ///   `ClaimError` for a claim that takes no review; `TwoSteps`.
    package mutating func add(
        _ key: String, on scale: RatingScale, to claim: Claim.ID, at place: Place, required: Int, by rule: AgreementRule
    ) throws -> (rating: Rating, status: Claim.Status) {
        if let given = place.scale, given != scale.reference {
            throw InputError(
                "rating",
                "was chosen on version \(scale.version) of a scale, and this claim has a review on version "
                    + "\(given.version): release the claim and take it again")
        }
        try scale.requireRating(key)
        let keys = place.ratings + [key]
        let ratings = keys.compactMap { key in scale.ratings.first { $0.key == key } }
        let status = Agreement.status(of: ratings, required: required, rule: rule, on: scale.ratings)
        if status != place.status {
            try place.status.requireStep(to: status)
            let first = begun[claim] ?? place.status
            guard first.next.contains(status) else { throw TwoSteps() }
            (begun[claim], entered[claim]) = (first, status)
        }
        places[claim] = Place(scale: scale.reference, ratings: keys, status: status)
        return (ratings[ratings.count - 1], status)
    }
}
