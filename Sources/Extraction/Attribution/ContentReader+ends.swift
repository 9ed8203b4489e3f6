/// Where contents end.
extension ContentReader {
    /// The end of the sentence without its full stop, unless a quotation closes after it.
    func end(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, tokens[end - 1].isTerminator, !quotes.isQuoted(end - 1) {
            end -= 1
            budget.charge()
        }
        return end
    }

    /// Where a clause ends: at the end of the sentence, or before words that attribute anew.
    func clauseEnd(from start: Int, _ reader: PhraseReader) -> Int {
        let end = end(reader.range)
        var index = start + 1
        while index + 1 < end {
            defer { index += 1 }
            budget.charge()
            if quotes.isQuoted(index), tokens[index].kind != .comma || tokens[index + 1].kind != .closeQuote {
                continue
            }
            let next = index + 1
            switch tokens[index].kind {
            case .semicolon: return index
            case .comma where leaves(at: next, end, reader): return index
            case .dash where tokens[index].spaced && leaves(at: next, end, reader): return index
            case .word:
                guard index > start + 1, tokens[index].has(.conjunction) || Self.contrasts.contains(tokens[index].key)
                else { break }
                let verb = tokens[next].has(.adverb) || reader.endsInLY(next) ? min(next + 1, end - 1) : next
                if speaks(verb, [.past, .third]), !tokens[verb].has(.personNoun) { return index }
                if opensSpeech(next, end, reader) { return index }
            default: break
            }
        }
        // A quotation inside the clause may run on over the sentence's end.
        if end == reader.range.upperBound, let quote = quotes.quote(at: end - 1), quote.close >= end, quote.open > start
        {
            return quote.close + 1
        }
        return max(end, start)
    }

    /// Whether what follows a comma or dash is the article's again: a contrast, an act of the speaker, another speaker.
    private func leaves(at next: Int, _ end: Int, _ reader: PhraseReader) -> Bool {
        let token = tokens[next]
        if token.isWord(.according) || speaks(next, [.ing, .past]) { return true }
        if Self.contrasts.contains(token.key) { return true }
        if token.has(.conjunction), next + 1 < end {
            // ", and said", ", and she added"
            if speaks(next + 1, [.past, .third]) || opensSpeech(next + 1, end, reader) { return true }
        }
        if opensSpeech(next, end, reader) { return true }
        // ", urging", ", looping the streets": the subject of the sentence goes on.
        return reader.endsInING(next) && !token.has([.preposition, .determiner]) && token.shape == .lower
            && !(next + 1 < end && tokens[next + 1].has(.auxiliary))
    }

    /// "she noted", "Mr. Roe and his wife say": a short subject and a verb of saying.
    private func opensSpeech(_ start: Int, _ end: Int, _ reader: PhraseReader) -> Bool {
        var index = start
        let limit = min(end, start + 12)
        while index < limit, tokens[index].kind == .word || tokens[index].kind == .period {
            budget.charge()
            if index > start, speaks(index, [.past, .third]) { return true }
            if reader.isVerb(index), !tokens[index].has(.auxiliary) { return false }
            index += 1
        }
        return false
    }

    /// Words that turn from what was said to what the article has against it.
    private static let contrasts: Set<UInt64> = Set(["but", "although", "though", "even"].map { WordKey($0).value })

    /// Where a noun phrase with all that hangs on it ends: also at a comma and before a new clause.
    func phraseEnd(from start: Int, _ reader: PhraseReader, takesAs: Bool = false) -> Int {
        let limit = clauseEnd(from: start, reader)
        var index = start + 1
        while index < limit {
            defer { index += 1 }
            budget.charge()
            if quotes.isQuoted(index) { continue }
            let token = tokens[index]
            switch token.kind {
            case .comma: if !goesOn(afterComma: index, limit, reader) { return index }
            case .dash where token.spaced: return index
            case .word:
                if token.has(.conjunction), index + 1 < limit, tokens[index + 1].shape == .lower,
                    reader.isVerb(index + 1) || tokens[index + 1].has([.auxiliary])
                        || tokens[index + 1].has(.personalPronoun) && !tokens[index + 1].has(.possessive)
                {
                    return index
                }
                if token.shape == .lower, Self.breaks.contains(token.key),
                    !(token.isWord(.`as`) && names(index, limit, takesAs))
                {
                    return index
                }
            default: break
            }
        }
        return max(limit, start)
    }

    /// "hailed the deal as a breakthrough" against "hailed the deal as talks went on".
    private func names(_ index: Int, _ limit: Int, _ takesAs: Bool) -> Bool {
        guard index + 1 < limit else { return false }
        if takesAs { return true }
        let next = tokens[index + 1]
        return next.kind == .openQuote || next.isWord(.a) || next.isWord(.an)
    }

    /// "sanctions, tariffs and bans": a list goes on after the comma.
    private func goesOn(afterComma index: Int, _ limit: Int, _ reader: PhraseReader) -> Bool {
        budget.charge(8)
        if index + 2 < limit, Self.examples.contains(tokens[index + 1].key) { return true }
        guard index + 2 < limit,
            let conjunction = tokens[(index + 1)..<min(limit, index + 8)].firstIndex(where: { $0.has(.conjunction) }),
            conjunction > index + 1, conjunction + 1 < limit,
            !tokens[(index + 1)..<conjunction].contains(where: { $0.has([.auxiliary, .personalPronoun, .relative]) })
        else { return false }
        return !reader.isVerb(conjunction + 1)
            && !tokens[conjunction + 1].has([.auxiliary, .personalPronoun, .determiner])
    }

    private static let examples: Set<UInt64> = Set(
        ["including", "especially", "particularly", "such", "from", "like"].map { WordKey($0).value }
    )

    private static let breaks: Set<UInt64> = Set(
        ["while", "when", "because", "although", "though", "if", "since", "unless", "whereas", "until", "as"].map {
            WordKey($0).value
        }
    )

    /// Whether a verb of saying stands there, in one of these forms.
    func speaks(_ index: Int, _ forms: CueVerb.Forms) -> Bool {
        guard tokens[index].has(.cue), tokens[index].shape == .lower, let entry = lexicon.cue(tokens[index].key) else {
            return false
        }
        return entry.frames.contains(.quote) && !entry.forms.isDisjoint(with: forms)
    }
}
