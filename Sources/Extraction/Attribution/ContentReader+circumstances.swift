/// Circumstances between a verb and what it attributes: "said on Monday the …", "said in a statement, …".
extension ContentReader {
    /// "said in a statement that …", "said on Monday the …", "told reporters Tuesday, “…”".
    func circumstantial(from start: Int, onlyQuote: Bool, _ group: CueGroup, _ reader: PhraseReader) -> [Range<
        Int
    >]? {
        let frames = group.entry.frames
        let end = end(reader.range)
        let first = tokens[start]
        guard !frames.isDisjoint(with: [.quote, .that, .bare]),
            first.has([.preposition, .weekday, .adverb, .relativeTime]) || first.kind == .comma
        else { return nil }
        for index in start..<min(end, start + 18) {
            budget.charge()
            let token = tokens[index]
            if token.kind == .openQuote {
                if isTitle(index) { continue }
                return [quoteOrClause(from: index, frames, reader)]
            }
            if quotes.isQuoted(index) { continue }
            if onlyQuote, token.kind == .comma, index > start, reader.isVerb(index - 1) { break }
            if !onlyQuote, token.isWord(.that), index > start { return [index..<clauseEnd(from: index, reader)] }
            if token.kind == .colon, index + 1 < end { return [quoteOrClause(from: index + 1, frames, reader)] }
            if index > start, reader.isVerb(index), !reader.endsInED(index) { break }
        }
        if frames.contains(.bare), let past = interruptionEnd(from: start, end, reader) {
            return [past..<clauseEnd(from: past, reader)]
        }
        let past = circumstanceEnd(from: start, end, reader)
        if !onlyQuote, past > start, past < end, frames.contains(.bare), tokens[past].kind != .comma,
            !tokens[past].has([.preposition, .subordinator, .conjunction]) || tokens[past].has(.determiner),
            isClause(from: past, end, reader) || tokens[past].has(.determiner) || reader.isName(past)
        {
            return [past..<clauseEnd(from: past, reader)]
        }
        return nil
    }

    /// "said in a statement, the plan was …", "claimed, as of Friday, it had …": past the comma that closes what stands
    /// between a verb and its clause.
    private func interruptionEnd(from start: Int, _ end: Int, _ reader: PhraseReader) -> Int? {
        let first = tokens[start].kind == .comma ? start + 1 : start
        guard first + 2 < end,
            tokens[first].has([.preposition, .weekday, .relativeTime]) || tokens[first].isWord(.`as`)
                || reader.endsInING(first)
        else { return nil }
        for index in first + 1..<min(end - 2, first + 12) {
            budget.charge()
            let token = tokens[index]
            if token.kind == .comma {
                let next = tokens[index + 1]
                let opens =
                    next.has([.determiner, .possessive, .numberWord]) || reader.isName(index + 1)
                    || next.has(.personalPronoun) || next.has(.subjectPronoun) || next.isWord(.there)
                    || next.kind == .number
                return opens && isClause(from: index + 1, end, reader) ? index + 1 : nil
            }
            guard token.kind == .word || token.kind == .number, !token.has([.auxiliary, .modal]), !token.isWord(.that)
            else { return nil }
        }
        return nil
    }

    /// Past "on Monday", "last week in Ohio", "after the meeting": circumstances between a verb and what was said.
    func circumstanceEnd(from start: Int, _ end: Int, _ reader: PhraseReader) -> Int {
        var index = start
        while index < end, index < start + 16 {
            budget.charge()
            let token = tokens[index]
            if token.has(.demonstrative), index + 1 < end,
                tokens[index + 1].has(.timeNoun) || tokens[index + 1].has(.weekday)
            {
                index += 2
            } else if token.has([.weekday, .relativeTime, .timeNoun])
                || token.has(.adverb) && !token.has([.preposition, .determiner])
            {
                index += 1
            } else if token.has(.preposition), index + 1 < end {
                // "about 20 people" counts; it is no circumstance.
                if tokens[index + 1].kind == .number || tokens[index + 1].has(.numberWord), token.has(.adverb) {
                    return index
                }
                let past = reader.coreEnd(from: index + 1, limit: end)
                guard past > index + 1 else { return index }
                index = past
            } else {
                return index
            }
        }
        return index
    }
}
