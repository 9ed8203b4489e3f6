/// Tells numbers that only mark something (an hour, a year, a pier) from those that count or measure.
struct NumberMark {
    let source: SourceText
    let tokens: [Token]

    private static let halves: Set<UInt64> = Set(["a.m", "p.m", "a.m.", "p.m.", "am", "pm"].map { WordKey($0).value })

    /// Past the number and what belongs to it, where it counts nothing; nil where it is a figure.
    func end(of index: Int, in range: Range<Int>) -> Int? {
        guard tokens[index].kind == .number else { return nil }
        return clock(index, range) ?? (isYear(index, range) || isLabel(index, range) ? index + 1 : nil)
    }

    /// "2 a.m.", "9:40", "9:40 p.m.", "3 o'clock".
    private func clock(_ index: Int, _ range: Range<Int>) -> Int? {
        var end = index + 1
        var isTime = false
        if end + 1 < range.upperBound, tokens[end].kind == .colon, !tokens[end].spaced, !tokens[end + 1].spaced,
            tokens[end + 1].kind == .number, tokens[end + 1].count == 2
        {
            end += 2
            isTime = true
        }
        if end < range.upperBound, isHalf(tokens[end]) {
            end += 1
            isTime = true
        }
        return isTime && tokens[index].count <= 2 ? end : nil
    }

    private func isHalf(_ token: Token) -> Bool {
        Self.halves.contains(token.key) || token.isWord("o'clock") || token.isWord("o’clock")
    }

    /// "in the summer of 2001", "2021, 2022 and 2023": four digits without a comma that no noun follows.
    private func isYear(_ index: Int, _ range: Range<Int>) -> Bool {
        guard tokens[index].count == 4, let value = Figures.value(tokens[index], source),
            (1_500...2_100).contains(value),
            index == range.lowerBound || tokens[index - 1].kind != .currency
        else { return false }
        return !countsNext(index, range)
    }

    /// "Pier 9", "Flight 370", "page 214".
    private func isLabel(_ index: Int, _ range: Range<Int>) -> Bool {
        guard index > range.lowerBound else { return false }
        let before = tokens[index - 1]
        guard before.kind == .word, !before.possessive else { return false }
        if before.has(.numbered) { return !isMeasured(index, range) }
        // "In Weir 11 people", "Last year 40 …": a name only where the number could not count what follows.
        let isName =
            before.shape != .lower && before.shape != .none && index - 1 > range.lowerBound
            && !before.has([.weekday, .month, .stop, .verb, .sentenceStarter, .personalPronoun])
        return isName && !countsNext(index, range) && !isScore(index, range)
    }

    /// "Weir 3 – 0"
    private func isScore(_ index: Int, _ range: Range<Int>) -> Bool {
        index + 2 < range.upperBound && tokens[index + 1].kind == .dash && tokens[index + 2].kind == .number
    }

    /// Whether a sign or a unit of measure follows.
    private func isMeasured(_ index: Int, _ range: Range<Int>) -> Bool {
        guard index + 1 < range.upperBound else { return false }
        let next = tokens[index + 1]
        return next.kind == .percent || next.kind == .currency || next.has([.unit, .magnitude, .numberWord])
    }

    /// Whether a number is followed by what it could count: a measure or a plain word.
    private func countsNext(_ index: Int, _ range: Range<Int>) -> Bool {
        guard index + 1 < range.upperBound else { return false }
        if isMeasured(index, range) { return true }
        let next = tokens[index + 1]
        guard next.kind == .word, next.shape == .lower else { return false }
        if next.has([.personNoun, .timeNoun, .organizationNoun, .documentNoun]) { return true }
        return !next.has([
            .preposition, .conjunction, .auxiliary, .verb, .eventVerb, .cue, .determiner, .possessive, .adverb,
            .subordinator, .relative, .negation, .personalPronoun,
        ])
    }
}
