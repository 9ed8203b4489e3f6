/// What stands around a sentence says something about it: claims come in runs, and so does scenery; an article of hard
/// facts has more of them than a review.
///
/// The weights were chosen by cross-validation on the articles that the scorer was trained on.
package enum Surroundings {
    /// How much of what the sentence before has above the usual goes over, and of the one after.
    private static let before = 0.1
    private static let after = 0.05
    /// How much of what the whole article has above the usual goes over to each of its sentences.
    private static let article = 0.2
    /// A short article says little about its sentences: so many sentences of the usual kind are added to it.
    private static let added = 5.0

    /// The sums of an article's sentences in order, each moved towards its surroundings.
    ///
    /// - Parameters:
    ///   - sums: nil where a line was not weighed; it counts as usual.
    ///   - usual: The mean sum of sentences at large.
    package static func settled(_ sums: [Double?], usual: Double) -> [Double] {
        let above = sums.map { ($0 ?? usual) - usual }
        let whole = article * above.reduce(0, +) / (Double(above.count) + added)
        return above.indices.map { index in
            let near =
                (index > 0 ? before * above[index - 1] : 0)
                + (index + 1 < above.count ? after * above[index + 1] : 0)
            return usual + above[index] + near + whole
        }
    }
}
