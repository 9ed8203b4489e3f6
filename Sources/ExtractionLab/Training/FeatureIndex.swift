import Extraction

/// Numbers the features of training examples and keeps their words for the weight file.
struct FeatureIndex {
    /// A feature's line in the weight file, without its weight.
    private(set) var names: [String] = []
    private(set) var counts: [Int] = []
    private var numbers: [UInt64: Int32] = [:]

    /// A feature of one example.
    struct Entry {
        var feature: Int32
        var value: Float
    }

    init() {
        for signal in Signal.allCases { _ = number(UInt64(signal.place) &+ 0xA11CE << 32, "signal \(signal.name)") }
    }

    /// The features of a sentence, each once.
    mutating func entries(_ view: SentenceView, _ reader: SignalReader) -> [Entry] {
        var entries = reader.signals(view).map { Entry(feature: Int32($0.signal.place), value: Float($0.value)) }
        let grams = NGrams(source: reader.source)
        var words: [Int32: Float] = [:]
        var parts: [Int32: Float] = [:]
        var wordCount = 0
        var partCount = 0
        var previous = (key: UInt64(3_000), text: "<start>")
        let first = view.unit.tokens.lowerBound
        for index in view.unit.tokens {
            let key = grams.word(view.tokens, index, opens: index == first)
            guard key != 0 else { continue }
            let token = view.tokens[index]
            let text = Self.text(key, token, reader.source)
            words[number(NGrams.single(key), "word \(text)"), default: 0] += 1
            words[number(NGrams.pair(previous.key, key), "pair \(previous.text) \(text)"), default: 0] += 1
            wordCount += 2
            if key == NGrams.name {
                words[
                    number(NGrams.single(token.key), "word \(Self.text(token.key, token, reader.source))"),
                    default: 0
                ] += 1
                wordCount += 1
            }
            previous = (key, text)
            guard grams.hasParts(token, key) else { continue }
            grams.parts(token) { part, start, count in
                partCount += 1
                let name = Self.partName(start, count, token, reader.source)
                parts[number(part, name), default: 0] += 1
            }
        }
        let wordScale = 1 / Float(max(wordCount, 1)).squareRoot()
        let partScale = 1 / Float(max(partCount, 1)).squareRoot()
        // In order of their numbers: a dictionary's own order changes from run to run, and sums with it.
        for (feature, count) in words.sorted(by: { $0.key < $1.key }) {
            entries.append(Entry(feature: feature, value: count * wordScale))
        }
        for (feature, count) in parts.sorted(by: { $0.key < $1.key }) {
            entries.append(Entry(feature: feature, value: count * partScale))
        }
        for entry in entries { counts[Int(entry.feature)] += 1 }
        return entries
    }

    private mutating func number(_ key: UInt64, _ name: @autoclosure () -> String) -> Int32 {
        if let known = numbers[key] { return known }
        let number = Int32(names.count)
        numbers[key] = number
        names.append(name())
        counts.append(0)
        return number
    }

    private static func text(_ key: UInt64, _ token: Token, _ source: SourceText) -> String {
        if let mark = WeightTable.marks.first(where: { $0.key == key }) { return String(mark.text) }
        var text = ""
        var end = Int(token.end)
        if source.scalars[end - 1] == 0x2E { end -= 1 }
        if token.possessive, WordKey(source.string(Int(token.start), end)).value != key { end -= 2 }
        for position in Int(token.start)..<end {
            if let scalar = Unicode.Scalar(CharacterTraits.folded(source.scalars[position])) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func partName(_ start: Int, _ count: Int, _ token: Token, _ source: SourceText) -> String {
        var text = "part "
        var last = Int(token.end)
        if source.scalars[last - 1] == 0x2E { last -= 1 }
        if token.possessive, source.scalars[last - 1] | 0x20 == 0x73 { last -= 2 }
        for position in start..<start + count {
            let inside = position >= Int(token.start) && position < last
            let scalar = inside ? CharacterTraits.folded(source.scalars[position]) : 0x7E
            if let scalar = Unicode.Scalar(scalar) { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}
