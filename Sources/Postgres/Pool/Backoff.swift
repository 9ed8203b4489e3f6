/// Growing pauses between attempts, each with a random share so that clients do not come back in step.
struct Backoff: Sendable {
    var first: Duration
    var longest: Duration

    /// Reconnecting: 50 ms at first, so that a restarted server is found at once, and 1 s at most.
    static let connecting = Backoff(first: .milliseconds(50), longest: .seconds(1))
    /// Running a transaction again: 5 ms at first, 250 ms at most.
    static let retrying = Backoff(first: .milliseconds(5), longest: .milliseconds(250))

    /// The pause after a number of failures, from 1.
    ///
    /// - Parameter random: 0 to 1; the pause is between half of its length and its whole length.
    func pause(after failures: Int, random: Double = .random(in: 0...1)) -> Duration {
        let whole = min(first * (1 << min(max(failures, 1) - 1, 20)), longest)
        return whole * (0.5 + random / 2)
    }
}
