/// Finds who is said to have said what, sentence by sentence.
struct AttributionFinder {
    let source: SourceText
    let lexicon: Lexicon
    let tokens: [Token]
    let quotes: QuoteMap
    let units: [Unit]
    let content: ContentReader

    /// Longer sentences are no prose; the bound keeps hostile text linear.
    private static let longestSentence = 400

    /// An attribution in tokens.
    struct Found {
        var unit: Int
        var source: Range<Int>?
        var cue: Range<Int>
        var content: [Range<Int>]
        var quotation: Claimant.Quotation
        /// Whether the words report a statement, and not only a wish, an effort or a judgement of something.
        var isSpeech = true
    }

    init(reading: Reading, lexicon: Lexicon) {
        source = reading.source
        self.lexicon = lexicon
        tokens = reading.tokens
        quotes = reading.quotes
        units = reading.units
        content = ContentReader(lexicon: lexicon, tokens: tokens, quotes: quotes)
    }

    /// The attributions of the text, by sentence and then by cue.
    func find() -> [Found] {
        var found: [Found] = []
        for (index, unit) in units.enumerated() where unit.role == .body || unit.role == .dek || unit.role == .caption {
            let first = found.count
            find(in: index, unit, &found)
            continueQuotation(&found, from: first, in: index)
        }
        return found
    }

    private func find(in unitIndex: Int, _ unit: Unit, _ found: inout [Found]) {
        let range = unit.tokens.lowerBound..<min(unit.tokens.upperBound, unit.tokens.lowerBound + Self.longestSentence)
        let reader = PhraseReader(source: source, tokens: tokens, lexicon: lexicon, range: range)
        if let one = dialogue(unitIndex, reader) { found.append(one) }
        var index = range.lowerBound
        var lastSubject: Range<Int>?
        while index < range.upperBound {
            defer { index += 1 }
            if tokens[index].isWord("according"), index + 1 < range.upperBound, tokens[index + 1].isWord("to") {
                if let one = accordingTo(unitIndex, index, reader) { found.append(one) }
                index += 1
                continue
            }
            if let one = asReported(unitIndex, index, reader) {
                found.append(one)
                continue
            }
            guard tokens[index].has(.cue), !quotes.isQuoted(index), let entry = lexicon.cue(tokens[index].key),
                let group = CueGroup(reader, at: index, entry: entry), !group.isPassive
            else { continue }
            if var one = attribution(unitIndex, group, reader, lastSubject) {
                let particle = group.tokens.upperBound > group.verb + 1
                let takesSpeech = !entry.frames.isDisjoint(with: [.quote, .that])
                one.isSpeech = one.quotation != .indirect && entry.frames.contains(.quote) || takesSpeech && !particle
                if let source = one.source, !group.isParticiple { lastSubject = source }
                found.append(one)
            }
        }
    }

    private func made(_ unit: Int, _ source: Range<Int>?, _ cue: Range<Int>, _ content: [Range<Int>]) -> Found {
        Found(unit: unit, source: source, cue: cue, content: content, quotation: self.content.quotation(content))
    }

    // MARK: Verbs

    private func attribution(
        _ unit: Int,
        _ group: CueGroup,
        _ reader: PhraseReader,
        _ lastSubject: Range<Int>?
    ) -> Found? {
        let range = reader.range
        let frames = group.entry.frames
        // "…," said Brian Baker, an adviser …
        if frames.contains(.quote), !group.isParticiple, let one = inverted(unit, group, reader) { return one }
        guard let subject = subject(of: group, reader, lastSubject) else { return nil }
        // "a group called the …": the participle of a naming verb describes the noun.
        if frames.isDisjoint(with: [.that, .bare]), group.entry.forms.contains(.participle), group.tokens.count == 1,
            tokens[subject.lowerBound].isWord("a") || tokens[subject.lowerBound].isWord("an")
        {
            return nil
        }
        // "…," X said as she left: what closed before the subject is the content, whatever follows.
        if frames.contains(.quote), !group.isParticiple, subject.lowerBound > range.lowerBound,
            quotes.quote(at: subject.lowerBound - 1)?.close == subject.lowerBound - 1, !takesClause(group, range),
            let found = content.before(subject.lowerBound, group, reader)
        {
            return made(unit, subject, group.tokens, found)
        }
        if let found = content.after(group, reader), found.allSatisfy({ !$0.isEmpty }) {
            return made(unit, subject, group.tokens, found)
        }
        guard !frames.isDisjoint(with: [.quote, .bare]), !group.isParticiple,
            let found = content.before(subject.lowerBound, group, reader)
        else { return nil }
        return made(unit, subject, group.tokens, found)
    }

    private func subject(of group: CueGroup, _ reader: PhraseReader, _ lastSubject: Range<Int>?) -> Range<Int>? {
        let start = reader.range.lowerBound
        let before = group.tokens.lowerBound
        guard before > start else { return nil }
        let previous = tokens[before - 1]
        if group.isParticiple {
            if previous.kind == .comma || previous.has(.conjunction) {
                return lastSubject ?? firstSubject(reader, before)
            }
            return reader.isNominal(before - 1) ? reader.nominal(before: before, from: start) : nil
        }
        if let subject = reader.subject(before: before, from: clauseStart(before, reader.range)) { return subject }
        // "X praised the deal and said …": the subject of the verb before.
        if previous.has(.conjunction) || previous.kind == .comma { return lastSubject ?? firstSubject(reader, before) }
        return nil
    }

    /// Whether a clause or quotation follows the verb at once, so that what stands before it is another's.
    private func takesClause(_ group: CueGroup, _ range: Range<Int>) -> Bool {
        let next = group.tokens.upperBound
        guard next < range.upperBound else { return false }
        return tokens[next].isWord("that") || tokens[next].kind == .openQuote
    }

    /// The verb before its subject, after the content: "…," said X.
    private func inverted(_ unit: Int, _ group: CueGroup, _ reader: PhraseReader) -> Found? {
        let range = reader.range
        let before = group.tokens.lowerBound
        guard before > range.lowerBound, group.tokens.count == 1, group.verb + 1 < range.upperBound,
            !group.entry.forms.isDisjoint(with: [.past, .third])
        else { return nil }
        let previous = tokens[before - 1]
        switch previous.kind {
        case .comma, .closeQuote, .closeSingle, .question, .exclamation: break
        default: return nil
        }
        let next = group.verb + 1
        guard
            reader.isName(next) || tokens[next].has([.determiner, .possessive, .title, .personNoun])
                || tokens[next].kind == .number,
            !tokens[next].has(.demonstrative)
        else { return nil }
        // "The mayor, who left early, said the plan …": the comma closes an apposition.
        if previous.kind == .comma, !quotes.isQuoted(before - 1), !quotes.isQuoted(before - 2),
            let subject = reader.subject(before: before, from: clauseStart(before, range)),
            subject.lowerBound == range.lowerBound
        {
            return nil
        }
        guard let found = content.before(before, group, reader) else { return nil }
        return made(unit, next..<invertedSourceEnd(from: next, reader), group.tokens, found)
    }

    private func invertedSourceEnd(from start: Int, _ reader: PhraseReader) -> Int {
        let end = sourceEnd(from: start, reader, isOpening: false)
        // "said Baker on Monday", "said Baker in an interview": the source ends before the circumstance.
        let core = reader.coreEnd(from: start, limit: end)
        return core < end && isCircumstance(core, end) ? core : end
    }

    private func isCircumstance(_ index: Int, _ end: Int) -> Bool {
        guard index + 1 < end, tokens[index].has(.preposition) else { return tokens[index].has(.weekday) }
        if tokens[index + 1].has([.weekday, .month]) { return true }
        guard !tokens[index].isWord("of") else { return false }
        return tokens[(index + 1)..<min(index + 4, end)].contains { $0.has(.documentNoun) }
    }

    /// Where the clause that holds a verb begins at the earliest: after a quotation or a stop.
    private func clauseStart(_ verb: Int, _ range: Range<Int>) -> Int {
        var index = verb - 1
        while index >= range.lowerBound {
            switch tokens[index].kind {
            case .closeQuote, .openQuote, .semicolon, .colon: return index + 1
            default: index -= 1
            }
        }
        return range.lowerBound
    }

    /// The first noun phrase of the sentence: the subject that a form in -ing after a comma most likely has.
    private func firstSubject(_ reader: PhraseReader, _ before: Int) -> Range<Int>? {
        for index in reader.range.lowerBound..<before where reader.isVerb(index) {
            return reader.subject(before: index, from: reader.range.lowerBound)
        }
        return nil
    }

    // MARK: Without a verb

    private func accordingTo(_ unit: Int, _ index: Int, _ reader: PhraseReader) -> Found? {
        let range = reader.range
        let start = index + 2
        guard start < range.upperBound else { return nil }
        let opens = index == range.lowerBound || tokens[index - 1].kind == .openQuote
        // "Last week, according to local media, a leader swore …": nothing is said yet before it.
        let isEarly = index - range.lowerBound <= 5 && !(range.lowerBound..<index).contains { reader.isVerb($0) }
        let past = sourceEnd(from: start, reader, isOpening: opens || isEarly)
        guard past > start else { return nil }
        let end = content.end(range)
        let rest = past < end && tokens[past].kind == .comma ? past + 1 : past
        if opens { return rest < end ? made(unit, start..<past, index..<index + 2, [rest..<end]) : nil }
        var stop = index
        if tokens[stop - 1].kind == .comma || tokens[stop - 1].kind == .dash { stop -= 1 }
        guard stop > range.lowerBound else { return nil }
        let interrupts = isEarly && past < end && tokens[past].kind == .comma && rest < end
        return made(
            unit,
            start..<past,
            index..<index + 2,
            interrupts ? [range.lowerBound..<stop, rest..<end] : [range.lowerBound..<stop]
        )
    }

    /// "…, as first reported by the agency": a participle of speaking with its agent.
    private func asReported(_ unit: Int, _ index: Int, _ reader: PhraseReader) -> Found? {
        let range = reader.range
        guard index > range.lowerBound + 2, index + 2 < range.upperBound, tokens[index + 1].isWord("by"),
            tokens[index].has(.cue),
            let entry = lexicon.cue(tokens[index].key), entry.frames.contains(.quote), entry.forms.contains(.participle)
        else { return nil }
        var start = index
        while start > range.lowerBound + 1, tokens[start - 1].has(.adverb) { start -= 1 }
        guard start > range.lowerBound + 1, tokens[start - 1].isWord("as") else { return nil }
        let end = reader.coreEnd(from: index + 2, limit: content.end(range))
        var stop = start - 1
        if tokens[stop - 1].kind == .comma { stop -= 1 }
        guard end > index + 2, stop > range.lowerBound else { return nil }
        return made(unit, index + 2..<end, start..<index + 2, [range.lowerBound..<stop])
    }

    /// Where a source that begins at `start` ends: at the comma that opens the content, or with its own apposition.
    private func sourceEnd(from start: Int, _ reader: PhraseReader, isOpening: Bool) -> Int {
        let end = content.end(reader.range)
        var index = start
        while index < end {
            let token = tokens[index]
            switch token.kind {
            case .comma:
                // An apposition runs to the end of the sentence; anything else is a new clause.
                guard !isOpening, index + 1 < end else { return index }
                let next = tokens[index + 1]
                guard
                    next.has([.relative, .title, .determiner, .personNoun]) || next.kind == .number
                        || next.isWord("former")
                else { return index }
            case .openQuote, .semicolon, .colon, .dash: return index
            default:
                guard index > start else { break }
                if token.has(.subordinator), !token.has([.preposition, .relative]), !token.isWord("as") {
                    return index
                }
            }
            index += 1
        }
        return index
    }

    /// "“…” — Jane Doe" and "Jane Doe: “…”", as interviews and pull quotes have it.
    private func dialogue(_ unit: Int, _ reader: PhraseReader) -> Found? {
        let range = reader.range
        guard range.count > 4 else { return nil }
        let end = content.end(range)
        if tokens[range.lowerBound].kind == .openQuote, let quote = quotes.quote(at: range.lowerBound),
            quote.close + 2 < end,
            tokens[quote.close + 1].kind == .dash, reader.isName(quote.close + 2), end - quote.close < 14
        {
            let name = quote.close + 2
            let stop = (name..<end).first { tokens[$0].kind == .comma } ?? end
            return made(unit, name..<stop, quote.close + 1..<quote.close + 2, [quote.open..<quote.close + 1])
        }
        guard
            let colon = (range.lowerBound..<min(range.lowerBound + 6, end)).first(where: { tokens[$0].kind == .colon }),
            colon + 1 < end, tokens[colon + 1].kind == .openQuote, let quote = quotes.quote(at: colon + 1),
            colon > range.lowerBound,
            tokens[range.lowerBound..<colon].allSatisfy({ $0.kind == .word && $0.shape != .lower }),
            !tokens[colon - 1].has([.cue, .sentenceStarter])
        else { return nil }
        return made(unit, range.lowerBound..<colon, colon..<colon + 1, [quote.open..<quote.close + 1])
    }

    // MARK: Quotations that run on

    /// "…," X said. "…": the sentences after it that are nothing but a quotation go on with the same speech.
    private func continueQuotation(_ found: inout [Found], from first: Int, in unit: Int) {
        guard
            let index = found[first...].lastIndex(where: {
                $0.quotation != .indirect && ($0.content.last.map { quotes.isQuoted($0.upperBound - 1) } ?? false)
            })
        else { return }
        var next = unit + 1
        // The content may itself reach into sentences that follow.
        let reached = found[index].content.last?.upperBound ?? 0
        while next < units.count, units[next].tokens.upperBound <= reached { next += 1 }
        var carried = quotes.quote(at: reached - 1)?.continues == true
        while next < units.count {
            let start = units[next].tokens.lowerBound
            guard let quote = quotes.quote(at: start), quote.open == start,
                units[next].block == units[unit].block || (carried && quote.isContinuation)
            else { return }
            var last = next
            while last + 1 < units.count, units[last].tokens.upperBound <= quote.close { last += 1 }
            // Something follows in plain words: that sentence has a tag of its own.
            guard quote.close + 1 >= content.end(units[last].tokens) else { return }
            found[index].content.append(quote.open..<quote.close + 1)
            carried = quote.continues
            next = last + 1
        }
    }
}
