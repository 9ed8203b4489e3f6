import Domain
import Testing

@Suite struct BackoffTests {
    @Test func `a wait lies between a half and the whole of a doubling, an hour at most`() {
        for attempt in 1...40 {
            var whole = 1.0
            for _ in 0..<attempt { whole *= 2 }
            whole = min(whole, 3600)
            #expect(Backoff.seconds(afterAttempt: attempt, random: 0) == whole / 2)
            #expect(Backoff.seconds(afterAttempt: attempt, random: 0.5) == whole * 0.75)
            #expect(Backoff.seconds(afterAttempt: attempt, random: 0.999_999) < whole)
        }
    }

    @Test(arguments: [Int.min, -1, 0, 1]) func `an attempt below the first counts as the first`(attempt: Int) {
        #expect(Backoff.seconds(afterAttempt: attempt, random: 0) == 1)
    }

    @Test func `no number of attempts overflows`() {
        #expect(Backoff.seconds(afterAttempt: .max, random: 0) == 1800)
    }
}
