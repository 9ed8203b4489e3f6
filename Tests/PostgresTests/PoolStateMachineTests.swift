import Testing

@testable import Postgres

/// The pool's rules, without a server.
struct PoolStateMachineTests {
    private let start = ContinuousClock.now

    private func machine(_ maximum: Int = 1, lifetime: Duration? = nil) -> PoolStateMachine {
        let backoff = Backoff(first: .milliseconds(100), longest: .milliseconds(100))
        return PoolStateMachine(
            maximum: maximum,
            patience: .seconds(5),
            maximumLifetime: lifetime,
            backoff: backoff
        )
    }

    private let refused = ConnectionError.unreachable(reason: "refused")
    private let stillRefused = ConnectionError.unreachable(reason: "still refused")

    private func at(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

    @Test func opensAConnectionForTheFirstCallerAndLeasesIt() {
        var pool = machine()
        // Woken to look whether the attempt hangs.
        #expect(pool.acquire(1, now: start) == [.open(1), .wake(at: at(1))])
        #expect(pool.opened(1, now: start) == [.lease(1, to: 1)])
        #expect(pool.statistics.inUse == 1)
    }

    @Test func opensNoMoreThanTheMaximum() {
        var pool = machine(2)
        let actions = (1...5).flatMap { pool.acquire($0, now: start) }
        #expect(actions.filter { if case .open = $0 { true } else { false } } == [.open(1), .open(2)])
    }

    @Test func servesWaitersInTheOrderInWhichTheyCame() {
        var pool = machine()
        _ = pool.acquire(1, now: start)
        _ = pool.opened(1, now: start)
        for waiter in 2...4 { _ = pool.acquire(waiter, now: start) }
        #expect(pool.release(1, .fit, now: start) == [.lease(1, to: 2)])
        #expect(pool.release(1, .fit, now: start) == [.lease(1, to: 3)])
        #expect(pool.release(1, .fit, now: start) == [.lease(1, to: 4)])
    }

    @Test func aLateComerDoesNotOvertake() {
        var pool = machine()
        _ = pool.acquire(1, now: start)
        _ = pool.acquire(2, now: start)
        #expect(pool.opened(1, now: start) == [.lease(1, to: 1)])
        _ = pool.acquire(3, now: start)
        #expect(pool.release(1, .fit, now: start) == [.lease(1, to: 2)])
    }

    @Test func aWaiterFailsAtItsDeadline() {
        var pool = machine()
        _ = pool.acquire(1, now: start)
        _ = pool.opened(1, now: start)
        _ = pool.acquire(2, now: at(1))
        #expect(pool.tick(now: at(5.5)) == [.wake(at: at(6))])
        #expect(pool.tick(now: at(6)) == [.fail(2, .timeout(waited: .seconds(5)))])
        #expect(pool.statistics.timeouts == 1)
        #expect(pool.statistics.waiting == 0)
    }

    @Test func aCancelledWaiterIsSkipped() {
        var pool = machine()
        _ = pool.acquire(1, now: start)
        _ = pool.opened(1, now: start)
        _ = pool.acquire(2, now: start)
        _ = pool.acquire(3, now: start)
        #expect(pool.cancel(2) == [.fail(2, .cancelled)])
        #expect(pool.release(1, .fit, now: start) == [.lease(1, to: 3)])
        #expect(pool.cancel(3) == [])
    }

    @Test func handsOutTheConnectionUsedLast() {
        var pool = machine(2)
        _ = pool.acquire(1, now: start)
        _ = pool.acquire(2, now: start)
        _ = pool.opened(1, now: start)
        _ = pool.opened(2, now: start)
        _ = pool.release(2, .fit, now: start)
        _ = pool.release(1, .fit, now: start)
        #expect(pool.acquire(3, now: start) == [.lease(1, to: 3)])
    }

    @Test func replacesABrokenConnectionForTheNextWaiter() {
        var pool = machine()
        _ = pool.acquire(1, now: start)
        _ = pool.opened(1, now: start)
        _ = pool.acquire(2, now: start)
        #expect(pool.release(1, .broken, now: start) == [.close(1), .open(2)])
        #expect(pool.statistics.discarded == 1)
    }

    @Test func afterTheServerChangedIdleConnectionsCloseAtOnceAndUsedOnesLater() {
        var pool = machine(3)
        for id in 1...3 { _ = pool.acquire(id, now: start) }
        for id in 1...3 { _ = pool.opened(id, now: start) }
        _ = pool.release(1, .fit, now: start)
        #expect(pool.release(2, .serverChanged, now: start) == [.close(1), .close(2)])
        #expect(pool.release(3, .fit, now: start) == [.close(3)])
        #expect(pool.statistics.total == 0)
    }

    @Test func aSecondReportOfTheSameChangeDoesNotCloseNewConnections() {
        var pool = machine(2)
        for id in 1...2 { _ = pool.acquire(id, now: start) }
        for id in 1...2 { _ = pool.opened(id, now: start) }
        _ = pool.release(1, .serverChanged, now: start)
        _ = pool.acquire(3, now: start)
        #expect(pool.opened(3, now: start) == [.lease(3, to: 3)])
        _ = pool.release(3, .fit, now: start)
        #expect(pool.release(2, .serverChanged, now: start) == [.close(2)])
        #expect(pool.statistics.idle == 1)
    }

    @Test func triesAgainOneAtATimeAfterAPauseHoweverManyWait() {
        var pool = machine(8)
        for waiter in 1...8 { _ = pool.acquire(waiter, now: start) }
        for id in 1...7 { _ = pool.openFailed(id, refused, now: start) }
        let last = pool.openFailed(8, refused, now: start)
        guard case .wake(let instant)? = last.last ?? nil else {
            // The wake-up may have been asked for by an earlier failure.
            #expect(!last.contains { if case .open = $0 { true } else { false } })
            #expect(pool.tick(now: at(0.2)).contains(.open(9)))
            return
        }
        #expect(instant > start && instant <= at(0.1))
        #expect(pool.tick(now: at(0.2)).filter { if case .open = $0 { true } else { false } } == [.open(9)])
    }

    @Test func oneSuccessOpensTheOthersAgain() {
        var pool = machine(3)
        for waiter in 1...3 { _ = pool.acquire(waiter, now: start) }
        for id in 1...3 { _ = pool.openFailed(id, refused, now: start) }
        #expect(pool.tick(now: at(0.2)).contains(.open(4)))
        #expect(pool.opened(4, now: at(0.3)) == [.lease(4, to: 1), .open(5), .open(6)])
    }

    @Test func whileTheServerIsDownATimeoutTellsTheReason() {
        var pool = machine()
        _ = pool.acquire(1, now: start)
        _ = pool.openFailed(1, refused, now: at(1))
        _ = pool.tick(now: at(2))
        #expect(pool.tick(now: at(5)).contains(.fail(1, .away(refused))))
    }

    @Test func afterALongOutageCallersFailWithTheAttemptAndDoNotWait() {
        var pool = machine()
        _ = pool.acquire(1, now: start)
        _ = pool.openFailed(1, refused, now: start)
        _ = pool.tick(now: at(5))
        #expect(pool.acquire(2, now: at(6)).contains(.open(2)))
        let failed = PoolStateMachine.Action.fail(2, .away(stillRefused))
        #expect(pool.openFailed(2, stillRefused, now: at(6)) == [failed])
        #expect(pool.acquire(3, now: at(6.01)).contains(.fail(3, .away(stillRefused))))
        #expect(pool.acquire(4, now: at(7)).contains(.open(3)))
        #expect(pool.opened(3, now: at(7)) == [.lease(3, to: 4)])
    }

    @Test func closesAConnectionThatIsTooOld() {
        var pool = machine(1, lifetime: .seconds(60))
        _ = pool.acquire(1, now: start)
        _ = pool.opened(1, now: start)
        _ = pool.release(1, .fit, now: at(59))
        #expect(pool.acquire(2, now: at(61)).prefix(2) == [.close(1), .open(2)])
    }

    @Test func closingFailsWaitersAndDrainsWhenTheLastComesBack() {
        var pool = machine()
        _ = pool.acquire(1, now: start)
        _ = pool.opened(1, now: start)
        _ = pool.acquire(2, now: start)
        #expect(pool.close() == [.fail(2, .closed)])
        #expect(pool.acquire(3, now: start) == [.fail(3, .closed)])
        #expect(pool.release(1, .fit, now: start) == [.close(1), .drained])
    }

    @Test func aConnectionThatOpensAfterClosingIsClosed() {
        var pool = machine()
        _ = pool.acquire(1, now: start)
        #expect(pool.close() == [.fail(1, .closed)])
        #expect(pool.opened(1, now: start) == [.close(1), .drained])
    }

    @Test func pausesGrowToALimitAndVary() {
        let backoff = Backoff.connecting
        #expect(backoff.pause(after: 1, random: 1) == .milliseconds(50))
        #expect(backoff.pause(after: 2, random: 0) == .milliseconds(50))
        #expect(backoff.pause(after: 100, random: 1) == .seconds(1))
    }

    // MARK: A server that says nothing

    @Test func besideAnAttemptThatHangsAnotherIsMade() {
        var pool = machine()
        _ = pool.acquire(1, deadline: at(60), now: start)
        #expect(pool.tick(now: at(0.9)).contains(.open(2)) == false)
        #expect(pool.tick(now: at(1)).contains(.open(2)))
        #expect(pool.opened(2, now: at(1.1)).contains(.lease(2, to: 1)))
    }

    @Test func whenHangingAttemptsSucceedTheMaximumHolds() {
        var pool = machine()
        _ = pool.acquire(1, deadline: at(60), now: start)
        for second in 1...9 { _ = pool.tick(now: at(Double(second))) }
        #expect(pool.opened(2, now: at(10)).contains(.lease(2, to: 1)))
        #expect(pool.opened(1, now: at(10)) == [.close(1)])
        #expect(pool.statistics.total == 1)
    }

    @Test func attemptsThatHangAreFew() {
        var pool = machine(2)
        var opened = 0
        for waiter in 1...20 { _ = pool.acquire(waiter, deadline: at(600), now: start) }
        for second in 1...60 {
            opened += pool.tick(now: at(Double(second))).count { if case .open = $0 { true } else { false } }
        }
        #expect(opened == 4)
    }

    @Test func whenTheServerIsFoundSilentNobodyWaitsForIt() {
        var pool = machine(2)
        for waiter in 1...2 { _ = pool.acquire(waiter, now: start) }
        for id in 1...2 { _ = pool.opened(id, now: start) }
        _ = pool.acquire(3, now: start)
        let silent = ConnectionError.unreachable(reason: "the server does not answer")
        #expect(pool.release(1, .silent, now: at(1)) == [.fail(3, .away(silent)), .close(1)])
        // Who comes now waits for an attempt, and not for long.
        #expect(pool.acquire(4, now: at(2)).contains(.open(3)))
        #expect(pool.tick(now: at(3)).contains { if case .fail(4, _) = $0 { true } else { false } })
        #expect(pool.acquire(5, now: at(3)).contains { if case .fail = $0 { true } else { false } } == false)
        #expect(pool.opened(3, now: at(3.5)).contains(.lease(3, to: 5)))
        // It is well: callers wait as long as ever.
        _ = pool.acquire(6, now: at(4))
        #expect(pool.tick(now: at(6)).contains { if case .fail = $0 { true } else { false } } == false)
    }

    @Test func whoIsNotLetInIsToldAtOnce() {
        var pool = machine()
        _ = pool.acquire(1, now: start)
        let refusal = ConnectionError.refused(.invalidPassword, reason: "no")
        #expect(pool.openFailed(1, refusal, now: at(0.1)) == [.fail(1, .away(refusal))])
        _ = pool.acquire(2, now: at(1))
        #expect(pool.opened(2, now: at(1)).contains(.lease(2, to: 2)))
    }

    @Test func whoHasSomebodyElseToAskDoesNotWaitForAServerThatIsAway() {
        var pool = PoolStateMachine(
            maximum: 2, patience: .zero, backoff: Backoff(first: .milliseconds(100), longest: .milliseconds(100)))
        _ = pool.acquire(1, deadline: at(5), now: start)
        let refusal = ConnectionError.unreachable(reason: "refused")
        #expect(pool.openFailed(1, refusal, now: at(0.01)) == [.fail(1, .away(refusal))])
        // Between the attempts too.
        #expect(pool.acquire(2, deadline: at(5), now: at(0.02)).contains(.fail(2, .away(refusal))))
        #expect(pool.acquire(3, deadline: at(6), now: at(1)).contains(.open(2)))
        #expect(pool.opened(2, now: at(1)) == [.lease(2, to: 3)])
    }
}
