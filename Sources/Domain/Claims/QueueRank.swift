/// The order of the queue: the highest rank is taken first.
package enum QueueRank {
    /// An editor's priority outweighs everything, then the article's urgency, then check-worthiness.
    ///
    /// One step of priority weighs 10, one step of urgency 0.25 (so that four steps weigh as much as the whole range of
    /// scores), the score weighs itself: within one article the most check-worthy claim comes first.
    /// - Parameters:
    ///   - priority: −100 to 100.
    ///   - urgency: 1 (most urgent) to 9.
    ///   - score: 0–1.
    package static func rank(priority: Int, urgency: Int, score: Double) -> Double {
        Double(priority) * 10 + Double(5 - urgency) * 0.25 + score
    }
}
