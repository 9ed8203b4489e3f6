import Synchronization

/// What the process counts about the requests that it answers.
///
/// Three numbers of a request behind one lock, held for well under a microsecond; a metrics library would bring a
/// factory, a bootstrap and its own text format for the same three.
package final class Metrics: Sendable {
    /// The name and the labels of a count.
    package struct Key: Hashable, Comparable, Sendable {
        package let route: String
        package let method: String
        package let status: Int

        package static func < (left: Key, right: Key) -> Bool {
            (left.route, left.method, left.status) < (right.route, right.method, right.status)
        }
    }

    /// How long requests took: how many fell into each bucket, and all of them together.
    package struct Histogram: Sendable {
        /// Upper bounds, seconds; from a read by key to a take that waits 30 s.
        package static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

        /// Not cumulative; the last is for what is longer than every bound.
        package private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
        package private(set) var sum = 0.0

        package mutating func record(_ seconds: Double) {
            counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            sum += seconds
        }
    }

    /// Everything counted so far.
    package struct Snapshot: Sendable {
        package var requests: [Key: Int] = [:]
        /// By route and method; the status is 0.
        package var durations: [Key: Histogram] = [:]
        package var inFlight = 0
    }

    private let state = Mutex(Snapshot())

    package init() {}

    package var snapshot: Snapshot { state.withLock { $0 } }

    /// A request begins.
    package func begin() { state.withLock { $0.inFlight += 1 } }

    /// A request ends.
    ///
    /// - Parameters:
    ///   - route: its template, so that ids do not make a series each.
    ///   - seconds: from its head to its answer.
    package func end(route: String, method: String, status: Int, seconds: Double) {
        state.withLock { state in
            state.inFlight -= 1
            state.requests[Key(route: route, method: method, status: status), default: 0] += 1
            state.durations[Key(route: route, method: method, status: 0), default: Histogram()].record(seconds)
        }
    }
}
