import Testing

@testable import Web

struct TokenBucketsTests {
    private let start = ContinuousClock.now

    private func after(_ seconds: Double) -> ContinuousClock.Instant { start.advanced(by: .seconds(seconds)) }

    private func rate(_ perMinute: Int, _ burst: Int) throws -> Rate {
        try #require(Rate(perMinute: perMinute, burst: burst))
    }

    @Test func aBurstIsLetThroughAndThenTheRate() throws {
        var buckets = TokenBuckets<String>(try rate(60, 10), at: start)
        for _ in 0..<10 { #expect(buckets.take("a", at: start) == nil) }
        let eleventh = buckets.take("a", at: start)
        let wait = try #require(eleventh)
        #expect(wait > .milliseconds(900) && wait <= .seconds(1))
        #expect(buckets.take("b", at: start) == nil, "another one's bucket is its own")
        #expect(buckets.take("a", at: after(1.01)) == nil)
        #expect(buckets.take("a", at: after(1.02)) != nil)
        var through = 0
        for tenth in 0..<600 where buckets.take("a", at: after(2 + Double(tenth) / 10)) == nil { through += 1 }
        #expect((59...61).contains(through))
    }

    @Test func whatIsForgottenWouldHaveBeenFullAgain() throws {
        var buckets = TokenBuckets<String>(try rate(60, 10), at: start)
        for _ in 0..<10 { _ = buckets.take("a", at: start) }
        // Across a change of generations the bucket is as empty as it was.
        _ = buckets.take("b", at: after(10.5))
        var through = 0
        while buckets.take("a", at: after(10.5)) == nil { through += 1 }
        #expect(through == 10)
        _ = buckets.take("c", at: after(12))
        #expect(buckets.take("a", at: after(12)) == nil && buckets.take("a", at: after(12)) != nil)
    }

    @Test func theMemoryIsBounded() throws {
        var buckets = TokenBuckets<Int>(try rate(60, 10), size: 100, at: start)
        for key in 0..<100_000 { _ = buckets.take(key, at: start) }
        #expect(buckets.count <= 200)
    }

    @Test func noRateIsNoLimit() {
        #expect(Rate(perMinute: 0, burst: 0) == nil)
        #expect(RateLimits.none.failures == nil && RateLimits.none.writes == nil && RateLimits.none.searches == nil)
    }
}
