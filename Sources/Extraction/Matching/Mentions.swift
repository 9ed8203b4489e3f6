/// The figures and names that a sentence mentions, as written.
struct Mentions {
    let source: SourceText
    let tokens: [Token]
    var budget = ReadingBudget()

    /// At most so many of a kind are kept of one sentence.
    private static let most = 16

    /// "$3.5 million", "80 percent", "more than 20" as "20"; not the hour "2 a.m.", the year "2001" and the name "Pier 9".
    func figures(in range: Range<Int>, except dates: [DateMention]) -> [String] {
        let marks = NumberMark(source: source, tokens: tokens)
        var found: [String] = []
        var index = range.lowerBound
        // Dates and tokens are both in order.
        var date = 0
        while index < range.upperBound {
            budget.charge()
            let token = tokens[index]
            let isNumber =
                token.kind == .number
                || (token.has([.numberWord, .magnitude]) && !token.has(.comparative) && token.shape == .lower)
            while date < dates.count, dates[date].range.end <= token.range.start { date += 1 }
            let isInDate = date < dates.count && dates[date].range.overlap(token.range) > 0
            guard isNumber, !isInDate, !token.isWord("percent"), !token.isWord("one") else {
                index += 1
                continue
            }
            if let end = marks.end(of: index, in: range) {
                index = end
                continue
            }
            var start = index
            if start > range.lowerBound, tokens[start - 1].kind == .currency { start -= 1 }
            var end = index + 1
            while end < range.upperBound, end < index + 4,
                tokens[end].has([.magnitude, .unit, .numberWord]) || tokens[end].kind == .percent
                    || (tokens[end].kind == .number && tokens[end - 1].has(.numberWord))
            {
                end += 1
            }
            note(source.string(Int(tokens[start].start), Int(tokens[end - 1].end)), &found)
            index = end
        }
        return found
    }

    private static let particles: Set<UInt64> = Set(
        ["al", "el", "bin", "ibn", "van", "von", "der", "den", "de", "du", "da", "dos", "ter", "abu"]
            .map { WordKey($0).value }
    )

    /// Runs of capitalized words, without the word that opens the sentence unless it is a name.
    func names(in range: Range<Int>) -> [String] {
        var found: [String] = []
        var index = range.lowerBound
        while index < range.upperBound {
            budget.charge()
            guard isName(index, range) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < range.upperBound, !tokens[end - 1].possessive, joins(end, range) {
                end += 1
                budget.charge()
            }
            // "al Qaeda", "van der Meer"
            while index > range.lowerBound, Self.particles.contains(tokens[index - 1].key),
                tokens[index - 1].shape == .lower
            {
                index -= 1
                budget.charge()
            }
            var last = Int(tokens[end - 1].end)
            if tokens[end - 1].possessive { last -= 2 }
            let words = Statement.words(source, Int(tokens[index].start), max(last, Int(tokens[index].start) + 1))
            note(words, &found)
            index = end
        }
        return found
    }

    private func note(_ words: String, _ found: inout [String]) {
        budget.charge(2 * words.utf8.count + found.count)
        if found.count < Self.most, !found.contains(words) { found.append(words) }
    }

    private func joins(_ index: Int, _ range: Range<Int>) -> Bool {
        if isName(index, range) { return true }
        // "House of Commons", "Ministry of Defence"
        return index + 1 < range.upperBound && tokens[index].isWord("of") && isName(index + 1, range)
    }

    private func isName(_ index: Int, _ range: Range<Int>) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, token.shape != .lower, token.shape != .none,
            !token.has([.weekday, .month, .personalPronoun])
        else { return false }
        let opens = index == range.lowerBound || tokens[index - 1].kind == .openQuote
        guard opens else { return !token.has([.firstPerson, .unresolved]) }
        // "Officials said": capitalized only for its place; "President Reyes" is not.
        if token.has([.personNoun, .organizationNoun, .documentNoun]), index + 1 < range.upperBound,
            tokens[index + 1].shape == .lower || tokens[index + 1].kind != .word
        {
            return false
        }
        return !token.has([
            .sentenceStarter, .stop, .adverb, .subordinator, .preposition, .determiner, .firstPerson, .unresolved,
        ])
    }
}
