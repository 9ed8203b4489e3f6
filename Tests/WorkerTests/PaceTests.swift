import Testing
import Worker

@Suite struct PaceTests {
    @Test func aFreshWorkerLooksAtOnce() {
        #expect(Pace(poll: .seconds(1)).pause(room: 2, random: 0) == .zero)
    }

    @Test func afterAFullFetchItLooksAtOnceWhenThereIsRoom() {
        var pace = Pace(poll: .seconds(1))
        pace.fetched(mayHaveMore: true)
        #expect(pace.pause(room: 1, random: 0) == .zero)
        #expect(pace.pause(room: 0, random: 0) == .seconds(1))
    }

    @Test func afterAShortFetchItWaitsForThePoll() {
        var pace = Pace(poll: .seconds(1))
        pace.fetched(mayHaveMore: false)
        #expect(pace.pause(room: 1, random: 0.9) == .seconds(1))
    }

    @Test func failuresWaitLongerAndLongerUpToABound() {
        var pace = Pace(poll: .seconds(1))
        var before = Duration.zero
        for failure in 1...20 {
            pace.failed()
            let pause = pace.pause(room: 2, random: 0)
            #expect(pace.failures == failure)
            #expect(pause >= before && pause > .zero && pause <= Pace.longestBackoff)
            before = pause
        }
        #expect(pace.pause(room: 2, random: 0) == Pace.longestBackoff / 2)
    }

    @Test func jitterStaysWithinTheUpperHalf() {
        var pace = Pace(poll: .seconds(1))
        pace.failed()
        let shortest = pace.pause(room: 1, random: 0)
        let longest = pace.pause(room: 1, random: 0.999)
        #expect(shortest == .milliseconds(250))
        #expect(longest > shortest && longest < .milliseconds(500))
    }

    @Test func aFetchThatSucceedsEndsTheBackoff() {
        var pace = Pace(poll: .seconds(1))
        pace.failed()
        pace.fetched(mayHaveMore: false)
        #expect(pace.failures == 0)
        #expect(pace.pause(room: 2, random: 0.5) == .seconds(1))
    }
}
