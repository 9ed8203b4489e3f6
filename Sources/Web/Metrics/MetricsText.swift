package import Telemetry

/// Writes the Prometheus text format, version 0.0.4.
package struct MetricsText: Sendable {
    package typealias Labels = KeyValuePairs<String, String>

    package static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    package private(set) var text = ""

    package init() {}

    /// One family: its two comment lines and its samples.
    package mutating func family(
        _ name: String, _ type: String, _ help: String, _ samples: [(labels: Labels, value: String)]
    ) {
        begin(name, type, help)
        for sample in samples { self.sample(name, sample.labels, sample.value) }
    }

    /// A family of histograms, each with the labels that tell it from the others.
    package mutating func histograms(
        _ name: String, _ help: String, _ histograms: [(labels: Labels, histogram: Histogram)]
    ) {
        begin(name, "histogram", help)
        for (labels, histogram) in histograms {
            let pairs = Self.pairs(labels)
            var total = 0
            for (bound, count) in zip(histogram.bounds.values.map { "\($0)" } + ["+Inf"], histogram.counts) {
                total += count
                text += "\(name)_bucket{\(pairs)\(pairs.isEmpty ? "" : ",")le=\"\(bound)\"} \(total)\n"
            }
            sample("\(name)_sum", labels, "\(histogram.sum)")
            sample("\(name)_count", labels, String(total))
        }
    }

    private mutating func begin(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private mutating func sample(_ name: String, _ labels: Labels, _ value: String) {
        let pairs = Self.pairs(labels)
        text += pairs.isEmpty ? "\(name) \(value)\n" : "\(name){\(pairs)} \(value)\n"
    }

    private static func pairs(_ labels: Labels) -> String {
        labels.map { "\($0.key)=\"\(escaped($0.value))\"" }.joined(separator: ",")
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
