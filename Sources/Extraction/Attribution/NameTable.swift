/// The names of an article by their last word, so that "Warren" leads to "Col. Steve Warren".
struct NameTable: Sendable {
    private var fullestByLast: [UInt64: Range<Int>] = [:]

    init(_ tokens: [Token], _ units: [Unit]) {
        for unit in units where unit.role != .boilerplate {
            var start: Int?
            for index in unit.tokens.lowerBound...unit.tokens.upperBound {
                if index < unit.tokens.upperBound, Self.isPart(tokens, index, start, unit.tokens) {
                    if start == nil { start = index }
                    continue
                }
                if let first = start { add(first..<index, tokens) }
                start = nil
            }
        }
    }

    /// The longest name of the article that ends in this word, of two words or more.
    func fullest(_ last: UInt64) -> Range<Int>? { fullestByLast[last] }

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
