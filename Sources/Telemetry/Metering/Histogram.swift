/// How many of something fell into each of a few fixed ranges, and all of them together.
package struct Histogram: Sendable, Hashable {
    /// Where the ranges of a histogram end, in seconds. Fixed, so that what two processes counted can be added up.
    package struct Bounds: Sendable, Hashable {
        /// Upper ends, rising.
        package let values: [Double]

        package init(_ values: [Double]) { self.values = values }

        /// For a request: from a read by key to a take that waits 30 s.
        package static let requests = Bounds([
            0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
        ])
        /// For what should take no time at all: a wait for a connection, the lag of a loop.
        package static let waits = Bounds([0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 4])
        /// For a statement. Few, as there is a histogram for each of some hundred statements.
        package static let statements = Bounds([0.0005, 0.001, 0.0025, 0.01, 0.05, 0.25, 1, 5])
        /// For a job: from one that does next to nothing to an export of an hour.
        package static let jobs = Bounds([0.001, 0.003, 0.015, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 3600])
    }

    package let bounds: Bounds
    /// Not cumulative; the last is for what is beyond every bound.
    package private(set) var counts: [Int]
    package private(set) var sum = 0.0

    package init(_ bounds: Bounds) {
        self.bounds = bounds
        counts = [Int](repeating: 0, count: bounds.values.count + 1)
    }

    package var total: Int { counts.reduce(0, +) }

    package mutating func record(_ seconds: Double) {
        counts[bounds.values.firstIndex { seconds <= $0 } ?? bounds.values.count] += 1
        sum += seconds
    }

    /// Adds what another of the same bounds has counted.
    package mutating func add(_ other: Histogram) {
        precondition(bounds == other.bounds, "only histograms of the same bounds can be added up")
        for (index, count) in other.counts.enumerated() { counts[index] += count }
        sum += other.sum
    }
}
