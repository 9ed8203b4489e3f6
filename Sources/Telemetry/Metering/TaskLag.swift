/// How late tasks of this process get a thread: all of its handlers and jobs share as many as the machine has processors, and
/// whatever blocks one of them shows here before anybody complains.
package struct TaskLag: Sendable {
    private let pause: Duration
    private let record: @Sendable (_ seconds: Double) -> Void

    /// - Parameters:
    ///   - pause: between two looks.
    ///   - record: told how much later than it should a sleeping task went on.
    package init(every pause: Duration = .seconds(1), record: @escaping @Sendable (_ seconds: Double) -> Void) {
        self.pause = pause
        self.record = record
    }

    /// Looks until the task is cancelled.
    package func run() async {
        while true {
            let due = ContinuousClock.now + pause
            do { try await Task.sleep(until: due, clock: .continuous) } catch { return }
            record(due.duration(to: .now) / .seconds(1))
        }
    }
}
