import Extraction

/// Writes the weights as a file that a person can read and ``WeightTable`` can.
struct WeightFile {
    var provenance: [String]
    var index: FeatureIndex
    var kept: [Int32]
    var weights: [Double]
    /// The mean sum of sentences of articles that were held out.
    var usual: Double
    var calibration: Calibration
    var smallest: Double

    /// Signals first, then words, pairs and parts by name.
    var text: String {
        var lines: [String] = []
        for (feature, name) in index.names.enumerated() where kept[feature] >= 0 {
            let weight = weights[Int(kept[feature])]
            guard abs(weight) >= smallest, !name.contains("\t") else { continue }
            lines.append("\(name)\t\(thousandths(weight))")
        }
        lines.sort { ($0.hasPrefix("signal") ? 0 : 1, $0) < ($1.hasPrefix("signal") ? 0 : 1, $1) }
        let settings = [
            "set bias\t\(thousandths(weights[weights.count - 1]))",
            "set usual\t\(thousandths(usual))",
            "set slope\t\(thousandths(calibration.slope))", "set shift\t\(thousandths(calibration.shift))",
            "set important\t\(thousandths(calibration.importantFrom))",
            "set minor\t\(thousandths(calibration.minorFrom))",
        ]
        let body = settings + lines
        let head =
            ["# How much each feature speaks for checking a sentence, in thousandths of log-odds."]
            + provenance.map { "# \($0)" } + ["set version\t\(version(body))"]
        return (head + body).joined(separator: "\n") + "\n"
    }

    private func thousandths(_ value: Double) -> Int { Int((value * 1_000).rounded()) }

    /// A short hash of the weights, so that two sets are never taken for one.
    private func version(_ body: [String]) -> String {
        var hash = WordKey.seed
        for line in body { for scalar in line.unicodeScalars { hash = WordKey.mix(hash, scalar.value) } }
        return String(hash >> 32, radix: 16)
    }
}
