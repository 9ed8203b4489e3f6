/// Attributions by layout alone: "“…” — Jane Doe", "Jane Doe: “…”", "ROE: …" in a transcript, "Roe: Plan Failed".
extension AttributionFinder {
    func dialogue(_ unit: Int, _ reader: PhraseReader) -> Found? {
        guard reader.range.count > 1 else { return nil }
        return signed(unit, reader) ?? labelled(unit, reader)
    }

    /// A dash and a name after a quotation, in the same sentence or on a line of its own.
    private func signed(_ unit: Int, _ reader: PhraseReader) -> Found? {
        let range = reader.range
        let end = content.end(range)
        var dash = range.lowerBound
        var quote: QuoteMap.Quote?
        if tokens[dash].kind == .dash {
            guard unit > 0, let last = units[unit - 1].tokens.last, tokens[last].kind == .closeQuote,
                units[unit].block - units[unit - 1].block <= 1
            else { return nil }
            quote = quotes.quote(at: last)
        } else if tokens[dash].kind == .openQuote, let one = quotes.quote(at: dash), one.close + 1 < end {
            dash = one.close + 1
            quote = one
        }
        guard let quote, tokens[dash].kind == .dash, dash + 1 < end, end - dash < 14, reader.isName(dash + 1)
        else { return nil }
        let stop = charged(dash + 1..<end).first { tokens[$0].kind == .comma } ?? end
        guard charged(dash + 1..<stop).allSatisfy({ !reader.isVerb($0) }) else { return nil }
        return made(unit, dash + 1..<stop, dash..<dash + 1, [quote.open..<quote.close + 1])
    }

    /// A name and a colon before what is said.
    private func labelled(_ unit: Int, _ reader: PhraseReader) -> Found? {
        let end = content.end(reader.range)
        let start =
            tokens[reader.range.lowerBound].kind == .openQuote ? reader.range.lowerBound + 1 : reader.range.lowerBound
        guard let colon = (start..<min(start + 6, end)).first(where: { tokens[$0].kind == .colon }), colon > start,
            colon + 1 < end,
            tokens[start..<colon].allSatisfy({ $0.kind == .period || $0.kind == .word && $0.shape != .lower }),
            !tokens[colon - 1].has([.cue, .sentenceStarter, .documentNoun, .credit]),
            !tokens[start].has(.sentenceStarter)
        else { return nil }
        let label = start..<colon
        let next = tokens[colon + 1].kind
        // A mark inside a longer quotation opens none, and all the speakers of a page in one would each have the page.
        if next == .openQuote, start == reader.range.lowerBound, let quote = quotes.quote(at: colon + 1),
            quote.open == colon + 1 || quote.close - quote.open <= Self.longestSentence
        {
            return made(unit, label, colon..<colon + 1, [quote.open..<quote.close + 1])
        }
        // "Roe: Plan Has Failed"
        if reader.isTitle, label.count <= 3, end - colon > 3, label.allSatisfy({ reader.isName($0) || $0 == start }) {
            return made(unit, label, colon..<colon + 1, [colon + 1..<end])
        }
        // "ROE: …" in a transcript speaks to the end of its paragraph.
        guard label.count <= 3, tokens[label].allSatisfy({ $0.shape == .upper && $0.count > 2 || $0.kind == .period }),
            unit == 0 || units[unit - 1].block != units[unit].block
        else { return nil }
        var last = unit
        while last + 1 < units.count, units[last + 1].block == units[unit].block, !isLabelled(units[last + 1].tokens) {
            last += 1
            budget.charge()
        }
        let stop = last == unit ? end : content.end(units[last].tokens)
        return made(unit, label, colon..<colon + 1, [colon + 1..<max(stop, colon + 2)])
    }

    /// Whether the next speaker of a transcript begins.
    private func isLabelled(_ range: Range<Int>) -> Bool {
        let start = tokens[range.lowerBound].kind == .openQuote ? range.lowerBound + 1 : range.lowerBound
        guard start + 1 < range.upperBound, tokens[start].shape == .upper, tokens[start].count > 2 else { return false }
        return tokens[start + 1].kind == .colon
    }

    /// "Roe wrote on her page:" before a paragraph in quotation marks, or "Roe said:" before any paragraph.
    func introduction(_ unit: Int, after found: [Found]) -> Found? {
        let range = units[unit].tokens
        let colon = range.upperBound - 1
        guard range.count > 1, range.count < 60, tokens[colon].kind == .colon, unit + 1 < units.count,
            units[unit + 1].block <= units[unit].block + 1
        else { return nil }
        let next = units[unit + 1].tokens
        let reader = PhraseReader(source: source, tokens: tokens, lexicon: lexicon, range: range, budget: budget)
        budget.charge(range.count)
        guard
            let verb = range.last(where: {
                tokens[$0].has(.cue) && !quotes.isQuoted($0)
                    && lexicon.cue(tokens[$0].key)?.frames.contains(.quote) == true
            }),
            let entry = lexicon.cue(tokens[verb].key), let group = CueGroup(reader, at: verb, entry: entry),
            !group.isPassive, !group.isParticiple, !found.contains(where: { holds($0, group.tokens) }),
            let subject = reader.subject(before: group.tokens.lowerBound, from: clauseStart(verb, range))
        else { return nil }
        if let quote = quotes.quote(at: next.lowerBound), quote.open == next.lowerBound {
            return made(unit, subject, group.tokens, [quote.open..<quote.close + 1])
        }
        guard group.tokens.upperBound == colon, units[unit + 1].block == units[unit].block + 1,
            units[unit + 1].role == .body
        else { return nil }
        var last = unit + 1
        while last + 1 < units.count, units[last + 1].block == units[last].block, last < unit + 40 { last += 1 }
        budget.charge(last - unit)
        let end = max(content.end(units[last].tokens), next.lowerBound + 1)
        return made(unit, subject, group.tokens, [next.lowerBound..<end])
    }
}
