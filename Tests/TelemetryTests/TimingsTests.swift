import Telemetry
import Testing

struct TimingsTests {
    @Test func aBoundBelongsToItsRange() {
        var histogram = Histogram(.init([1, 2]))
        for seconds in [0, 1, 1.5, 2, 2.1] { histogram.record(seconds) }
        #expect(histogram.counts == [2, 2, 1])
        #expect(histogram.total == 5 && histogram.sum == 6.6)
        histogram.add(histogram)
        #expect(histogram.counts == [4, 4, 2])
    }

    @Test func everyListOfBoundsRises() {
        for bounds: Histogram.Bounds in [.requests, .waits, .statements, .jobs] {
            #expect(zip(bounds.values, bounds.values.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test func labelsOfOneNameAreAddedUp() {
        let timings = Timings<Int>(.init([1]))
        for label in [1, 2, 11] { timings.record(label, seconds: 0.5) }
        let named = timings.named { $0 % 10 == 1 ? "one" : "two" }
        #expect(named.map(\.name) == ["one", "two"])
        #expect(named.map(\.histogram.total) == [2, 1])
    }

    @Test func labelsBeyondTheLimitAreCountedTogether() {
        let timings = Timings<Int>(.init([1]), limit: 2)
        for label in 1...9 { timings.record(label, seconds: 0.5) }
        timings.record(1, seconds: 0.5)
        let named = timings.named { "n\($0)" }
        #expect(named.map(\.name) == ["n1", "n2", "other"])
        #expect(named.map(\.histogram.total) == [2, 1, 7])
    }

    @Test func timeThatRanBackwardsCountsAsNone() {
        let timings = Timings<Int>(.init([1]))
        timings.record(1, seconds: -3)
        #expect(timings.byLabel[1]?.sum == 0)
    }

    @Test func manyThreadsLoseNothing() async {
        let (timings, tally) = (Timings<Int>(.waits), Tally())
        await withDiscardingTaskGroup { group in
            for label in 0..<8 {
                group.addTask {
                    for _ in 0..<500 {
                        timings.record(label % 2, seconds: 0.01)
                        tally.add()
                    }
                }
            }
        }
        #expect(timings.byLabel.mapValues(\.total) == [0: 2000, 1: 2000])
        tally.add(-5)
        #expect(tally.value == 4000)
    }

    @Test func aLateTaskIsTold() async {
        let (told, telling) = AsyncStream.makeStream(of: Double.self)
        let watching = Task { await TaskLag(every: .milliseconds(1)) { telling.yield($0) }.run() }
        var seen = 0
        for await seconds in told {
            #expect(seconds >= 0)
            seen += 1
            if seen == 3 { break }
        }
        watching.cancel()
        await watching.value
    }
}
