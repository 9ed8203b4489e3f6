import Extraction

/// How well scores put what is wanted before what is not.
public struct RankingFigures: Sendable, Hashable {
    /// Average precision: the area under the precision-recall curve by steps, equal scores counted as one step, as
    /// scikit-learn's `average_precision_score` has it.
    public let averagePrecision: Double
    /// F1 of what is predicted to be wanted.
    public let f1: Double
    /// The share that is wanted: what a scorer that knows nothing reaches in average precision.
    public let prevalence: Double
    /// How many were scored.
    public let count: Int

    /// - Parameter examples: the score, whether it counts as predicted at the shipped threshold, whether it is wanted.
    public init(_ examples: [(score: Double, predicted: Bool, wanted: Bool)]) {
        count = examples.count
        let wanted = examples.count { $0.wanted }
        prevalence = examples.isEmpty ? 0 : Double(wanted) / Double(examples.count)
        let right = examples.count { $0.wanted && $0.predicted }
        let predicted = examples.count { $0.predicted }
        f1 = wanted + predicted == 0 ? 0 : 2 * Double(right) / Double(wanted + predicted)

        let sorted = examples.sorted { $0.score > $1.score }
        var area = 0.0
        var found = 0
        var place = 0
        while place < sorted.count {
            var end = place
            var hits = 0
            while end < sorted.count, sorted[end].score == sorted[place].score {
                if sorted[end].wanted { hits += 1 }
                end += 1
            }
            found += hits
            if hits > 0 { area += Double(hits) / Double(max(wanted, 1)) * Double(found) / Double(end) }
            place = end
        }
        averagePrecision = area
    }
}
