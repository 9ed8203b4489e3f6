import Testing
import Worker

@Suite(.timeLimit(.minutes(1))) struct BellTests {
    @Test func aRingBeforeTheWaitIsNotLost() async {
        let bell = Bell()
        bell.ring()
        bell.ring()
        await bell.wait(atMost: .seconds(3600))
    }

    @Test func aRingEndsTheWait() async {
        let bell = Bell()
        async let waiting: Void = bell.wait(atMost: .seconds(3600))
        bell.ring()
        await waiting
    }

    @Test func theLimitEndsTheWait() async {
        let begun = ContinuousClock.now
        await Bell().wait(atMost: .milliseconds(20))
        #expect(begun.duration(to: .now) >= .milliseconds(20))
    }

    @Test func cancellationEndsTheWait() async {
        let waiting = Task { await Bell().wait(atMost: .seconds(3600)) }
        waiting.cancel()
        await waiting.value
    }

    @Test func ringsAreKeptAsOne() async {
        let bell = Bell()
        bell.ring()
        bell.ring()
        await bell.wait(atMost: .seconds(3600))
        let begun = ContinuousClock.now
        await bell.wait(atMost: .milliseconds(20))
        #expect(begun.duration(to: .now) >= .milliseconds(20))
    }
}
