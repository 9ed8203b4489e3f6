/// Reads what a cue attributes: the clause, phrase or quotation after it or before its source.
struct ContentReader {
    let lexicon: Lexicon
    let tokens: [Token]
    let quotes: QuoteMap
    let budget: ReadingBudget

    // MARK: After the verb

    /// What follows the verb, if the verb takes it.
    func after(_ group: CueGroup, _ reader: PhraseReader) -> [Range<Int>]? {
        let frames = group.entry.frames
        let end = end(reader.range)
        var start = group.tokens.upperBound
        guard start < end else { return nil }
        let next = tokens[start]
        switch next.kind {
        case .openQuote:
            return frames.isDisjoint(with: [.quote, .noun, .bare]) ? nil : [quoteOrClause(from: start, frames, reader)]
        case .colon:
            return frames.contains(.quote) && start + 1 < end ? [quoteOrClause(from: start + 1, frames, reader)] : nil
        case .comma:
            // X said, "…"; X said, after a pause, "…"
            return frames.contains(.quote) ? circumstantial(from: start, onlyQuote: true, group, reader) : nil
        default: break
        }
        if group.tokens.upperBound > group.verb + 1 { return [start..<phraseEnd(from: start, reader)] }
        if frames.contains(.hearer), let past = hearerEnd(from: start, reader) {
            start =
                past < end && tokens[past].has([.weekday, .relativeTime, .preposition, .demonstrative])
                    && !tokens[past].isWord(.that) && !tokens[past].isWord(.to)
                ? circumstanceEnd(from: past, end, reader) : past
            guard start < end, tokens[start].kind != .comma,
                !tokens[start].has([.preposition, .weekday, .conjunction]) || tokens[start].isWord(.to)
                    || tokens[start].has(.determiner)
            else { return nil }
            // "urged residents to leave": what is urged is that they leave.
            if frames.contains(.object), tokens[start].isWord(.to) {
                return [group.tokens.upperBound..<clauseEnd(from: start, reader)]
            }
            return [quoteOrClause(from: start, frames, reader)]
        }
        if next.isWord(.that) {
            return frames.isDisjoint(with: [.that, .bare]) ? nil : [start..<clauseEnd(from: start, reader)]
        }
        if next.isWord(.to) { return frames.contains(.to) ? [start..<clauseEnd(from: start, reader)] : nil }
        if next.has(.question) || next.isWord(.whether) || next.isWord(.`if`) {
            return frames.isDisjoint(with: [.whether, .noun, .that]) ? nil : [start..<clauseEnd(from: start, reader)]
        }
        if let content = circumstantial(from: start, onlyQuote: false, group, reader) { return content }
        let counts =
            next.has(.adverb) && start + 1 < end
            && (tokens[start + 1].kind == .number || tokens[start + 1].has(.numberWord))
        if next.has([.preposition, .weekday, .conjunction]), !next.has(.determiner), !reader.isName(start), !counts {
            return nil
        }
        // "released last week", "signed on Friday": no object.
        if next.has(.relativeTime) || next.has(.demonstrative) && start + 1 < end && tokens[start + 1].has(.timeNoun) {
            return nil
        }
        if next.has(.subordinator), !next.has(.determiner) { return nil }
        guard next.kind == .word || next.kind == .number || next.kind == .currency || next.kind == .openSingle else {
            return nil
        }
        if frames.contains(.bare), isClause(from: start, end, reader) {
            return [start..<clauseEnd(from: start, reader)]
        }
        if frames.contains(.noun) || (frames.contains(.ing) && reader.endsInING(start)) {
            return [start..<phraseEnd(from: start, reader, takesAs: frames.contains(.as))]
        }
        return frames.contains(.bare) ? [start..<clauseEnd(from: start, reader)] : nil
    }

    /// Whether a verb follows before the sentence parts: "said the plan failed" against "said a few words".
    func isClause(from start: Int, _ end: Int, _ reader: PhraseReader) -> Bool {
        for index in start..<min(end, start + 16) {
            budget.charge()
            if tokens[index].kind == .comma || tokens[index].has([.relative]) { return index == start }
            if tokens[index].shape == .lower,
                tokens[index].has([.auxiliary, .modal]) || (index > start && reader.isVerb(index))
            {
                return true
            }
        }
        return false
    }

    /// A quoted title ("State of the Union"): a few words, all important ones capitalized, after a preposition.
    func isTitle(_ open: Int) -> Bool {
        guard let quote = quotes.quote(at: open), quote.close - quote.open <= 8, open > 0 else { return false }
        let before = tokens[open - 1]
        guard before.has(.preposition) || before.possessive || before.shape == .capitalized || before.shape == .upper
        else {
            return false
        }
        budget.charge(quote.close - quote.open)
        return tokens[quote.open...quote.close].allSatisfy {
            $0.key == 0 || $0.shape != .lower || $0.has([.preposition, .determiner, .conjunction])
        }
    }

    /// Past the person who is told or urged; nil where none stands there.
    private func hearerEnd(from start: Int, _ reader: PhraseReader) -> Int? {
        let range = reader.range
        let first = tokens[start]
        guard first.kind == .word, !first.isWord(.that), !first.has(.question) || first.has(.determiner),
            !first.isWord(.to),
            !first.has(.preposition)
        else { return nil }
        var end = reader.coreEnd(from: start, limit: range.upperBound)
        guard end > start else { return nil }
        // "told ABC's This Week on Sunday that": circumstances up to "that", a quotation, "to".
        for index in end..<max(end, min(range.upperBound, end + 16)) {
            budget.charge()
            let token = tokens[index]
            if token.isWord(.that) || token.isWord(.to) { return index }
            if token.kind == .openQuote, !isTitle(index) { return index }
            if token.kind == .colon { return min(index + 1, range.upperBound) }
            if quotes.isQuoted(index) { continue }
            if reader.isVerb(index) || token.isTerminator
                || (token.kind == .comma && index + 1 < range.upperBound && tokens[index + 1].kind != .openQuote
                    && index > end + 6)
            {
                break
            }
        }
        while end < range.upperBound, tokens[end].has([.weekday, .relativeTime]) {
            end += 1
            budget.charge()
        }
        return end
    }

    /// A quotation from its opening mark to its closing one, and what goes on after it; or a clause.
    func quoteOrClause(from start: Int, _ frames: CueVerb.Frames, _ reader: PhraseReader) -> Range<Int> {
        guard start < reader.range.upperBound, tokens[start].kind == .openQuote, let quote = quotes.quote(at: start)
        else {
            return start..<clauseEnd(from: start, reader)
        }
        if quote.close + 1 >= reader.range.upperBound { return start..<quote.close + 1 }
        // A short quoted phrase opens a clause that goes on in plain words.
        let next = tokens[quote.close + 1]
        if next.kind == .word, next.shape == .lower,
            !next.has([.conjunction, .cue, .subordinator]) || next.has(.preposition),
            tokens[quote.close - 1].kind != .comma, !tokens[quote.close - 1].isTerminator
        {
            let end =
                frames.contains(.quote)
                ? clauseEnd(from: quote.close + 1, reader) : phraseEnd(from: quote.close + 1, reader)
            return start..<max(end, quote.close + 1)
        }
        return start..<quote.close + 1
    }

    // MARK: Before the source

    /// What stands before the subject: a quotation, or the sentence up to the comma; and what goes on after the verb.
    func before(_ subject: Int, _ group: CueGroup, _ reader: PhraseReader) -> [Range<Int>]? {
        let range = reader.range
        guard subject > range.lowerBound else { return nil }
        let last = subject - 1
        var content: [Range<Int>]
        if let quote = quotes.quote(at: last), quote.close == last {
            guard !isTitle(quote.open) else { return nil }
            // A mixed sentence begins in plain words; a direct one with the quotation, which may have begun earlier.
            content = [min(quote.open, range.lowerBound)..<last + 1]
            if quote.open < range.lowerBound { content = [quote.open..<last + 1] }
        } else if tokens[last].kind == .comma || tokens[last].kind == .dash {
            guard last > range.lowerBound, !group.isParticiple else { return nil }
            content = [range.lowerBound..<last]
            // "The park, which, Tompkins said, is full": only the relative clause.
            if tokens[last - 1].has(.relative), last - 2 > range.lowerBound, tokens[last - 2].kind == .comma {
                content = [last - 1..<last]
            }
        } else {
            return nil
        }
        let end = end(range)
        let after = max(group.tokens.upperBound, group.verb + 1)
        // "…," X said. "…": what follows in quotation marks goes on.
        if let next = (after..<max(after, min(end, after + 25))).first(where: {
            budget.charge()
            return tokens[$0].kind == .openQuote && !isTitle($0)
        }),
            let quote = quotes.quote(at: next), !hasCue(after..<next)
        {
            content.append(next..<quote.close + 1)
        } else if after + 2 < end, tokens[after].kind == .comma, group.verb >= subject,
            !tokens[after + 1].has([.cue, .preposition]),
            !(tokens[after + 1].has(.negation) && reader.endsInING(min(after + 3, end - 1))),
            !reader.endsInING(after + 1) || hasFinite(after + 2, end)
        {
            content.append(after + 1..<end)
        }
        return content
    }

    /// Whether an auxiliary follows before the clause parts: "taxing it would be harder" is a clause, "taxing it" is none.
    private func hasFinite(_ start: Int, _ end: Int) -> Bool {
        for index in start..<max(start, min(end, start + 10)) {
            budget.charge()
            if tokens[index].kind == .comma { return false }
            if tokens[index].has([.auxiliary, .modal]) { return true }
        }
        return false
    }

    private func hasCue(_ range: Range<Int>) -> Bool {
        budget.charge(range.count)
        return range.contains { speaks($0, [.past, .third, .ing]) }
    }

    /// How the words of the content are rendered.
    func quotation(_ content: [Range<Int>]) -> Claimant.Quotation {
        var quoted = 0
        var plain = 0
        for range in content {
            let words = quotes.words(in: range)
            quoted += words.quoted
            plain += words.all - words.quoted
        }
        return quoted == 0 ? .indirect : plain == 0 ? .direct : .mixed
    }
}
