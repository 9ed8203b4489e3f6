import Synchronization

/// A count that only grows.
package final class Tally: Sendable {
    private let count = Atomic(0)

    package init() {}

    package var value: Int { count.load(ordering: .relaxed) }

    package func add(_ more: Int = 1) {
        if more > 0 { count.add(more, ordering: .relaxed) }
    }
}
