/// Finds who is said to have said what, sentence by sentence.
struct AttributionFinder {
    let source: SourceText
    let lexicon: Lexicon
    let tokens: [Token]
    let quotes: QuoteMap
    let units: [Unit]

    /// Longer sentences are no prose; the bound keeps hostile text linear.
    private static let longestSentence = 400

    /// An attribution in tokens.
    struct Found {
        var unit: Int
        var source: Range<Int>?
        var cue: Range<Int>
        var content: [Range<Int>]
        var quotation: Claimant.Quotation
    }

    func find() -> [Found] {
        var found: [Found] = []
        for (index, unit) in units.enumerated() where unit.role == .body || unit.role == .dek || unit.role == .caption {
            find(in: index, unit, &found)
        }
        return found
    }

    private func find(in unitIndex: Int, _ unit: Unit, _ found: inout [Found]) {
        let range = unit.tokens.lowerBound..<min(unit.tokens.upperBound, unit.tokens.lowerBound + Self.longestSentence)
        let reader = PhraseReader(source: source, tokens: tokens, lexicon: lexicon, range: range)
        var index = range.lowerBound
        var lastSubject: Range<Int>?
        while index < range.upperBound {
            defer { index += 1 }
            if tokens[index].isWord("according"), index + 1 < range.upperBound, tokens[index + 1].isWord("to") {
                if let one = accordingTo(unitIndex, index, reader) { found.append(one) }
                index += 1
                continue
            }
            guard tokens[index].has(.cue), !quotes.isQuoted(index), let entry = lexicon.cue(tokens[index].key),
                let group = CueGroup(reader, at: index, entry: entry), !group.isPassive
            else { continue }
            if let one = attribution(unitIndex, group, reader, lastSubject) {
                if let source = one.source, !group.isParticiple { lastSubject = source }
                found.append(one)
            }
        }
    }

    // MARK: According to

    private func accordingTo(_ unit: Int, _ index: Int, _ reader: PhraseReader) -> Found? {
        let range = reader.range
        let start = index + 2
        guard start < range.upperBound else { return nil }
        let cue = index..<index + 2
        let opens = index == range.lowerBound || tokens[index - 1].kind == .openQuote
        let sourceEnd = sourceEnd(from: start, reader, isOpening: opens || index < range.lowerBound + 6)
        guard sourceEnd > start else { return nil }
        let end = contentEnd(range)
        var content: Range<Int>
        if opens {
            var begin = sourceEnd
            if begin < end, tokens[begin].kind == .comma { begin += 1 }
            content = begin..<max(begin, end)
        } else {
            var stop = index
            if tokens[stop - 1].kind == .comma || tokens[stop - 1].kind == .dash { stop -= 1 }
            content = range.lowerBound..<stop
            // "Last week, according to local media, a leader swore …"
            if stop - range.lowerBound <= 4, sourceEnd < end, tokens[sourceEnd].kind == .comma {
                return Found(
                    unit: unit,
                    source: start..<sourceEnd,
                    cue: cue,
                    content: [content, sourceEnd + 1..<end].filter { !$0.isEmpty },
                    quotation: quotation([content, sourceEnd + 1..<end])
                )
            }
        }
        guard !content.isEmpty else { return nil }
        content = trimmed(content)
        return Found(
            unit: unit,
            source: start..<sourceEnd,
            cue: cue,
            content: [content],
            quotation: quotation([content])
        )
    }

    /// Where a source that begins at `start` ends: at the comma that opens the content, or with its own apposition.
    private func sourceEnd(from start: Int, _ reader: PhraseReader, isOpening: Bool) -> Int {
        let end = contentEnd(reader.range)
        var index = start
        while index < end {
            let token = tokens[index]
            if token.kind == .comma {
                if isOpening { return index }
                // An apposition runs to the end of the sentence; anything else is a new clause.
                guard index + 1 < end else { return index }
                let next = tokens[index + 1]
                if next.has([.relative, .title]) || next.has(.determiner) || next.kind == .number
                    || next.isWord("former")
                    || next.has(.personNoun)
                {
                    index += 1
                    continue
                }
                return index
            }
            if token.kind == .openQuote || token.kind == .semicolon || token.kind == .colon || token.kind == .dash {
                return index
            }
            if index > start, token.has(.subordinator), !token.has([.preposition, .relative]), !token.isWord("as") {
                return index
            }
            if index > start, token.has(.cue), token.shape == .lower, let entry = lexicon.cue(token.key),
                entry.forms == .ing,
                tokens[index - 1].kind == .comma
            {
                return index - 1
            }
            index += 1
        }
        return index
    }

    // MARK: Verbs

    private func attribution(_ unit: Int, _ group: CueGroup, _ reader: PhraseReader, _ lastSubject: Range<Int>?)
        -> Found?
    {
        let range = reader.range
        let frames = group.entry.frames
        let before = group.tokens.lowerBound
        // "…," said Brian Baker, an adviser …
        if frames.contains(.quote), !group.isParticiple, let one = inverted(unit, group, reader) { return one }
        var subject: Range<Int>?
        if group.isParticiple {
            guard before > range.lowerBound else { return nil }
            let previous = tokens[before - 1]
            if previous.kind == .comma || previous.has(.conjunction) {
                subject = lastSubject ?? firstSubject(reader, before)
            } else if reader.isNominal(before - 1) {
                subject = reader.nominal(before: before, from: range.lowerBound)
            }
            guard subject != nil else { return nil }
        } else {
            subject = reader.subject(before: before, from: clauseStart(before, range))
            if subject == nil, before > range.lowerBound,
                tokens[before - 1].has(.conjunction) || tokens[before - 1].kind == .comma
            {
                // "X praised the deal and said …": the subject of the verb before.
                subject = lastSubject ?? firstSubject(reader, before)
            }
        }
        guard let subject else { return nil }
        if let content = content(after: group, reader) {
            return Found(
                unit: unit,
                source: subject,
                cue: group.tokens,
                content: content,
                quotation: quotation(content)
            )
        }
        guard frames.contains(.quote) || frames.contains(.bare), !group.isParticiple,
            let content = content(before: subject.lowerBound, group, reader)
        else { return nil }
        return Found(unit: unit, source: subject, cue: group.tokens, content: content, quotation: quotation(content))
    }

    /// The verb before its subject, after the content: "…," said X.
    private func inverted(_ unit: Int, _ group: CueGroup, _ reader: PhraseReader) -> Found? {
        let range = reader.range
        let before = group.tokens.lowerBound
        guard before > range.lowerBound, group.tokens.count == 1, group.verb + 1 < range.upperBound,
            !group.entry.forms.isDisjoint(with: [.past, .third])
        else { return nil }
        let previous = tokens[before - 1]
        guard
            previous.kind == .comma || previous.kind == .closeQuote || previous.kind == .closeSingle
                || previous.kind == .question || previous.kind == .exclamation
        else { return nil }
        let next = group.verb + 1
        guard
            reader.isName(next) || tokens[next].has([.determiner, .possessive, .title, .personNoun])
                || tokens[next].kind == .number,
            !tokens[next].has(.demonstrative)
        else { return nil }
        // "…, which hit the coast, said the …" has a subject before; an apposition closes with a comma, too.
        if previous.kind == .comma, !quotes.isQuoted(before - 1), !quotes.isQuoted(before - 2),
            let subject = reader.subject(before: before, from: clauseStart(before, range)),
            subject.lowerBound == range.lowerBound
        {
            return nil
        }
        guard let content = content(before: before, group, reader) else { return nil }
        let end = invertedSourceEnd(from: next, reader)
        return Found(unit: unit, source: next..<end, cue: group.tokens, content: content, quotation: quotation(content))
    }

    private func invertedSourceEnd(from start: Int, _ reader: PhraseReader) -> Int {
        let end = sourceEnd(from: start, reader, isOpening: false)
        // "said Baker on Monday", "said Baker in an interview": the source ends before the circumstance.
        let core = reader.coreEnd(from: start, limit: end)
        if core < end, tokens[core].has(.weekday) || isCircumstance(core, end) { return core }
        return end
    }

    private func isCircumstance(_ index: Int, _ end: Int) -> Bool {
        guard index + 1 < end, tokens[index].has(.preposition) else { return tokens[index].has(.weekday) }
        let next = tokens[index + 1]
        if next.has([.weekday, .month]) { return true }
        for later in (index + 1)..<min(index + 4, end) where tokens[later].has(.documentNoun) {
            return !tokens[index].isWord("of")
        }
        return false
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

    // MARK: Content

    /// What follows the verb, if the verb takes it.
    private func content(after group: CueGroup, _ reader: PhraseReader) -> [Range<Int>]? {
        let range = reader.range
        let frames = group.entry.frames
        let end = contentEnd(range)
        var start = group.tokens.upperBound
        guard start < end else { return nil }
        if tokens[start].kind == .comma || tokens[start].kind == .colon {
            // X said, "…"; X said: …
            guard frames.contains(.quote), start + 1 < end,
                tokens[start + 1].kind == .openQuote || tokens[start].kind == .colon
            else { return afterCircumstance(group, reader, end) }
            return [quoteOrClause(from: start + 1, reader)]
        }
        if tokens[start].kind == .openQuote {
            return frames.isDisjoint(with: [.quote, .noun, .bare]) ? nil : [quoteOrClause(from: start, reader)]
        }
        if group.tokens.upperBound > group.verb + 1 { return [start..<clauseEnd(from: start, reader)] }
        if frames.contains(.hearer), let afterHearer = hearerEnd(from: start, reader) {
            start = afterHearer
            guard start < end else { return nil }
            if tokens[start].kind == .comma, start + 1 < end, tokens[start + 1].kind == .openQuote { start += 1 }
            return [quoteOrClause(from: start, reader)]
        }
        let next = tokens[start]
        if next.isWord("that") || next.isWord("whether") {
            return frames.isDisjoint(with: [.that, .bare, .whether]) ? nil : [start..<clauseEnd(from: start, reader)]
        }
        if next.isWord("to") { return frames.contains(.to) ? [start..<clauseEnd(from: start, reader)] : nil }
        if next.has(.question), !next.isWord("that") {
            return frames.isDisjoint(with: [.whether, .noun, .that]) ? nil : [start..<clauseEnd(from: start, reader)]
        }
        if let content = afterCircumstance(group, reader, end) { return content }
        if next.has(.preposition), !next.has(.determiner) { return nil }
        guard !frames.isDisjoint(with: [.bare, .noun]) || (frames.contains(.ing) && reader.endsInING(start)) else {
            return nil
        }
        guard next.kind == .word || next.kind == .number || next.kind == .currency || next.kind == .openSingle else {
            return nil
        }
        return [start..<clauseEnd(from: start, reader)]
    }

    /// "said in a statement that …", "said on Monday the …", "told reporters Tuesday that …".
    private func afterCircumstance(_ group: CueGroup, _ reader: PhraseReader, _ end: Int) -> [Range<Int>]? {
        let start = group.tokens.upperBound
        guard start < end, !group.entry.frames.isDisjoint(with: [.quote, .that, .bare]) else { return nil }
        let first = tokens[start]
        guard first.has([.preposition, .weekday, .adverb, .relativeTime]) || first.kind == .comma else { return nil }
        for index in start..<min(end, start + 14) {
            let token = tokens[index]
            if token.isWord("that"), index > start { return [index..<clauseEnd(from: index, reader)] }
            if token.kind == .openQuote { return [quoteOrClause(from: index, reader)] }
            if token.kind == .colon, index + 1 < end { return [quoteOrClause(from: index + 1, reader)] }
            if index > start, reader.isVerb(index) { break }
        }
        // "said Monday the strike …": a day alone, then a clause.
        var index = start
        while index < end,
            tokens[index].has([.weekday, .relativeTime, .timeNoun]) || (tokens[index].isWord("on") && index == start)
        {
            index += 1
        }
        if index > start, index < end, tokens[index].kind == .word, !tokens[index].has(.preposition),
            group.entry.frames.contains(.bare)
        {
            return [index..<clauseEnd(from: index, reader)]
        }
        return nil
    }

    /// Past the person who is told or urged; nil where none stands there.
    private func hearerEnd(from start: Int, _ reader: PhraseReader) -> Int? {
        let range = reader.range
        let first = tokens[start]
        guard first.kind == .word, !first.isWord("that"), !first.has(.question) || first.has(.determiner),
            !first.isWord("to"),
            !first.has(.preposition)
        else { return nil }
        var end = reader.coreEnd(from: start, limit: range.upperBound)
        guard end > start else { return nil }
        // "told ABC's This Week on Sunday that": circumstances up to "that", a quotation, "to".
        for index in end..<min(range.upperBound, end + 12) {
            if tokens[index].isWord("that") || tokens[index].kind == .openQuote || tokens[index].isWord("to") {
                return index
            }
            if tokens[index].kind == .comma, index + 1 < range.upperBound, tokens[index + 1].kind == .openQuote {
                return index
            }
            if reader.isVerb(index) || tokens[index].isTerminator { break }
        }
        while end < range.upperBound, tokens[end].has([.weekday, .relativeTime]) { end += 1 }
        return end
    }

    /// A quotation from its opening mark to its closing one, and what goes on after it; or a clause.
    private func quoteOrClause(from start: Int, _ reader: PhraseReader) -> Range<Int> {
        guard start < reader.range.upperBound, tokens[start].kind == .openQuote, let quote = quotes.quote(at: start)
        else {
            return start..<clauseEnd(from: start, reader)
        }
        if quote.close + 1 >= reader.range.upperBound { return start..<quote.close + 1 }
        // A short quoted phrase opens a clause that goes on in plain words.
        let next = tokens[quote.close + 1]
        if next.kind == .word, next.shape == .lower, !next.has([.conjunction, .cue]),
            tokens[quote.close - 1].kind != .comma
        {
            return start..<clauseEnd(from: quote.close + 1, reader)
        }
        return start..<quote.close + 1
    }

    /// Where a clause ends: at the end of the sentence, or before a tag or a participle that attributes anew.
    private func clauseEnd(from start: Int, _ reader: PhraseReader) -> Int {
        let end = contentEnd(reader.range)
        var index = start + 1
        while index + 1 < end {
            if tokens[index].kind == .comma, !quotes.isQuoted(index) || tokens[index + 1].kind == .closeQuote {
                let next = index + 1
                if tokens[next].isWord("according") { return index }
                if tokens[next].has(.cue), let entry = lexicon.cue(tokens[next].key), entry.frames.contains(.quote),
                    !entry.forms.isDisjoint(with: [.ing, .past])
                {
                    return index
                }
            }
            if tokens[index].kind == .semicolon, !quotes.isQuoted(index) { return index }
            index += 1
        }
        return max(end, start)
    }

    /// What stands before the subject: a quotation, or the sentence up to the comma.
    private func content(before subject: Int, _ group: CueGroup, _ reader: PhraseReader) -> [Range<Int>]? {
        let range = reader.range
        guard subject > range.lowerBound else { return nil }
        let last = subject - 1
        var content: [Range<Int>]
        if let quote = quotes.quote(at: last), quote.close == last {
            // A mixed sentence begins in plain words; a direct one with the quotation, which may have begun earlier.
            let start =
                quote.open < range.lowerBound
                ? quote.open : quote.open == range.lowerBound ? quote.open : range.lowerBound
            content = [start..<last + 1]
        } else if tokens[last].kind == .comma || tokens[last].kind == .dash {
            guard last > range.lowerBound, !group.isParticiple else { return nil }
            content = [range.lowerBound..<last]
        } else {
            return nil
        }
        // "…," X said. "…": what follows in quotation marks goes on.
        let end = contentEnd(range)
        var after = group.tokens.upperBound
        if group.verb >= subject { after = max(after, group.verb + 1) }
        if let next = (after..<max(after, min(end, after + 25))).first(where: { tokens[$0].kind == .openQuote }),
            let quote = quotes.quote(at: next)
        {
            content.append(next..<min(quote.close, range.upperBound - 1) + 1)
        } else if after < end, tokens[after].kind == .comma, group.verb >= subject, after + 2 < end,
            !tokens[after + 1].has(.cue), !tokens[after + 1].has(.preposition), !reader.endsInING(after + 1)
        {
            content.append(after + 1..<end)
        }
        return content
    }

    /// The end of the sentence without its full stop, unless a quotation closes after it.
    private func contentEnd(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, tokens[end - 1].isTerminator, !quotes.isQuoted(end - 1) { end -= 1 }
        return end
    }

    private func trimmed(_ content: Range<Int>) -> Range<Int> { content }

    private func quotation(_ content: [Range<Int>]) -> Claimant.Quotation {
        var quoted = 0
        var plain = 0
        for range in content {
            for index in range where tokens[index].key != 0 {
                if quotes.isQuoted(index) { quoted += 1 } else { plain += 1 }
            }
        }
        return quoted == 0 ? .indirect : plain == 0 ? .direct : .mixed
    }
}
