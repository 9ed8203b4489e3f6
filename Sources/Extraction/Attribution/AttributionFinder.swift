/// Finds who is said to have said what, sentence by sentence.
struct AttributionFinder {
    let source: SourceText
    let lexicon: Lexicon
    let tokens: [Token]
    let quotes: QuoteMap
    let units: [Unit]
    let content: ContentReader
    let budget: ReadingBudget

    /// Longer sentences are no prose; the bound keeps hostile text linear.
    static let longestSentence = 400

    /// An attribution in tokens.
    struct Found {
        var unit: Int
        /// Whose words they are; nil where the text does not tell. May be the first token of the cue ("he's said").
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
        budget = reading.budget
        content = ContentReader(lexicon: lexicon, tokens: tokens, quotes: quotes, budget: budget)
    }

    /// The attributions of the text, by sentence and then by cue.
    ///
    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    func find() throws(ReadingInterruption) -> [Found] {
        var found: [Found] = []
        // The sentences over which a speech was followed last.
        var followed = 0..<0
        for (index, unit) in units.enumerated() where unit.role != .boilerplate && unit.role != .credit {
            try budget.check()
            var here: [Found] = []
            find(in: index, unit, &here)
            if let one = introduction(index, after: here) { here = [one] }
            guard !here.isEmpty else { continue }
            here = withoutNested(here)
            // None of them begins to follow it anew: a million titles in quotation marks would each follow all the others.
            if !followed.contains(index) {
                let more = continueQuotation(&here, in: index)
                if !more.isEmpty { followed = more }
            }
            found += here
        }
        return found
    }

    private func find(in unitIndex: Int, _ unit: Unit, _ found: inout [Found]) {
        let range = unit.tokens.lowerBound..<min(unit.tokens.upperBound, unit.tokens.lowerBound + Self.longestSentence)
        let reader = PhraseReader(source: source, tokens: tokens, lexicon: lexicon, range: range, budget: budget)
        if let one = dialogue(unitIndex, reader) { found.append(one) }
        var index = range.lowerBound
        var lastSubject: Range<Int>?
        while index < range.upperBound {
            defer { index += 1 }
            budget.charge()
            let token = tokens[index]
            guard token.has([.cue, .cueNoun, .cueState]), !quotes.isQuoted(index) else { continue }
            if token.has(.cueNoun), var one = noun(unitIndex, index, reader) {
                one.isSpeech = false
                found.append(one)
                index = max(index, one.cue.upperBound - 1)
                continue
            }
            if token.has(.cueState), let one = state(unitIndex, index, reader, lastSubject) {
                found.append(one)
                continue
            }
            guard token.has(.cue), let entry = lexicon.cue(token.key) else { continue }
            if entry.frames.contains(.phrase) {
                if let one = accordingTo(unitIndex, index, reader) { found.append(one) }
                continue
            }
            guard let group = CueGroup(reader, at: index, entry: entry),
                let one = verb(unitIndex, group, reader, lastSubject)
            else { continue }
            let isNested = found.contains { holds($0, one.cue) }
            if let source = one.source, !group.isParticiple, !group.isPassive, !isNested,
                !tokens[source.lowerBound].has(.relative)
            {
                lastSubject = source
            }
            found.append(one)
            index = max(index, one.cue.upperBound - 1)
        }
    }

    private func verb(_ unit: Int, _ group: CueGroup, _ reader: PhraseReader, _ lastSubject: Range<Int>?) -> Found? {
        let start = group.tokens.lowerBound
        if start > reader.range.lowerBound, tokens[start - 1].isWord(.`as`),
            let one = asReported(unit, group, content.end(reader.range), reader)
        {
            return one
        }
        if group.isPassive {
            var one = passive(unit, group, reader)
            one?.isSpeech = group.entry.frames.contains(.quote)
            return one
        }
        guard var one = attribution(unit, group, reader, lastSubject) else { return nil }
        one.isSpeech = isStatement(one, group)
        return one
    }

    /// Whether somebody states something, and does not only wish, try or judge it.
    private func isStatement(_ one: Found, _ group: CueGroup) -> Bool {
        let frames = group.entry.frames
        // "agreed to step down" is an act; "pledged to step down" is a statement.
        if let first = one.content.first, tokens[first.lowerBound].isWord(.to),
            Self.acts.contains(group.entry.lemma.value)
        {
            return false
        }
        if one.quotation != .indirect || frames.contains(.quote) { return true }
        let takesParticle = group.tokens.upperBound > group.verb + 1
        let lendsItself = one.cue.upperBound > group.tokens.upperBound + 1
        return frames.contains(.that) && !takesParticle || lendsItself
    }

    private static let acts: Set<UInt64> = Set(
        ["agree", "decide", "continue", "ask", "offer", "choose", "vote", "want", "plan"].map { WordKey($0).value }
    )

    /// What somebody is said to think, want or say is the content of that, not an attribution of the article.
    private func withoutNested(_ all: [Found]) -> [Found] {
        guard all.count > 1 else { return all }
        return all.filter { one in
            !all.contains { outer in outer.cue != one.cue && holds(outer, one.cue) && !holds(one, outer.cue) }
        }
    }

    func holds(_ outer: Found, _ cue: Range<Int>) -> Bool {
        budget.charge(outer.content.count)
        return outer.content.contains { $0.contains(cue.lowerBound) }
    }

    /// An attribution; the colon that opens what follows belongs to the cue.
    func made(_ unit: Int, _ source: Range<Int>?, _ cue: Range<Int>, _ content: [Range<Int>]) -> Found {
        var cue = cue
        if cue.upperBound < tokens.count, tokens[cue.upperBound].kind == .colon, cue.upperBound > cue.lowerBound,
            tokens[cue.upperBound - 1].kind == .word
        {
            cue = cue.lowerBound..<cue.upperBound + 1
        }
        return Found(unit: unit, source: source, cue: cue, content: content, quotation: self.content.quotation(content))
    }

    // MARK: Verbs

    private func attribution(_ unit: Int, _ group: CueGroup, _ reader: PhraseReader, _ lastSubject: Range<Int>?)
        -> Found?
    {
        let range = reader.range
        let frames = group.entry.frames
        // "…," said Brian Baker, an adviser …
        if frames.contains(.quote), !group.isParticiple, let one = inverted(unit, group, reader) { return one }
        if group.isParticiple, let one = opening(unit, group, reader) { return one }
        guard let subject = subject(of: group, reader, lastSubject) else { return nil }
        // "…," X said as she left: what closed before the subject is the content, whatever follows.
        if frames.contains(.quote), !group.isParticiple, subject.lowerBound > range.lowerBound,
            quotes.quote(at: subject.lowerBound - 1)?.close == subject.lowerBound - 1, !takesClause(group, range),
            let found = content.before(subject.lowerBound, group, reader)
        {
            return made(unit, subject, group.tokens, found)
        }
        // "what critics call a mistake", "what she said was a mistake"
        if subject.lowerBound > range.lowerBound, tokens[subject.lowerBound - 1].isWord(.what), !group.isParticiple,
            group.tokens.upperBound < content.end(range)
        {
            let end = content.clauseEnd(from: group.tokens.upperBound, reader)
            return made(
                unit, subject, group.tokens,
                [subject.lowerBound - 1..<subject.lowerBound, group.tokens.upperBound..<end]
            )
        }
        // "the pier, which she said was old": the relative word and what is said of it.
        if subject.lowerBound > range.lowerBound, !group.isParticiple, group.tokens.upperBound < content.end(range),
            tokens[subject.lowerBound - 1].isWord(.which) || tokens[subject.lowerBound - 1].isWord(.who),
            tokens[group.tokens.upperBound].has([.auxiliary, .modal, .verb]),
            tokens[group.tokens.upperBound].shape == .lower
        {
            let start = group.tokens.upperBound
            let whole = content.clauseEnd(from: start, reader)
            // "…, which she said was old, collapsed": the second comma closes the relative clause.
            let end =
                (start..<whole - 1).first {
                    budget.charge()
                    return tokens[$0].kind == .comma && !quotes.isQuoted($0) && reader.isVerb($0 + 1)
                } ?? whole
            return made(
                unit, subject, group.tokens, [subject.lowerBound - 1..<subject.lowerBound, start..<end])
        }
        // "expressed concern that", "raised questions about"
        if let extended = light(group, reader) { return made(unit, subject, extended.cue, [extended.content]) }
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
        // "he's said": the subject is part of the contraction.
        if reader.isContraction(before), before < group.verb { return before..<before + 1 }
        guard before > start else { return nil }
        let previous = tokens[before - 1]
        if group.isParticiple {
            if previous.kind == .comma || previous.has([.conjunction, .preposition]) || previous.kind == .dash {
                return lastSubject ?? firstSubject(reader, before)
            }
            return reader.isNominal(before - 1) ? reader.nominal(before: before, from: start) : nil
        }
        if let subject = reader.subject(before: before, from: clauseStart(before, reader.range)) {
            return isMeasure(subject, reader) ? nil : subject
        }
        // "X praised the deal and said …": the subject of the verb before.
        if previous.has(.conjunction) || previous.kind == .comma { return lastSubject ?? firstSubject(reader, before) }
        return nil
    }

    /// "Roe, better known as …", "watched more than a million times shows": nobody who could say anything.
    private func isMeasure(_ subject: Range<Int>, _ reader: PhraseReader) -> Bool {
        guard subject.lowerBound > reader.range.lowerBound else { return false }
        let first = tokens[subject.lowerBound]
        let before = tokens[subject.lowerBound - 1]
        if subject.count == 1, first.shape == .lower, first.has(.comparative), !first.has([.determiner, .title]) {
            return before.kind == .comma || before.kind == .dash || before.kind == .openBracket
        }
        return before.isWord(.than) && !charged(subject).contains { tokens[$0].has([.personNoun, .organizationNoun]) }
    }

    /// Tokens that are about to be looked at, one by one.
    func charged(_ range: Range<Int>) -> Range<Int> {
        budget.charge(range.count)
        return range
    }

    /// Whether a clause or quotation follows the verb at once, so that what stands before it is another's.
    private func takesClause(_ group: CueGroup, _ range: Range<Int>) -> Bool {
        let next = group.tokens.upperBound
        guard next < range.upperBound else { return false }
        return tokens[next].isWord(.that) || tokens[next].kind == .openQuote
    }

    /// Where the clause that holds a verb begins at the earliest: after a quotation or a stop.
    func clauseStart(_ verb: Int, _ range: Range<Int>) -> Int {
        var index = verb - 1
        while index >= range.lowerBound {
            budget.charge()
            switch tokens[index].kind {
            case .closeQuote, .openQuote, .semicolon, .colon: return index + 1
            default: index -= 1
            }
        }
        return range.lowerBound
    }

    /// The first noun phrase of the sentence: the subject that a form in -ing after a comma most likely has.
    func firstSubject(_ reader: PhraseReader, _ before: Int) -> Range<Int>? {
        for index in reader.range.lowerBound..<before {
            budget.charge()
            guard reader.isVerb(index) else { continue }
            return reader.subject(before: index, from: reader.range.lowerBound)
        }
        return nil
    }
}
