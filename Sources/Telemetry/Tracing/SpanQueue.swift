import Synchronization

/// Spans that wait to be sent. Bounded: when nobody takes them, those that come are dropped and counted, and whoever made them
/// never waits.
package final class SpanQueue: Sendable {
    private let waiting = Mutex<[FinishedSpan]>([])
    private let limit: Int
    /// Spans that a collector has taken.
    package let sent = Tally()
    /// Spans for which there was no room, or that no collector took.
    package let dropped = Tally()

    /// - Parameter limit: how many may wait; some two megabytes with the standard one.
    package init(limit: Int = 4096) { self.limit = limit }

    package func add(_ span: FinishedSpan) {
        let fits = waiting.withLock { waiting in
            if waiting.count >= limit { return false }
            waiting.append(span)
            return true
        }
        if !fits { dropped.add() }
    }

    /// Takes those that came first.
    ///
    /// - Parameter count: so many at most.
    package func take(_ count: Int) -> [FinishedSpan] {
        waiting.withLock { waiting in
            let taken = Array(waiting.prefix(count))
            waiting.removeFirst(taken.count)
            return taken
        }
    }
}
