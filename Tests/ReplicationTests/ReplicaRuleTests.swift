import Foundation
import Store
import Synchronization
import Testing

@testable import Replication

/// The rules by which a replica is judged, without a server.
struct ReplicaRuleTests {
    private let start = ContinuousClock.now

    private func at(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

    @Test func aReplicaIsAsOldAsTheLastThatItHasOfThePrimary() {
        var lag = ReplicaLag()
        #expect(lag.at(start) == nil)
        lag.notePrimary(LogPosition(bytes: 100), at: at(0))
        #expect(lag.at(at(1)) == nil)
        lag.noteReplayed(LogPosition(bytes: 100))
        #expect(lag.at(at(1)) == .seconds(1))
        lag.notePrimary(LogPosition(bytes: 200), at: at(2))
        lag.notePrimary(LogPosition(bytes: 300), at: at(3))
        lag.noteReplayed(LogPosition(bytes: 299))
        #expect(lag.at(at(5)) == .seconds(3))
        lag.noteReplayed(LogPosition(bytes: 300))
        #expect(lag.at(at(5)) == .seconds(2))
    }

    @Test func aReplicaThatStandsStillForAMonthTakesNoMoreMemory() {
        var lag = ReplicaLag()
        for second in 0..<100_000 { lag.notePrimary(LogPosition(bytes: second), at: at(Double(second))) }
        lag.noteReplayed(LogPosition(bytes: 50_000))
        let age = lag.at(at(100_000)).map { $0 / .seconds(1) } ?? 0
        #expect((50_000...50_600).contains(age))
    }

    @Test(arguments: [
        (0.01, true), (0.24, true), (0.31, false), (-0.2, true), (-0.3, false), (3600, false),
    ])
    func clocksAgreeUnlessTheyDifferByMoreThanTheTimeBetweenTheReadings(difference: Double, agree: Bool) {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        let clocks = ClockComparison(
            ours: now, between: at(0), and: at(0.02), theirs: now.addingTimeInterval(difference), between: at(0.02),
            and: at(0.05))
        #expect(clocks.agree == agree)
    }

    @Test func oneLookAnswersAllWhoAskedBeforeIt() async throws {
        let looks = LookCounter()
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let watch = LogWatch<Int> {
            let number = looks.next()
            // The first look waits until all others ask.
            if number == 1 { _ = await gate.first { _ in true } }
            return number
        }
        #expect(await watch.next(within: .milliseconds(5)) == nil, "nobody looks yet")
        let running = Task { await watch.run { _ in } }
        let first = Task { await watch.next(within: .seconds(60)) }
        while looks.count == 0 { await Task.yield() }
        let others = (0..<20).map { _ in Task { await watch.next(within: .seconds(60)) } }
        while watch.asking < 21 { await Task.yield() }
        open.yield()
        #expect(await first.value == 1)
        // What was looked for before they asked is no answer to them.
        for other in others { #expect(await other.value == 2) }
        running.cancel()
        await running.value
    }

    @Test func whoeverAsksLeavesInTimeFromALookThatDoesNotCome() async throws {
        let watch = LogWatch<Int> {
            try await Task.sleep(for: .seconds(3600))
            return 1
        }
        let running = Task { await watch.run { _ in } }
        #expect(await watch.next(within: .milliseconds(5)) == nil)
        running.cancel()
        await running.value
    }
}

/// Numbers looks from any thread.
private final class LookCounter: Sendable {
    private let state = Mutex(0)

    var count: Int { state.withLock { $0 } }

    func next() -> Int {
        state.withLock { count in
            count += 1
            return count
        }
    }
}
