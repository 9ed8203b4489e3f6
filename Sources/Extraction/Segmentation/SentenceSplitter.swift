/// Finds where the sentences of a block end.
///
/// One pass over the block's tokens. A mark of the end is judged by the word before it (an abbreviation, an initial,
/// a list number), by what closes after it, and by how the next word is written.
struct SentenceSplitter {
    let source: SourceText
    let lexicon: Lexicon
    let budget: ReadingBudget

    /// What a sentence holds so far, carried along from mark to mark: each of a million marks in a row that looked back to the
    /// sentence's beginning would read half of them.
    private struct SoFar {
        private(set) var start: Int
        /// Whether it has words, numbers or links.
        private(set) var says = false
        private(set) var hasVerb = false
        private var end: Int

        init(from start: Int) {
            self.start = start
            end = start
        }

        mutating func read(_ tokens: [Token], upTo mark: Int) {
            while end < mark {
                let token = tokens[end]
                says = says || token.key != 0 || token.kind == .link
                hasVerb = hasVerb || token.has([.auxiliary, .verb, .eventVerb])
                end += 1
            }
        }
    }

    /// The sentences of the tokens `range`, as ranges of tokens.
    ///
    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    func split(_ tokens: [Token], _ range: Range<Int>) throws(ReadingInterruption) -> [Range<Int>] {
        guard !range.isEmpty else { return [] }
        // Lists and the line of the place look at each token once, and so does the way from mark to mark.
        budget.charge(4 * range.count)
        let items = InlineList.starts(tokens, range, source)
        var sentences: [Range<Int>] = []
        var start = range.lowerBound
        var soFar = SoFar(from: start)
        var index = range.lowerBound
        var item = 0
        if let end = PlaceLine.end(tokens, range) {
            sentences.append(start..<end)
            start = end
            index = end
        }
        while index < range.upperBound {
            budget.charge()
            try budget.check()
            if item < items.count, items[item] == index {
                if index > start { sentences.append(start..<index) }
                start = index
                item += 1
                // The period of "1." is part of the marker.
                index = InlineList.afterMarker(tokens, index, range.upperBound)
                continue
            }
            guard tokens[index].isTerminator else {
                if opensCredit(tokens, index, start) {
                    sentences.append(start..<index)
                    start = index
                }
                index += 1
                continue
            }
            let mark = Mark(tokens, at: index, in: range)
            budget.charge(mark.end - mark.first)
            if soFar.start != start { soFar = SoFar(from: start) }
            soFar.read(tokens, upTo: mark.first)
            if mark.next < range.upperBound, ends(tokens, mark, soFar) {
                sentences.append(start..<mark.end)
                start = mark.end
            }
            index = max(mark.end, index + 1)
        }
        guard start < range.upperBound else { return sentences }
        // A stray closing mark after the last sentence belongs to it, and so does the name that signs it.
        let rest = start..<range.upperBound
        let isStray = !tokens[rest].contains { $0.key != 0 || $0.kind == .link }
        if isStray || isSignature(tokens, rest), let last = sentences.popLast() { start = last.lowerBound }
        sentences.append(start..<range.upperBound)
        return sentences
    }

    /// "We were never told. Jane Doe": a bare name at the end of a paragraph is no sentence; it says whose words stand
    /// before it.
    private func isSignature(_ tokens: [Token], _ range: Range<Int>) -> Bool {
        guard (2...4).contains(range.count), range.lowerBound > 0, tokens[range.lowerBound - 1].isTerminator else {
            return false
        }
        return tokens[range].allSatisfy {
            $0.kind == .word && $0.shape == .capitalized && $0.count > 1
                && !$0.has([.stop, .sentenceStarter, .weekday, .month, .credit])
        }
    }

    /// "A crowd in the square Image: Jane Doe": a picture's credit follows its caption without a stop.
    private func opensCredit(_ tokens: [Token], _ index: Int, _ start: Int) -> Bool {
        guard tokens[index].has(.credit), tokens[index].shape == .capitalized, index + 2 < tokens.count,
            tokens[index + 1].kind == .colon, !tokens[index + 1].spaced, tokens[index + 2].shape != .lower,
            index > start
        else { return false }
        let before = tokens[index - 1]
        return before.kind == .word || before.kind == .closeBracket || before.kind == .closeQuote
    }

    /// Whether a sentence ends at the mark; something follows it.
    private func ends(_ tokens: [Token], _ mark: Mark, _ soFar: SoFar) -> Bool {
        let first = tokens[mark.next]
        // "…" with nothing said yet opens what follows: "[...] Officers responded".
        guard soFar.says else { return false }
        switch first.kind {
        case .comma, .semicolon, .colon, .percent: return false
        default: break
        }
        guard let word = mark.opening(tokens) else { return true }
        let next = tokens[word]
        // "end.Next": a missing blank, not an address or a version.
        if !first.spaced {
            // Full stops of scripts that write no blanks.
            if source.scalars[Int(tokens[mark.first].start)] > 0x2FFF { return true }
            return mark.kind != .ellipsis && next.shape == .capitalized && next.count > 1
                && mark.follows(tokens, .lower)
        }
        switch mark.kind {
        case .question, .exclamation:
            return startsSentence(next) && !isSpeechTag(tokens, mark, word)
        case .ellipsis:
            guard next.shape != .lower, mark.dots != 3 || !mark.isSpacedOut, first.kind != .openBracket else {
                return false
            }
            return mark.dots > 3 || mark.hasCloser || (next.has(.sentenceStarter) && next.count > 1)
        default:
            return periodEnds(tokens, mark, soFar, word, next)
        }
    }

    private func periodEnds(_ tokens: [Token], _ mark: Mark, _ soFar: SoFar, _ word: Int, _ next: Token) -> Bool {
        guard mark.first > soFar.start else { return false }
        let last = tokens[mark.first - 1]
        // A marker that opens the sentence: "1. The first item", "B. The second".
        if mark.first - 1 == soFar.start, !mark.hasCloser, last.kind == .number, last.count <= 3 { return false }
        if next.shape == .lower, next.kind != .number {
            return mark.isAfterLongWord(tokens) && !mark.hasCloser && !next.has(.conjunction) && !next.has(.cue)
        }
        if tokens[mark.first].spaced || mark.hasCloser { return startsSentence(next) }
        // "N°. 12"
        if last.kind == .symbol, next.kind == .number { return false }
        if last.kind == .word || last.kind == .number {
            if isInitial(last) { return isSentenceStart(tokens, word) && next.count > 1 }
            if let kinds = lexicon.abbreviation(last.key), !kinds.contains(.capitalized) || last.shape != .lower {
                return abbreviationEnds(tokens, mark, soFar, last, next, kinds)
            }
            budget.charge(last.count)
            if isDotted(last) { return isSentenceStart(tokens, word) }
        }
        return startsSentence(next)
    }

    private func abbreviationEnds(
        _ tokens: [Token],
        _ mark: Mark,
        _ soFar: SoFar,
        _ last: Token,
        _ next: Token,
        _ kinds: Set<Lexicon.Abbreviation>
    ) -> Bool {
        if kinds.contains(.beforeNumber), next.kind == .number { return false }
        if kinds.contains(.title), last.shape != .lower || !kinds.contains(.inside) {
            // "p", "no" and the like are ordinary words too.
            return kinds.contains(.beforeNumber) && last.shape == .lower && startsSentence(next)
        }
        if !kinds.isDisjoint(with: [.inside, .capitalized]) {
            guard let word = mark.opening(tokens) else { return true }
            if isSentenceStart(tokens, word) { return true }
            // A quotation opens a sentence; a bracket goes on with it ("at 8:30 p.m. (0030 UTC)").
            if mark.next != word { return tokens[mark.next].kind != .openBracket }
            // "He left the bank at 6 P.M. Mr. Smith …" against "At 5 a.m. Mr. Smith …": is there a sentence yet?
            let isHour = last.key == WordKey("a.m").value || last.key == WordKey("p.m").value
            return isHour && next.shape != .lower && next.kind == .word && soFar.hasVerb
        }
        // "No." and "p." before anything but a number.
        return startsSentence(next)
    }

    private func startsSentence(_ next: Token) -> Bool {
        next.kind == .number || next.shape != .lower || next.kind != .word
    }

    /// A capitalized word that often opens a sentence and seldom goes on a name.
    private func isSentenceStart(_ tokens: [Token], _ index: Int) -> Bool {
        let next = tokens[index]
        return next.shape != .lower && next.has(.sentenceStarter)
    }

    /// "Really?" Smith asked: a name and a verb of speaking after a closed quotation go on with the sentence.
    private func isSpeechTag(_ tokens: [Token], _ mark: Mark, _ word: Int) -> Bool {
        guard mark.closesQuote, mark.next == word, tokens[word].kind == .word, !tokens[word].has(.sentenceStarter)
        else {
            return false
        }
        for index in word..<min(word + 4, tokens.count) {
            guard tokens[index].kind == .word else { return false }
            if index > word, let verb = lexicon.cue(tokens[index].key), verb.frames.contains(.quote),
                tokens[index].shape == .lower, !verb.forms.isDisjoint(with: [.past, .third])
            {
                return true
            }
        }
        return false
    }

    private func isInitial(_ token: Token) -> Bool { token.count == 1 && token.shape == .upper }

    /// "U.S", "J.K", "e.g": letters with periods between them.
    private func isDotted(_ token: Token) -> Bool {
        var position = Int(token.start) + 1
        guard token.count >= 3, token.kind == .word else { return false }
        while position < Int(token.end) {
            if source.scalars[position] != 0x2E { return false }
            position += 2
        }
        return true
    }
}
