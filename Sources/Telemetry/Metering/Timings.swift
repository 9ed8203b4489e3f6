import Synchronization

/// How long something took, in a histogram for each label.
///
/// One lock, held for some tens of nanoseconds. Labels are few by their nature (routes, lanes, functions of the program); should
/// they not be, those that come late are counted together, so that memory and what is read out stay bounded.
package final class Timings<Label: Hashable & Sendable>: Sendable {
    private struct State {
        var known: [Label: Histogram] = [:]
        var others: Histogram
    }

    package let bounds: Histogram.Bounds
    private let limit: Int
    private let state: Mutex<State>

    /// - Parameter limit: labels at most.
    package init(_ bounds: Histogram.Bounds, limit: Int = 512) {
        self.bounds = bounds
        self.limit = limit
        state = Mutex(State(others: Histogram(bounds)))
    }

    /// - Parameter seconds: less than nothing, as two clocks may tell, counts as nothing.
    package func record(_ label: Label, seconds: Double) {
        let seconds = max(0, seconds)
        state.withLock { state in
            if state.known[label] != nil || state.known.count < limit {
                state.known[label, default: Histogram(bounds)].record(seconds)
            } else {
                state.others.record(seconds)
            }
        }
    }

    /// Records what has taken until now.
    package func record(_ label: Label, since start: ContinuousClock.Instant) {
        record(label, seconds: start.duration(to: .now) / .seconds(1))
    }

    /// What was counted so far, by names; labels of one name are added up, and those beyond the limit are called `other`.
    package func named(_ name: (Label) -> String) -> [(name: String, histogram: Histogram)] {
        let state = state.withLock { $0 }
        var named: [String: Histogram] = [:]
        for (label, histogram) in state.known { named[name(label), default: Histogram(bounds)].add(histogram) }
        if state.others.total > 0 { named["other", default: Histogram(bounds)].add(state.others) }
        return named.sorted { $0.key < $1.key }.map { (name: $0.key, histogram: $0.value) }
    }

    /// What was counted so far, by label; what came beyond the limit is left out.
    package var byLabel: [Label: Histogram] { state.withLock { $0.known } }
}
