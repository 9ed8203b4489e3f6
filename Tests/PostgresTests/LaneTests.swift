import TestSupport
import Testing

@testable import Postgres

/// How a pool is shared between those who want a connection.
struct LaneTests {
    private let start = ContinuousClock.now

    @Test(arguments: 1...20) func thePeopleOfTheDeskAlwaysHaveAShare(_ maximum: Int) {
        let shares = LaneShares(maximum: maximum)
        #expect(shares.limit(of: .main) == maximum)
        #expect(shares.limit(of: .open) == max(1, maximum / 2))
        #expect(shares.others >= 1 && shares.others <= maximum)
        #expect(maximum < 4 || shares.others < maximum)
    }

    @Test func strangersHoldHalfOfThePoolAtMost() {
        var pool = PoolStateMachine(maximum: 4, patience: .seconds(5))
        for waiter in 1...10 { _ = pool.acquire(waiter, .open, now: start) }
        _ = pool.opened(1, now: start)
        _ = pool.opened(2, now: start)
        // For the rest of them no connection is opened.
        #expect(pool.statistics.total == 2 && pool.statistics.waiting == 8)
        #expect(pool.acquire(11, .main, now: start).contains(.open(3)))
        #expect(pool.opened(3, now: start) == [.lease(3, to: 11)])
        #expect(pool.release(3, .fit, now: start) == [])
        #expect(pool.release(1, .fit, now: start) == [.lease(1, to: 3)])
    }

    @Test func whoHoldsLeastIsServedFirst() {
        var pool = PoolStateMachine(maximum: 2, patience: .seconds(5))
        for waiter in 1...4 { _ = pool.acquire(waiter, .main, now: start) }
        _ = pool.opened(1, now: start)
        _ = pool.opened(2, now: start)
        _ = pool.acquire(5, .background, now: start)
        #expect(pool.release(1, .fit, now: start) == [.lease(1, to: 5)])
        #expect(pool.release(2, .fit, now: start) == [.lease(2, to: 3)])
    }

    /// Whatever comes in whatever order: the rules of the pool hold after each event, and everybody is served or told.
    @Test(arguments: 0..<200) func theRulesHoldInAnyHistory(_ seed: Int) {
        var history = PoolHistory(seed: UInt64(seed), start: start)
        history.run(steps: 300)
        #expect(history.broken == [])
    }

    /// A connection that frees itself goes to another lane's caller after as many turns as there are connections.
    @Test func noLaneIsStarved() {
        for flood in Lane.allCases {
            for lane in Lane.allCases where lane != flood {
                var pool = PoolStateMachine(maximum: 4, patience: .seconds(500))
                var held: [Int] = []
                func note(_ actions: [PoolStateMachine.Action]) -> Bool {
                    var isServed = false
                    for action in actions {
                        guard case .lease(let id, let waiter) = action else { continue }
                        held.append(id)
                        if waiter == 1_000 { isServed = true }
                    }
                    return isServed
                }
                for waiter in 1...100 { _ = note(pool.acquire(waiter, flood, now: start)) }
                for id in 1...4 { _ = note(pool.opened(id, now: start)) }
                var turns = 0
                var isServed = note(pool.acquire(1_000, lane, now: start))
                for id in 5...8 where !isServed { isServed = note(pool.opened(id, now: start)) }
                while !isServed, turns < 4, !held.isEmpty {
                    isServed = note(pool.release(held.removeFirst(), .fit, now: start))
                    turns += 1
                }
                #expect(isServed, "\(lane) beside \(flood)")
            }
        }
    }
}
