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
        let stop = (dash + 1..<end).first { tokens[$0].kind == .comma } ?? end
        guard (dash + 1..<stop).allSatisfy({ !reader.isVerb($0) }) else { return nil }
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
        if next == .openQuote, start == reader.range.lowerBound, let quote = quotes.quote(at: colon + 1) {
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
        while last + 1 < units.count, units[last + 1].block == units[unit].block { last += 1 }
        let stop = last == unit ? end : content.end(units[last].tokens)
        return made(unit, label, colon..<colon + 1, [colon + 1..<max(stop, colon + 2)])
    }
}
