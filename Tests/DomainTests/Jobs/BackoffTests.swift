import Domain
import Testing

@Suite struct BackoffTests {
    @Test func aWaitLiesBetweenAHalfAndTheWholeOfADoublingAnHourAtMost() {
        for attempt in 1...40 {
            var whole = 1.0
            for _ in 0..<attempt { whole *= 2 }
            whole = min(whole, 3600)
            #expect(Backoff.seconds(afterAttempt: attempt, random: 0) == whole / 2)
            #expect(Backoff.seconds(afterAttempt: attempt, random: 0.5) == whole * 0.75)
            #expect(Backoff.seconds(afterAttempt: attempt, random: 0.999_999) < whole)
        }
    }

    @Test(arguments: [Int.min, -1, 0, 1]) func anAttemptBelowTheFirstCountsAsTheFirst(attempt: Int) {
        #expect(Backoff.seconds(afterAttempt: attempt, random: 0) == 1)
    }

    @Test func noNumberOfAttemptsOverflows() {
        #expect(Backoff.seconds(afterAttempt: .max, random: 0) == 1800)
    }
}
