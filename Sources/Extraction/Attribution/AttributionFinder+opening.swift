/// Sentences that open with what their subject says, and verbs that only lend themselves to a noun.
extension AttributionFinder {
    /// "Citing safety, the airline grounded …", "After saying that …, she left": the subject comes after the comma.
    func opening(_ unit: Int, _ group: CueGroup, _ reader: PhraseReader) -> Found? {
        let range = reader.range
        let first = range.lowerBound
        guard
            group.tokens.lowerBound == first
                || group.tokens.lowerBound == first + 1 && tokens[first].has([.preposition, .subordinator, .adverb])
        else { return nil }
        let end = content.end(range)
        var comma = group.tokens.upperBound
        while comma < end {
            budget.charge()
            let isClosed = comma + 1 < end && tokens[comma + 1].kind == .closeQuote
            if tokens[comma].kind == .comma, isClosed || !quotes.isQuoted(comma) { break }
            comma += 1
        }
        guard comma + 1 < end, comma > group.tokens.upperBound else { return nil }
        var start = comma + 1
        if tokens[start].kind == .closeQuote { start += 1 }
        guard start < end, let content = content.after(group, reader.cut(at: comma)), let last = content.last,
            !last.isEmpty
        else { return nil }
        let subjectEnd = reader.phraseEnd(from: start, limit: end)
        guard subjectEnd > start else { return nil }
        let quoted = quotes.isQuoted(comma) ? [content[0].lowerBound..<start] : content
        return made(unit, start..<subjectEnd, group.tokens, quoted)
    }

    /// "expressed concern that …", "raised questions about …", "made the claim that …": the noun says what is done.
    func light(_ group: CueGroup, _ reader: PhraseReader) -> (cue: Range<Int>, content: Range<Int>)? {
        guard group.entry.frames.contains(.light) else { return nil }
        let end = content.end(reader.range)
        var index = group.tokens.upperBound
        let limit = min(end, index + 6)
        while index < limit, tokens[index].kind == .word, tokens[index].shape == .lower,
            !tokens[index].possessive,
            !tokens[index].has([.preposition, .subordinator, .conjunction, .auxiliary])
        {
            budget.charge()
            // "issued a statement saying": what it says is the content.
            if index + 1 < limit, tokens[index].has([.documentNoun, .cueNoun]), tokens[index + 1].has(.cue),
                let verb = lexicon.cue(tokens[index + 1].key), verb.forms == .ing, verb.frames.contains(.quote)
            {
                let inner = CueGroup(reader, at: index + 1, entry: verb)
                if let inner, let content = content.after(inner, reader)?.first, !content.isEmpty {
                    return (group.tokens.lowerBound..<index + 2, content)
                }
            }
            if tokens[index].has(.cueNoun), let noun = lexicon.cueNoun(tokens[index].key),
                let complement = complement(of: noun, after: index, reader)
            {
                return (group.tokens.lowerBound..<complement.cueEnd, complement.content)
            }
            index += 1
        }
        return nil
    }

    /// What a noun or adjective that attributes takes: a that-clause, an infinitive, or a preposition and a phrase.
    func complement(of word: CueVerb, after index: Int, _ reader: PhraseReader)
        -> (cueEnd: Int, content: Range<Int>)?
    {
        let end = content.end(reader.range)
        let next = index + 1
        guard next + 1 < end, tokens[next].kind == .word else { return nil }
        if tokens[next].isWord(.that) {
            guard word.frames.contains(.that) else { return nil }
            return (next, next..<content.clauseEnd(from: next, reader))
        }
        if tokens[next].isWord(.to), word.frames.contains(.to), !tokens[next + 1].has(.determiner) {
            return (next, next..<content.clauseEnd(from: next, reader))
        }
        if tokens[next].has(.question) || tokens[next].isWord(.whether) {
            guard word.frames.contains(.whether) else { return nil }
            return (next, next..<content.clauseEnd(from: next, reader))
        }
        let opensClause =
            tokens[next].has(.personalPronoun) && tokens[next].has(.subjectPronoun)
            || (tokens[next].has(.determiner) || reader.isName(next)) && content.isClause(from: next, end, reader)
        if word.frames.contains(.bare), opensClause {
            return (next, next..<content.clauseEnd(from: next, reader))
        }
        guard word.prepositions.contains(where: { tokens[next].isWord($0) }) else { return nil }
        return (next + 1, next + 1..<content.phraseEnd(from: next + 1, reader))
    }
}
