import Domain
import Foundation

/// What was measured in rounds: the median of each figure with the least and the most.
struct BenchFigures {
    struct Figure {
        let what: String
        let unit: String
        /// One a round, at least one.
        let values: [Double]

        init(_ what: String, _ unit: String, _ values: [Double]) {
            self.what = what
            self.unit = unit
            self.values = values.sorted()
        }

        /// Of an even number of values what lies between the middle two.
        var median: Double { (values[(values.count - 1) / 2] + values[values.count / 2]) / 2 }

        var text: String {
            let (least, most) = (values[0], values[values.count - 1])
            let spread = values.count > 1 ? " (\(Timing.text(least))–\(Timing.text(most)))" : ""
            return "\(what): \(Timing.text(median)) \(unit)\(spread)"
        }
    }

    let figures: [Figure]
    /// What it was measured on, for JSON: `("claims", 1000000)`.
    let facts: KeyValuePairs<String, Int>
    /// All of it, for a person.
    let summary: String
    /// What became of faults in the middle, one a round.
    var broken: [String] = []

    /// One figure a line; for people the summary last.
    func show(json: Bool) {
        for figure in figures { print(json ? object(figure).text() : figure.text) }
        for line in broken { print(json ? JSON.object([.init("broken", .string(line))]).text() : line) }
        if !json { print("\(summary)\n\(Timestamp.text(Date())), \(Machine.description)") }
    }

    private func object(_ figure: Figure) -> JSON {
        .object(
            [.init("what", .string(figure.what)), .init("unit", .string(figure.unit))]
                + facts.map { .init($0.key, .int($0.value)) }
                + [
                    .init("median", .double(figure.median)), .init("least", .double(figure.values[0])),
                    .init("most", .double(figure.values[figure.values.count - 1])),
                    .init("rounds", .int(figure.values.count)),
                    .init("at", JSON(Date())), .init("machine", .string(Machine.description)),
                ])
    }
}
