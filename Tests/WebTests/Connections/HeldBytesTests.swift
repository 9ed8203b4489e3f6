import Synchronization
import Testing

@testable import Web

struct HeldBytesTests {
    private let now = ContinuousClock.now

    /// Who was cut, in order.
    private final class Cuts: Sendable {
        private let names = Mutex<[String]>([])
        var all: [String] { names.withLock { $0 } }
        func of(_ name: String) -> @Sendable () -> Void { { self.names.withLock { $0.append(name) } } }
    }

    private func after(_ seconds: Double) -> ContinuousClock.Instant { now.advanced(by: .seconds(seconds)) }

    @Test func bytesCountUntilTheyAreLetGo() {
        let held = HeldBytes(limit: 100)
        var first = held.share(60, at: now)
        #expect(first != nil && held.total == 60)
        #expect(held.share(50, at: now) == nil && held.total == 60)
        first = nil
        #expect(held.total == 0)
        let second = held.share(50, at: now)
        #expect(second?.grow(by: 50, at: now) == true && second?.grow(by: 1, at: now) == false)
        #expect(held.total == 100)
    }

    @Test func whoStandsStillTheLongestMakesRoomAndWhoGoesOnStays() {
        let (held, cuts) = (HeldBytes(limit: 100), Cuts())
        let shares = ["a", "b", "c"].enumerated().map { held.share(30, at: after(Double($0)), cut: cuts.of($1)) }
        shares[0]?.moved(at: after(9))
        // Two seconds at least: nobody has stood still for so long yet.
        #expect(held.share(30, at: after(2.5)) == nil && cuts.all.isEmpty)
        let fourth = held.share(30, at: after(10), cut: cuts.of("d"))
        #expect(fourth != nil && cuts.all == ["b"] && held.total == 90)
        // Whoever was cut gets nothing more, and gives nothing back twice.
        #expect(shares[1]?.grow(by: 1, at: after(10)) == false && held.total == 90)
    }

    @Test func oneThatIsLargerThanAllMayBeGoesAlone() {
        let held = HeldBytes(limit: 100)
        let large = held.share(1000, at: now)
        #expect(large != nil)
        #expect(held.share(1, at: now) == nil)
    }
}
