/// When a worker looks for jobs again: at once after a full fetch, slowly when there was less, ever more slowly while
/// the database cannot be reached. Pure; the caller waits.
package struct Pace: Sendable, Hashable {
    /// The longest pause between two tries on a database that does not answer: it should not be back for long before the
    /// worker is. A try costs it a connection.
    package static let longestBackoff = Duration.seconds(3)

    /// The pause of an idle worker.
    package let poll: Duration
    /// Tries in a row that failed.
    package private(set) var failures = 0
    package private(set) var mayHaveMore = true

    package init(poll: Duration) { self.poll = poll }

    /// A fetch succeeded.
    ///
    /// - Parameter mayHaveMore: it brought all that it asked for.
    package mutating func fetched(mayHaveMore: Bool) {
        failures = 0
        self.mayHaveMore = mayHaveMore
    }

    /// A fetch failed.
    package mutating func failed() {
        failures += 1
        mayHaveMore = true
    }

    /// How long to wait before the next fetch. A wake-up or a job that ends may cut it short.
    ///
    /// - Parameters:
    ///   - room: jobs that could be taken now.
    ///   - random: 0 ..< 1; spreads workers that lost the same database.
    /// - Returns: zero to fetch at once.
    package func pause(room: Int, random: Double) -> Duration {
        if failures > 0 {
            let whole = min(Self.longestBackoff, .milliseconds(250) * (1 << min(failures, 10)))
            return whole / 2 + whole / 2 * random
        }
        return room > 0 && mayHaveMore ? .zero : poll
    }
}
