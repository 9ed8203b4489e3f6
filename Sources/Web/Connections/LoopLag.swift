import NIOCore
import Synchronization

/// How late event loops are: each is asked once a second to do next to nothing at a moment, and tells when it came to that.
final class LoopLag: Sendable {
    private static let pause = Duration.seconds(1)

    private let isOver = Atomic(false)
    private let record: @Sendable (_ seconds: Double) -> Void

    init(record: @escaping @Sendable (_ seconds: Double) -> Void) { self.record = record }

    /// Looks at a loop until `stop()`.
    func watch(_ loop: any EventLoop) {
        let due = ContinuousClock.now + Self.pause
        loop.scheduleTask(in: TimeAmount(Self.pause)) { [self] in
            if isOver.load(ordering: .relaxed) { return }
            record(due.duration(to: .now) / .seconds(1))
            watch(loop)
        }
    }

    func stop() { isOver.store(true, ordering: .relaxed) }
}
