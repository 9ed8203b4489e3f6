/// The weights of a linear model, as data.
///
/// A line is a feature and its weight in thousandths of log-odds; lines that begin with `#` say where it comes from.
struct WeightTable: Sendable {
    var bias = 0.0
    /// By place of the signal.
    var signals: [Double]

    init() { signals = Array(repeating: 0, count: Signal.allCases.count) }

    init(resource: String) {
        self.init()
        for line in Resource.lines(resource) {
            let columns = line.split(separator: "\t")
            guard columns.count == 2, let thousandths = Int(columns[1]) else { continue }
            let weight = Double(thousandths) / 1_000
            if columns[0] == "bias" {
                bias = weight
            } else if let signal = Signal(rawValue: String(columns[0])) {
                signals[signal.place] = weight
            }
        }
    }
}
