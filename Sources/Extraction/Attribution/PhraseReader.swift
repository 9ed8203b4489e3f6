/// Reads noun phrases and clauses of one sentence by the words that delimit them.
///
/// There is no grammar behind it: closed classes (articles, prepositions, auxiliaries, pronouns), capitals and a list of
/// common verbs say where a phrase must stop.
struct PhraseReader {
    let source: SourceText
    let tokens: [Token]
    let lexicon: Lexicon
    /// The tokens of the sentence.
    let range: Range<Int>

    // MARK: Words

    func isWord(_ index: Int) -> Bool { tokens[index].kind == .word || tokens[index].kind == .number }

    /// Whether a word can be part of a noun phrase's core.
    func isNominal(_ index: Int) -> Bool {
        let token = tokens[index]
        switch token.kind {
        case .number, .currency, .percent: return true
        case .word: break
        default: return false
        }
        if isName(index) { return true }
        return !token.has([.auxiliary, .preposition, .conjunction, .subordinator, .personalPronoun, .relative, .modal])
            && !isVerb(index)
    }

    /// A capitalized word that is not capitalized only for opening the sentence.
    func isName(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, token.shape != .lower, token.shape != .none else { return false }
        if index == range.lowerBound || tokens[index - 1].kind == .openQuote || tokens[index - 1].kind == .bullet {
            return !token.has([.sentenceStarter, .stop, .subordinator, .preposition, .adverb])
        }
        return !token.has([.personalPronoun])
    }

    /// A word that is most likely a finite verb where it stands.
    func isVerb(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, token.shape == .lower else { return false }
        if token.has([.auxiliary, .modal]) { return true }
        guard index > range.lowerBound else { return false }
        let before = tokens[index - 1]
        // After an article or an adjective-like word it modifies a noun ("the indicted leader").
        let modifies =
            before.has([.determiner, .possessive]) && !before.has([.personalPronoun, .relative])
            || (before.has(.preposition) && !before.has(.adverb)) || before.possessive
        if token.has([.verb, .eventVerb]) || endsInED(index) {
            if modifies { return false }
            // "newly elected officials", "the internationally recognized government"
            if endsInLY(index - 1), index + 1 < range.upperBound,
                tokens[index + 1].has(.personNoun) || opensPhrase(index - 2)
            {
                return false
            }
            return true
        }
        return false
    }

    private func opensPhrase(_ index: Int) -> Bool {
        index >= range.lowerBound && tokens[index].has([.determiner, .possessive, .preposition])
    }

    func endsInED(_ index: Int) -> Bool { tokens[index].count > 4 && endsIn(index, 0x65, 0x64) }
    func endsInING(_ index: Int) -> Bool {
        tokens[index].count > 5 && endsIn(index, 0x6E, 0x67) && source.scalars[Int(tokens[index].end) - 3] == 0x69
    }
    func endsInLY(_ index: Int) -> Bool { tokens[index].count > 4 && endsIn(index, 0x6C, 0x79) }

    private func endsIn(_ index: Int, _ first: UInt32, _ second: UInt32) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, token.count >= 2 else { return false }
        return source.scalars[Int(token.end) - 2] == first && source.scalars[Int(token.end) - 1] == second
    }

    // MARK: Phrases that end somewhere

    /// The subject that ends where a verb group begins; nil where there is none.
    func subject(before end: Int, from start: Int) -> Range<Int>? {
        var end = end
        // "A spokesman Monday denied": the day belongs to the verb.
        while end - 1 > start, tokens[end - 1].has(.weekday), isNominal(end - 2), !tokens[end - 2].has(.preposition) {
            end -= 1
        }
        guard end > start else { return nil }
        let last = end - 1
        if tokens[last].kind == .comma || tokens[last].kind == .dash {
            return subjectWithApposition(closing: last, from: start)
        }
        if tokens[last].kind == .word, tokens[last].has(.personalPronoun), tokens[last].has(.subjectPronoun) {
            return last..<end
        }
        if tokens[last].isWord("who") || tokens[last].isWord("which") || tokens[last].isWord("that") {
            return last..<end
        }
        return nominal(before: end, from: start)
    }

    /// "Aaron Zelin, who wrote a study," and "a spokesman, John Roe,": the phrase with what stands between its commas.
    private func subjectWithApposition(closing: Int, from start: Int) -> Range<Int>? {
        let kind = tokens[closing].kind
        var index = closing - 1
        let floor = max(start, closing - 45)
        while index > floor {
            defer { index -= 1 }
            guard tokens[index].kind == kind else { continue }
            let next = tokens[index + 1]
            let opensApposition =
                next.has([.relative, .determiner, .possessive, .title, .personNoun]) || next.kind == .number
                || next.isWord("one") || next.isWord("former") || next.isWord("himself") || next.isWord("herself")
                || isName(index + 1) || next.isWord("speaking") || next.isWord("now")
            guard opensApposition, let head = nominal(before: index, from: start) else { continue }
            return head.lowerBound..<closing + 1
        }
        return nil
    }

    /// The noun phrase that ends before a token, with its prepositional and relative parts.
    func nominal(before end: Int, from floor: Int) -> Range<Int>? {
        var start: Int?
        var index = end - 1
        // Whether the core so far already has its article, so that nothing but a linked phrase can go before it.
        var isComplete = false
        scan: while index >= max(floor, end - 40) {
            let token = tokens[index]
            if token.kind == .closeBracket {
                guard let open = opening(of: index, floor) else { break }
                start = open
                index = open - 1
                continue
            }
            if token.kind == .closeQuote || token.kind == .openQuote {
                // A short quoted title inside the phrase.
                break
            }
            guard isWord(index) || token.kind == .currency || token.kind == .percent else { break }
            if token.has(.preposition), token.shape == .lower || !isName(index) {
                guard index > floor, links(token), start != nil,
                    isNominal(index - 1) || tokens[index - 1].kind == .closeBracket
                        || reducedHead(index - 1, floor, end) != nil
                else { break }
                isComplete = false
                index -= 1
                continue
            }
            if token.isWord("and") || token.isWord("or") || (token.kind == .symbol) {
                guard index > floor, isNominal(index - 1), let first = start, isCoordinate(index - 1, first) else {
                    break
                }
                isComplete = false
                index -= 1
                continue
            }
            if isVerb(index) {
                if let head = relativeHead(verb: index, floor) {
                    start = head
                    break
                }
                // "officials briefed on the matter", "the government now based in the east"
                if let head = reducedHead(index, floor, end), start != nil {
                    isComplete = false
                    index = head
                    continue
                }
                break
            }
            if token.has([.determiner, .possessive]), !token.has(.personalPronoun) || token.has(.possessive),
                !isName(index)
            {
                start = index
                isComplete = true
                index -= 1
                // "half of all the": what links is seen on the next round.
                continue
            }
            guard isNominal(index), !isComplete || token.possessive else { break scan }
            isComplete = false
            start = index
            index -= 1
        }
        guard var first = start else { return nil }
        first = skippingTime(first, end)
        return first < end ? first..<end : nil
    }

    /// The noun that a participle with a preposition after it describes; nil where it is a verb of its own.
    private func reducedHead(_ verb: Int, _ floor: Int, _ end: Int) -> Int? {
        guard !tokens[verb].has(.auxiliary), verb + 1 < end, tokens[verb + 1].has(.preposition) else { return nil }
        var head = verb - 1
        while head > floor, tokens[head].has(.adverb), !tokens[head].has(.personNoun) { head -= 1 }
        guard head >= floor, isNominal(head), tokens[head].has([.personNoun, .organizationNoun]) else { return nil }
        return head
    }

    /// Past "last week", "Monday" and adverbs that open a phrase but do not belong to it.
    private func skippingTime(_ start: Int, _ end: Int) -> Int {
        var first = start
        while first + 1 < end {
            let token = tokens[first]
            let isTime = token.has([.weekday, .relativeTime]) || (token.has(.timeNoun) && first > start)
            let isAdverb = (token.has(.adverb) && !token.has(.determiner)) || endsInLY(first)
            guard isTime || (isAdverb && !isName(first)) else { break }
            first += 1
        }
        return first
    }

    /// "the man who ran the camp": where the phrase begins whose relative clause has this verb.
    private func relativeHead(verb: Int, _ floor: Int) -> Int? {
        var index = verb - 1
        while index > max(floor, verb - 6) {
            if tokens[index].isWord("who") || tokens[index].isWord("that") || tokens[index].isWord("which")
                || tokens[index].isWord("whose")
            {
                return isNominal(index - 1) ? nominal(before: index, from: floor)?.lowerBound : nil
            }
            guard isWord(index), !isVerb(index) || tokens[index].has(.auxiliary) else { return nil }
            index -= 1
        }
        return nil
    }

    private func links(_ token: Token) -> Bool {
        !token.has(.subordinator) && !token.isWord("than") && !token.isWord("until") && !token.isWord("like")
    }

    /// Whether two things can be joined by "and" to one subject: two names, or two plain nouns.
    private func isCoordinate(_ first: Int, _ second: Int) -> Bool {
        isName(first) == isName(second) || tokens[second].has([.determiner, .personNoun, .possessive])
    }

    private func opening(of close: Int, _ floor: Int) -> Int? {
        var index = close - 1
        while index >= max(floor, close - 20) {
            if tokens[index].kind == .openBracket { return index }
            index -= 1
        }
        return nil
    }

    // MARK: Phrases that begin somewhere

    /// The end of the noun phrase that begins at a token, without what only might belong to it.
    func coreEnd(from start: Int, limit: Int) -> Int {
        var index = start
        if index < limit, tokens[index].has(.personalPronoun) { return index + 1 }
        while index < limit, tokens[index].has([.determiner, .possessive, .numberWord]), !isName(index) { index += 1 }
        let isNameRun = index < limit && isName(index)
        while index < limit,
            isNominal(index)
                || (tokens[index].isWord("and") && index > start && index + 1 < limit && isNominal(index + 1))
        {
            // A run of names ends where plain words begin, and the other way round after a title.
            if isNameRun, !isName(index), index > start, !tokens[index].isWord("and"),
                !tokens[index].has([.personNoun, .title, .organizationNoun])
            {
                break
            }
            if index > start, tokens[index].has(.determiner), !isName(index) { break }
            index += 1
        }
        return index
    }
}
