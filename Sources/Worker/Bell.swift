import Synchronization

/// Wakes the one who waits; rings while nobody waits are kept as one.
///
/// An AsyncStream would do, were it not that cancelling one wait on it (the loser of a race with a timer) ends it.
package final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    package init() {}

    package func ring() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            state.hasRung = state.waiter == nil
            return state.waiter
        }
        waiter?.resume()
    }

    /// Returns when the bell rings or has rung since the last wait, when `limit` has passed, or when the task is
    /// cancelled. One caller at a time.
    package func wait(atMost limit: Duration) async {
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { timer in
                timer.addTask {
                    do { try await Task.sleep(for: limit) } catch { return }
                    self.ring()
                }
                await self.wait()
                timer.cancelAll()
            }
        } onCancel: {
            ring()
        }
    }

    private func wait() async {
        await withCheckedContinuation { continuation in
            let rungAlready = state.withLock { state in
                if state.hasRung {
                    state.hasRung = false
                    return true
                }
                state.waiter = continuation
                return false
            }
            if rungAlready { continuation.resume() }
        }
    }
}
