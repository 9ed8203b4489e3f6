/// The weights of a linear model, as data.
///
/// A line is a feature, a tab, and its weight in thousandths. Features are `signal figure`, `word tax`, `pair tax cuts`,
/// `part ~tax`; the settings are `set bias`, `set usual`, `set slope`, `set shift`, `set important`, `set minor`. Lines
/// that begin with `#` say where the weights come from.
package struct WeightTable: Sendable {
    package var bias = 0.0
    /// The mean sum of sentences of articles that were held out.
    var usual = 0.0
    /// The probability is 1 / (1 + exp(-(slope × sum + shift))), fitted on articles that were held out.
    var slope = 1.0
    var shift = 0.0
    /// At and above this probability a sentence is important.
    var importantFrom = 0.5
    /// At and above this one it is at least minor.
    var minorFrom = 0.22
    /// By place of the signal.
    package var signals: [Double]
    var features = FeatureTable([])
    /// Names the weights in the detector's identifier.
    var version = "0"

    init(text: some Sequence<Substring>) {
        signals = Array(repeating: 0, count: Signal.allCases.count)
        var entries: [(UInt64, Float)] = []
        for line in text {
            let columns = line.split(separator: "\t")
            guard columns.count == 2 else { continue }
            let words = columns[0].split(separator: " ")
            guard words.count >= 2 else { continue }
            if words[0] == "set", words[1] == "version" {
                version = String(columns[1])
                continue
            }
            guard let thousandths = Int(columns[1]) else { continue }
            let weight = Double(thousandths) / 1_000
            switch words[0] {
            case "set": set(words[1], weight)
            case "signal": if let signal = Signal.named[String(words[1])] { signals[signal.place] = weight }
            case "word": entries.append((NGrams.single(Self.word(words[1])), Float(weight)))
            case "pair" where words.count == 3:
                entries.append((NGrams.pair(Self.word(words[1]), Self.word(words[2])), Float(weight)))
            case "part": entries.append((Self.part(words[1]), Float(weight)))
            default: continue
            }
        }
        features = FeatureTable(entries)
    }

    package init(resource: String) { self.init(text: Resource.lines(resource)) }

    private mutating func set(_ name: Substring, _ value: Double) {
        switch name {
        case "bias": bias = value
        case "usual": usual = value
        case "slope": slope = value
        case "shift": shift = value
        case "important": importantFrom = value
        case "minor": minorFrom = value
        default: break
        }
    }

    /// The marks that stand for names, numbers and punctuation in the file.
    package static let marks: [(text: Substring, key: UInt64)] = [
        ("<name>", NGrams.name), ("<number>", NGrams.number), ("<start>", 3_000), ("<end>", 3_001),
        ("?", UInt64(Token.Kind.question.rawValue) + 1), ("!", UInt64(Token.Kind.exclamation.rawValue) + 1),
        ("%", UInt64(Token.Kind.percent.rawValue) + 1), ("$", UInt64(Token.Kind.currency.rawValue) + 1),
        ("“", UInt64(Token.Kind.openQuote.rawValue) + 1), ("”", UInt64(Token.Kind.closeQuote.rawValue) + 1),
        (":", UInt64(Token.Kind.colon.rawValue) + 1), (";", UInt64(Token.Kind.semicolon.rawValue) + 1),
    ]

    private static func word(_ text: Substring) -> UInt64 {
        marks.first { $0.text == text }?.key ?? WordKey(text).value
    }

    /// The key of a part of a word; `~` is the word's edge.
    private static func part(_ text: Substring) -> UInt64 {
        var hash: UInt64 = 0x51_7CC1_B727_220A
        for scalar in text.unicodeScalars { hash = WordKey.mix(hash, scalar == "~" ? 0x20 : scalar.value) }
        return hash
    }
}
