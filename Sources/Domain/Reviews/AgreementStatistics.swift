/// How far reviewers agree beyond chance: Krippendorff's alpha, for any number of reviewers and with missing reviews.
///
/// K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011). Exact arithmetic on counts: no resampling.
package struct AgreementStatistics: Sendable, Hashable {
    /// How far two ratings lie apart.
    package enum Metric: String, CaseIterable, Sendable {
        /// Ratings are the same or they are not.
        case nominal
        /// By how many ratings were given between them.
        case ordinal
        /// By the square of the distance of their places.
        case interval
    }

    /// Why there is no alpha.
    package enum Undefined: String, CaseIterable, Sendable {
        /// No claim has two reviews.
        case nothingToPair
        /// Everybody gave the same rating to everything: there is perfect agreement, and nothing shows that a different
        /// claim would have been rated differently. By convention there is then no alpha, neither 1 nor 0.
        case noVariation
    }

    package let metric: Metric
    /// 1 is perfect agreement, 0 what chance would give, below 0 systematic disagreement.
    package let alpha: Double?
    /// Given exactly when alpha is not.
    package let undefined: Undefined?
    /// The share of pairs within a unit that are the same, 0–1, each value counted once; nil without pairs.
    package let observedAgreement: Double?
    /// Claims with two reviews or more.
    package let units: Int
    /// Reviews of those claims.
    package let values: Int
    /// How many different people gave the reviews, as far as was told.
    package let raters: Int?

    /// - Parameters:
    ///   - units: for each claim, how many reviews gave each place: `counts[place]`. Rows may differ in length; a
    ///     missing place counts 0. Claims with fewer than two reviews say nothing of agreement and are left out.
    ///   - raters: handed through.
    package init(units all: [[Int]], metric: Metric, raters: Int? = nil) {
        self.init(units: all.map { (counts: $0, times: 1) }, metric: metric, raters: raters)
    }

    /// - Parameter units: as above; `times` claims were rated alike, so that a million of them are a few hundred units.
    package init(units all: [(counts: [Int], times: Int)], metric: Metric, raters: Int? = nil) {
        let pairable = all.filter { $0.counts.reduce(0, +) >= 2 && $0.times > 0 }
        let places = pairable.map(\.counts.count).max() ?? 0
        var totals = [Int](repeating: 0, count: places)
        for unit in pairable {
            for (place, count) in unit.counts.enumerated() { totals[place] += count * unit.times }
        }
        let values = totals.reduce(0, +)
        self.metric = metric
        self.units = pairable.reduce(0) { $0 + $1.times }
        self.values = values
        self.raters = raters
        guard values > 0 else {
            (alpha, undefined, observedAgreement) = (nil, .nothingToPair, nil)
            return
        }

        let coincidences = Self.coincidences(pairable, places: places)
        var (observed, expected, same) = (0.0, 0.0, 0.0)
        for first in 0..<places {
            same += coincidences[first][first]
            for second in 0..<first {
                let distance = Self.distance(second, first, metric, totals)
                observed += coincidences[second][first] * distance
                expected += Double(totals[second]) * Double(totals[first]) * distance
            }
        }
        observedAgreement = same / Double(values)
        alpha = expected > 0 ? 1 - Double(values - 1) * observed / expected : nil
        undefined = expected > 0 ? nil : .noVariation
    }

    /// How often two places were given to the same unit, each unit weighted by its number of values less one.
    private static func coincidences(_ units: [(counts: [Int], times: Int)], places: Int) -> [[Double]] {
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: places), count: places)
        for (counts, times) in units {
            let others = Double(counts.reduce(0, +) - 1)
            for (first, count) in counts.enumerated() where count > 0 {
                for (second, other) in counts.enumerated() where other > 0 {
                    let pairs = count * (first == second ? other - 1 : other)
                    matrix[first][second] += Double(times) * Double(pairs) / others
                }
            }
        }
        return matrix
    }

    /// The squared difference of two places, the first one lower.
    private static func distance(_ low: Int, _ high: Int, _ metric: Metric, _ totals: [Int]) -> Double {
        switch metric {
        case .nominal: return 1
        case .interval: return Double((high - low) * (high - low))
        case .ordinal:
            let between = Double(totals[low...high].reduce(0, +)) - Double(totals[low] + totals[high]) / 2
            return between * between
        }
    }
}

extension AgreementStatistics {
    /// Statistics of reviews on one scale version.
    ///
    /// The categories are the places on the scale. Outcomes off the scale have no place in an order: they count as
    /// missing, but for the nominal metric, where each is a category of its own. So do ratings of other versions.
    /// - Parameters:
    ///   - reviews: for each claim, the ratings that it was given.
    ///   - scale: truest first.
    package init(of reviews: [[Rating]], on scale: [Rating], metric: Metric, raters: Int? = nil) {
        self.init(of: reviews.map { (ratings: $0, times: 1) }, on: scale, metric: metric, raters: raters)
    }

    /// - Parameter reviews: as above; `times` claims were given the same ratings.
    package init(
        of reviews: [(ratings: [Rating], times: Int)], on scale: [Rating], metric: Metric, raters: Int? = nil
    ) {
        let keys = scale.filter { metric == .nominal || !$0.offScale }.map(\.key)
        let places = Dictionary(keys.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        let units = reviews.map { ratings, times in
            var counts = [Int](repeating: 0, count: keys.count)
            for rating in ratings { if let place = places[rating.key] { counts[place] += 1 } }
            return (counts: counts, times: times)
        }
        self.init(units: units, metric: metric, raters: raters)
    }

    /// `{metric,alpha,undefined,observedAgreement,units,values,raters}`
    package var json: JSON {
        [
            "metric": JSON(metric),
            "alpha": JSON(alpha),
            "undefined": JSON(undefined),
            "observedAgreement": JSON(observedAgreement),
            "units": .int(units),
            "values": .int(values),
            "raters": JSON(raters),
        ]
    }
}
