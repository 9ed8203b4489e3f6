import Testing

@testable import Web

struct ClientClockTests {
    private let limits = ConnectionLimits(patience: .seconds(20), linger: .seconds(10))
    private let start = ContinuousClock.now

    private func after(_ seconds: Double) -> ContinuousClock.Instant { start.advanced(by: .seconds(seconds)) }

    /// Seconds from the start.
    private func deadline(_ clock: ClientClock) -> Double? {
        clock.deadline.map { start.duration(to: $0) / .seconds(1) }
    }

    @Test func aNewConnectionOwesItsHeadWhateverTricklesIn() {
        var clock = ClientClock(limits, at: start)
        #expect(deadline(clock) == 20)
        for second in 1..<20 { clock.bytesCame(at: after(Double(second))) }
        #expect(deadline(clock) == 20)
    }

    @Test func aHeadOnAKeptConnectionHasItsTimeFromItsFirstByte() {
        var clock = ClientClock(limits, at: start)
        clock.headCame(at: after(1))
        clock.requestCame()
        #expect(clock.deadline == nil && !clock.isRequestUnderWay)
        clock.bytesCame(at: after(50))
        clock.bytesCame(at: after(60))
        #expect(deadline(clock) == 70)
    }

    @Test func aBodyMustKeepItsRateAsAWhole() {
        var clock = ClientClock(limits, at: start)
        clock.headCame(at: after(5))
        #expect(clock.isRequestUnderWay)
        // A byte now and then gains nothing, a megabyte gains its time at the least rate.
        for _ in 0..<10 { clock.bodyCame(1) }
        #expect(abs((deadline(clock) ?? 0) - 25) < 0.01)
        clock.bodyCame(1024 * 1024 - 10)
        #expect(abs((deadline(clock) ?? 0) - 57) < 0.01)
        clock.requestCame()
        #expect(clock.deadline == nil)
    }

    @Test func timeInWhichTheServerDidNotReadIsNotTheClients() {
        var clock = ClientClock(limits, at: start)
        clock.headCame(at: start)
        clock.serverPaused(for: .seconds(15))
        #expect(deadline(clock) == 35)
    }

    @Test func anAnswerThatIsNotReadHasItsTimeFromWhenItStoodStill() {
        var clock = ClientClock(limits, at: start)
        clock.headCame(at: start)
        clock.requestCame()
        clock.answerWaits(at: after(3))
        clock.answerWaits(at: after(9))
        #expect(deadline(clock) == 23)
        clock.answerGoesOn()
        #expect(clock.deadline == nil)
    }

    @Test func behindTheLastAnswerWhatComesIsReadForAWhile() {
        var clock = ClientClock(limits, at: start)
        clock.headCame(at: start)
        clock.lastAnswer(at: after(1), isSent: false)
        #expect(deadline(clock) == 21)
        clock.lastAnswer(at: after(2), isSent: true)
        clock.bodyCame(1_000_000)
        #expect(deadline(clock) == 12)
    }
}
