/// How much of something is let through: a bucket of tokens that is full at first and fills again steadily.
package struct Rate: Sendable, Hashable {
    /// What comes back in a minute.
    package let perMinute: Int
    /// How many at once.
    package let burst: Int

    /// - Returns: nil for 0: there is no limit.
    package init?(perMinute: Int, burst: Int) {
        guard perMinute > 0, burst > 0 else { return nil }
        self.perMinute = perMinute
        self.burst = burst
    }

    /// How long an empty bucket takes to be full.
    var refill: Duration { .seconds(60 * Double(burst) / Double(perMinute)) }
}

/// What each address and each key may do; nil is without a limit.
package struct RateLimits: Sendable, Hashable {
    /// Keys from one address that open nothing. A wrong one is told so until then.
    package var failures: Rate?
    /// Searches of public pages from one address.
    package var searches: Rate?
    /// Forms that readers send from one address.
    package var forms: Rate?
    /// Changes by one key. An import of thousands of articles as fast as they are taken stays below.
    package var writes: Rate?

    /// - Parameters: each by the minute; 0 is without a limit.
    package init(failures: Int = 60, searches: Int = 300, forms: Int = 6, writes: Int = 12_000) {
        self.failures = Rate(perMinute: failures, burst: failures)
        // Searches are dear, so that a minute's worth of them at once would be felt: ten seconds' worth is not.
        self.searches = Rate(perMinute: searches, burst: max(1, searches / 6))
        self.forms = Rate(perMinute: forms, burst: forms)
        self.writes = Rate(perMinute: writes, burst: writes)
    }

    package static let none = RateLimits(failures: 0, searches: 0, forms: 0, writes: 0)
}
