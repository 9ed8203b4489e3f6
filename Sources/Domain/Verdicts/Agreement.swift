/// What a desk counts as agreement between reviewers.
package enum AgreementRule: String, CaseIterable, Sendable {
    /// All gave the same rating.
    case same
    /// All ratings lie next to each other on the scale: at most one step between the truest and the falsest.
    case adjacent
    /// All ratings lean the same way: true, false, or mixed.
    case direction
}

/// What the reviews of a claim come to.
package enum Agreement {
    /// The state of a claim after a review came in.
    ///
    /// - Parameters:
    ///   - ratings: one for each review that is in.
    ///   - required: how many the claim needs, 1 or more.
    ///   - scale: the scale version that the ratings stand on, truest first.
    package static func status(
        of ratings: [Rating], required: Int, rule: AgreementRule, on scale: [Rating]
    ) -> Claim.Status {
        if ratings.isEmpty { return .queued }
        if ratings.count < required { return .inReview }
        return agree(ratings, by: rule, on: scale) ? .agreed : .disputed
    }

    /// True when the ratings count as agreement. Off-scale outcomes agree only with themselves.
    package static func agree(_ ratings: [Rating], by rule: AgreementRule, on scale: [Rating]) -> Bool {
        if Set(ratings.map(\.key)).count <= 1 { return true }
        if rule == .same || ratings.contains(where: \.offScale) { return false }
        let onScale = scale.filter { !$0.offScale }.map(\.key)
        let places = ratings.compactMap { onScale.firstIndex(of: $0.key) }
        guard places.count == ratings.count, let truest = places.min(), let falsest = places.max() else { return false }
        switch rule {
        case .same: return false
        case .adjacent: return falsest - truest <= 1
        case .direction:
            let directed = RatingScale.directed(scale)
            return Set(ratings.compactMap { rating in directed.first { $0.key == rating.key }?.direction }).count == 1
        }
    }

    /// Whether a rating is what reviews agree on: an editor who gives it decides nothing else than they did.
    package static func isAgreed(
        _ rating: String, by ratings: [Rating], rule: AgreementRule, on scale: [Rating]
    ) -> Bool {
        !ratings.isEmpty && agree(ratings, by: rule, on: scale) && common(ratings)?.key == rating
    }

    /// The rating that stands for reviews which agree: the most frequent one, of equals the one given first.
    package static func common(_ ratings: [Rating]) -> Rating? {
        var counts: [String: Int] = [:]
        for rating in ratings { counts[rating.key, default: 0] += 1 }
        let most = counts.values.max()
        return ratings.first { counts[$0.key] == most }
    }
}
