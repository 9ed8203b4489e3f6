/// The names of an article by their last word, so that "Warren" leads to "Col. Steve Warren".
struct NameTable: Sendable {
    private var fullestByLast: [UInt64: Range<Int>] = [:]
    private let reading: Reading

    init(_ reading: Reading) {
        self.reading = reading
        let tokens = reading.tokens
        for unit in reading.units where unit.role != .boilerplate {
            var start: Int?
            for index in unit.tokens.lowerBound...unit.tokens.upperBound {
                if index < unit.tokens.upperBound, Self.isPart(tokens, index, start, unit.tokens) {
                    if start == nil { start = index }
                    continue
                }
                if let first = start {
                    add(first..<index, tokens)
                    addAcronym(first..<index, unit.tokens)
                }
                start = nil
            }
        }
    }

    /// The longest name of the article that ends in this word, of two words or more.
    func fullest(_ last: UInt64) -> Range<Int>? { fullestByLast[last] }

    /// Whether a word ends a name of several words, as family names do.
    func isPersonal(_ last: UInt64) -> Bool { fullestByLast[last] != nil }

    /// A word without its vowels and doubled letters: spellings of one foreign name ("Belmokhtar", "Belmoktar") agree in it.
    func skeleton(_ index: Int) -> UInt64 {
        let token = reading.tokens[index]
        var hash = WordKey.seed ^ 0x5E1E
        var count = 0
        var last: UInt32 = 0
        for position in Int(token.start)..<Int(token.end) {
            let scalar = CharacterTraits.folded(reading.source.scalars[position])
            if scalar == 0x27 { break }
            switch scalar {
            case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79, 0x68, last: continue
            default:
                hash = WordKey.mix(hash, scalar == 0x71 || scalar == 0x63 ? 0x6B : scalar)
                last = scalar
                count += 1
            }
        }
        // Short names have too few consonants to tell people apart.
        return count >= 5 ? hash : token.key
    }

    /// "the World Health Organization (WHO)": the letters in brackets stand for the name.
    private mutating func addAcronym(_ run: Range<Int>, _ unit: Range<Int>) {
        let tokens = reading.tokens
        guard run.upperBound + 2 < unit.upperBound, tokens[run.upperBound].kind == .openBracket, run.count >= 2,
            tokens[run.upperBound + 2].kind == .closeBracket, tokens[run.upperBound + 1].shape == .upper,
            tokens[run.upperBound + 1].count >= 2
        else { return }
        fullestByLast[tokens[run.upperBound + 1].key] = run
    }

    private mutating func add(_ run: Range<Int>, _ tokens: [Token]) {
        var start = run.lowerBound
        while start < run.upperBound, tokens[start].has([.determiner, .weekday, .month]) { start += 1 }
        guard run.upperBound - start >= 2, run.upperBound - start <= 6 else { return }
        let last = tokens[run.upperBound - 1].key
        if let known = fullestByLast[last], known.count >= run.upperBound - start { return }
        fullestByLast[last] = start..<run.upperBound
    }

    private static func isPart(_ tokens: [Token], _ index: Int, _ start: Int?, _ range: Range<Int>) -> Bool {
        let token = tokens[index]
        // "Nancy A. Youssef", "Col. Steve Warren": the period of an initial or title.
        if token.kind == .period, let start, index > start, !token.spaced, index + 1 < range.upperBound {
            let before = tokens[index - 1]
            return before.count <= 4 && tokens[index + 1].shape != .lower && tokens[index + 1].kind == .word
        }
        guard token.kind == .word,
            token.shape == .capitalized || token.shape == .mixed || (token.shape == .upper && token.count > 1)
                || (token.count == 1 && token.shape == .upper && start != nil)
        else { return false }
        if index > range.lowerBound, tokens[index - 1].possessive { return start == nil }
        if start == nil,
            token.has([.sentenceStarter, .adverb, .subordinator, .preposition, .personalPronoun, .organizationNoun])
        {
            return token.has(.title)
        }
        return !token.has([.personalPronoun, .weekday, .month])
    }
}
