/// Noun phrases that end somewhere: subjects before their verbs.
extension PhraseReader {
    /// The subject that ends where a verb group begins; nil where there is none.
    func subject(before end: Int, from start: Int) -> Range<Int>? {
        var end = end
        // "A spokesman Monday denied": the day belongs to the verb.
        while end - 1 > start,
            tokens[end - 1].has(.weekday) || tokens[end - 1].has(.relativeTime) && !tokens[end - 1].has(.adverb),
            isNominal(end - 2) || tokens[end - 2].has(.determiner), !tokens[end - 2].has(.preposition)
        {
            end -= 1
            budget.charge()
        }
        // "Roe also", "the port later"
        while end - 1 > start, tokens[end - 1].has(.adverb), !tokens[end - 1].has([.determiner, .preposition]),
            tokens[end - 1].shape == .lower, isNominal(end - 2)
        {
            end -= 1
            budget.charge()
        }
        // "The senators all denied": the quantifier is no noun.
        if end - 1 > start,
            tokens[end - 1].isWord(.all) || tokens[end - 1].isWord(.both) || tokens[end - 1].isWord(.each),
            isNominal(end - 2) || tokens[end - 2].kind == .closeBracket || tokens[end - 2].has(.personalPronoun)
        {
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
        if tokens[last].shape != .upper,
            tokens[last].isWord(.who) || tokens[last].isWord(.which) || tokens[last].isWord(.that)
        {
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
            budget.charge()
            guard tokens[index].kind == kind else { continue }
            let next = tokens[index + 1]
            let opensApposition =
                next.has([.relative, .determiner, .possessive, .title, .personNoun]) || next.kind == .number
                || next.isWord(.one) || next.isWord(.former) || next.isWord(.himself) || next.isWord(.herself)
                || isName(index + 1) || next.isWord(.now)
            // "Roe, speaking in Ohio, said", "Roe, in a speech, said": a circumstance, not a part of the name.
            let isCircumstance =
                next.has([.preposition, .adverb, .subordinator]) && !next.has(.relative) || endsInING(index + 1)
                || endsInED(index + 1)
            let isBare = next.kind == .word && next.shape == .lower && !next.has([.conjunction, .auxiliary])
            guard opensApposition || isCircumstance || isBare, let head = nominal(before: index, from: start) else {
                continue
            }
            if isCircumstance, !opensApposition {
                // Only where the commas enclose the whole way from the subject to the verb.
                guard isName(index - 1) || tokens[index - 1].has([.personNoun, .organizationNoun]) else { continue }
                return head
            }
            return extended(head, from: start).lowerBound..<closing + 1
        }
        return nil
    }

    /// "Roe, a diver, a father of three, said": back over appositions that open with an article.
    private func extended(_ head: Range<Int>, from start: Int) -> Range<Int> {
        var head = head
        for _ in 0..<3 {
            guard head.lowerBound - 1 > start, tokens[head.lowerBound - 1].kind == .comma,
                tokens[head.lowerBound].has(.determiner), tokens[head.lowerBound].shape == .lower,
                let before = nominal(before: head.lowerBound - 1, from: start), isName(before.upperBound - 1)
            else { return head }
            head = before.lowerBound..<head.upperBound
        }
        return head
    }

    /// The noun phrase that ends before a token, with its prepositional and relative parts.
    func nominal(before end: Int, from floor: Int) -> Range<Int>? {
        var start: Int?
        var index = end - 1
        // Whether the core so far already has its article, so that nothing but a linked phrase can go before it.
        var isComplete = false
        scan: while index >= max(floor, end - 40) {
            budget.charge()
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
                guard index > floor, links(token),
                    isNominal(index - 1) || tokens[index - 1].kind == .closeBracket || endsInED(index - 1),
                    start != nil
                else { break }
                isComplete = false
                index -= 1
                continue
            }
            if token.isWord(.and) || token.isWord(.or) || (token.kind == .symbol) {
                guard index > floor, isNominal(index - 1), let first = start, isCoordinate(index - 1, first) else {
                    break
                }
                isComplete = false
                index -= 1
                continue
            }
            // "people who live near the harbour": whatever follows "who" is a verb.
            let isRelative = index > floor && tokens[index - 1].isWord(.who) && token.shape == .lower
            if isVerb(index) || isRelative && start != nil {
                if let head = relativeHead(verb: index, floor) {
                    start = head
                    break
                }
                // "officials briefed on the matter"
                if index > floor, !token.has(.auxiliary), index + 1 < end, tokens[index + 1].has(.preposition),
                    isNominal(index - 1), !isName(index - 1), endsInED(index), start != nil
                {
                    isComplete = false
                    index -= 1
                    continue
                }
                break
            }
            // "those close to him": a pronoun that hangs on a preposition.
            if start == nil, index > floor, token.has(.personalPronoun), !token.has(.subjectPronoun),
                tokens[index - 1].has(.preposition)
            {
                start = index
                index -= 1
                continue
            }
            if token.has([.determiner, .possessive]), !token.has(.personalPronoun) || token.has(.possessive),
                !isName(index)
            {
                // "what critics call", "the day that the court ruled": a clause begins, not a phrase.
                if opensClause(index, start) { break scan }
                start = index
                isComplete = true
                index -= 1
                // "half of all the": what links is seen on the next round.
                continue
            }
            guard isNominal(index), !isComplete || token.possessive else { break scan }
            // "in a radio interview Roe said", "the third time Roe said"
            if let first = start, first == index + 1, isName(first), token.shape == .lower,
                token.has([.timeNoun, .documentNoun, .magnitude])
            {
                break scan
            }
            isComplete = false
            start = index
            index -= 1
        }
        guard var first = start else { return nil }
        first = skippingTime(first, end)
        return first < end ? first..<end : nil
    }

    /// "which", "what", and "that" before a name, an article or a plural: they open a clause.
    private func opensClause(_ index: Int, _ next: Int?) -> Bool {
        let token = tokens[index]
        if token.isWord(.which) || token.isWord(.what) || token.isWord(.whose) { return true }
        guard token.isWord(.that), let next else { return false }
        return isName(next) || tokens[next].has([.determiner, .possessive]) || endsInS(next)
    }

    func endsInS(_ index: Int) -> Bool {
        tokens[index].kind == .word && source.scalars[Int(tokens[index].end) - 1] == 0x73
    }

    /// Past "last week", "Monday" and adverbs that open a phrase but do not belong to it.
    private func skippingTime(_ start: Int, _ end: Int) -> Int {
        var first = start
        while first + 1 < end {
            let token = tokens[first]
            budget.charge()
            let isTime = token.has([.weekday, .relativeTime]) || (token.has(.timeNoun) && first > start)
            let isAdverb = (token.has(.adverb) && !token.has(.determiner)) || endsInLY(first)
            guard isTime || (isAdverb && !isName(first)) else { break }
            // "nearly two thirds", "not everyone"
            if isAdverb, tokens[first + 1].kind == .number || tokens[first + 1].has([.numberWord, .subjectPronoun]) {
                break
            }
            first += 1
        }
        return first
    }

    /// "the man who ran the camp": where the phrase begins whose relative clause has this verb.
    private func relativeHead(verb: Int, _ floor: Int) -> Int? {
        var index = verb - 1
        while index > max(floor, verb - 6) {
            budget.charge()
            if tokens[index].isWord(.who) || tokens[index].isWord(.that) || tokens[index].isWord(.which)
                || tokens[index].isWord(.whose)
            {
                return isNominal(index - 1) ? nominal(before: index, from: floor)?.lowerBound : nil
            }
            guard isWord(index), !isVerb(index) || tokens[index].has(.auxiliary) else { return nil }
            index -= 1
        }
        return nil
    }

    func links(_ token: Token) -> Bool {
        !token.has(.subordinator) && !token.isWord(.than) && !token.isWord(.until) && !token.isWord(.like)
    }

    /// Whether two things can be joined by "and" to one subject: two names, or two plain nouns.
    private func isCoordinate(_ first: Int, _ second: Int) -> Bool {
        isName(first) == isName(second) || tokens[second].has([.determiner, .personNoun, .possessive])
    }

    private func opening(of close: Int, _ floor: Int) -> Int? {
        var index = close - 1
        while index >= max(floor, close - 20) {
            budget.charge()
            if tokens[index].kind == .openBracket { return index }
            index -= 1
        }
        return nil
    }
}
