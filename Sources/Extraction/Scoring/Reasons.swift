/// What carried a score, in words.
struct Reasons: Sendable {
    /// By place of the signal.
    private var words: [String?] = Array(repeating: nil, count: Signal.count)

    init(language: String) {
        for line in Resource.lines("\(language)/reasons.tsv") {
            let columns = line.split(separator: "\t")
            guard columns.count == 2, let signal = Signal.named[String(columns[0])] else { continue }
            words[signal.place] = String(columns[1])
        }
    }

    /// The words for the signals that moved the score most, strongest first, without repeats.
    func explain(_ contributions: [(signal: Signal, weight: Double)], limit: Int = 4) -> [String] {
        var reasons: [String] = []
        let ranked = contributions.sorted {
            abs($0.weight) != abs($1.weight) ? abs($0.weight) > abs($1.weight) : $0.signal.place < $1.signal.place
        }
        for (signal, weight) in ranked where reasons.count < limit && abs(weight) > 0.05 {
            if let text = words[signal.place], !reasons.contains(text) { reasons.append(text) }
        }
        return reasons
    }
}
