/// Rates of repeated work.
enum Timing {
    /// Megabytes a second of each round: the median, the least and the most.
    static func rates(_ megabytes: Double, _ rounds: Int, _ work: () -> Void) -> (median: Double, text: String) {
        let clock = ContinuousClock()
        let rates = (0..<rounds).map { _ in megabytes / (clock.measure(work) / .seconds(1)) }.sorted()
        let median = rates[rates.count / 2]
        return (median, "\(text(median)) (\(text(rates[0]))–\(text(rates[rates.count - 1])))")
    }

    /// Two digits after the point.
    static func text(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
