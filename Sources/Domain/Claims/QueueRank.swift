package import Foundation

/// The order of the queue: the highest rank is taken first.
package enum QueueRank {
    /// What an hour of waiting weighs: twenty hours as much as the whole range of scores, two hundred as much as one step
    /// of an editor's priority. So nothing that is queued waits for ever.
    package static let perHour = 0.05

    /// An editor's priority outweighs everything but very long waiting, then the article's urgency, then check-worthiness.
    ///
    /// One step of priority weighs 10, one step of urgency 0.25 (so that four steps weigh as much as the whole range of
    /// scores), the score weighs itself: within one article the most check-worthy claim comes first. All claims age
    /// alike, so a rank never changes by itself: who was queued later has less, for ever.
    /// - Parameters:
    ///   - priority: −100 to 100.
    ///   - urgency: 1 (most urgent) to 9.
    ///   - score: 0–1.
    ///   - queuedAt: when the claim began to wait.
    package static func rank(priority: Int, urgency: Int, score: Double, queuedAt: Date) -> Double {
        let hours = queuedAt.timeIntervalSince(epoch) / 3600
        return Double(priority) * 10 + Double(5 - urgency) * 0.25 + score - hours * perHour
    }

    /// What it adds that a claim is kept for a reviewer: more than every priority, so that they get it first; more again
    /// where it is due, and the more the sooner.
    ///
    /// - Parameters:
    ///   - dueAt: within a year; nil where it is kept for good.
    ///   - now: when it was given.
    package static func raise(dueAt: Date?, now: Date) -> Double {
        guard let dueAt else { return 2_500 }
        return 5_000 - max(0, dueAt.timeIntervalSince(now)) / 3600 * perHour
    }

    /// 2026-01-01T00:00:00Z, so that the numbers stay small.
    private static let epoch = Date(timeIntervalSince1970: 1_767_225_600)
}
