/// A bucket of tokens for everybody who has taken one lately.
///
/// Who has not been here for as long as an empty bucket takes to fill has a full one again and is forgotten: the buckets are
/// kept in two generations, and the older one goes when the younger is as old as that, or as large as it may get. So the
/// memory is bounded whoever comes, and forgetting too early only gives.
struct TokenBuckets<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: ContinuousClock.Instant
    }

    private let rate: Rate
    private let size: Int
    private var young: [Key: Bucket] = [:]
    private var old: [Key: Bucket] = [:]
    private var begun: ContinuousClock.Instant

    /// - Parameter size: of one generation; about a hundred bytes each.
    init(_ rate: Rate, size: Int = 10_000, at now: ContinuousClock.Instant = .now) {
        self.rate = rate
        self.size = size
        begun = now
    }

    /// How many are remembered.
    var count: Int { young.count + old.count }

    /// Takes a token.
    ///
    /// - Returns: nil when there was one; else how long until there is.
    mutating func take(_ key: Key, at now: ContinuousClock.Instant = .now) -> Duration? {
        if young.count >= size || begun.advanced(by: rate.refill) <= now {
            old = begun.advanced(by: rate.refill + rate.refill) <= now ? [:] : young
            young = [:]
            begun = now
        }
        var bucket = young[key] ?? old.removeValue(forKey: key) ?? Bucket(tokens: Double(rate.burst), at: now)
        let gained = bucket.at.duration(to: now) / .seconds(60) * Double(rate.perMinute)
        bucket.tokens = min(Double(rate.burst), bucket.tokens + gained)
        bucket.at = now
        let isEmpty = bucket.tokens < 1
        if !isEmpty { bucket.tokens -= 1 }
        young[key] = bucket
        return isEmpty ? .seconds(60 * (1 - bucket.tokens) / Double(rate.perMinute)) : nil
    }
}
