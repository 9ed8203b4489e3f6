import Synchronization
package import Telemetry

/// What the process counts about the requests that it answers.
///
/// Three numbers of a request behind one lock, held for well under a microsecond; a metrics library would bring a
/// factory, a bootstrap for the whole process and its own text format for the same three.
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
            state.durations[Key(route: route, method: method, status: 0), default: Histogram(.requests)].record(seconds)
        }
    }
}
