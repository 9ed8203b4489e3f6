/// How long a failed job waits before it is tried again.
package enum Backoff {
    /// Exponential with full jitter in the upper half: 2, 4, 8 … seconds, an hour at most, of which a random share
    /// between a half and the whole is waited, so that jobs which failed together do not come back together
    /// (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015: equal jitter).
    ///
    /// - Parameters:
    ///   - attempt: how often the job was begun, from 1.
    ///   - random: 0 ..< 1.
    /// - Returns: seconds.
    package static func seconds(afterAttempt attempt: Int, random: Double) -> Double {
        let whole = min(3600, Double(1 << min(max(attempt, 1), 12)))
        return whole / 2 + whole / 2 * random
    }
}
