/// Attributions without a verb: "according to X", "“…” — X", "X: …".
extension AttributionFinder {
    func accordingTo(_ unit: Int, _ index: Int, _ reader: PhraseReader) -> Found? {
        let range = reader.range
        let start = index + 2
        guard start < range.upperBound else { return nil }
        let opens = index == range.lowerBound || tokens[index - 1].kind == .openQuote
        let past = sourceEnd(from: start, reader, isOpening: opens || index < range.lowerBound + 6)
        guard past > start else { return nil }
        let end = content.end(range)
        let rest = past < end && tokens[past].kind == .comma ? past + 1 : past
        if opens { return rest < end ? made(unit, start..<past, index..<index + 2, [rest..<end]) : nil }
        var stop = index
        if tokens[stop - 1].kind == .comma || tokens[stop - 1].kind == .dash { stop -= 1 }
        guard stop > range.lowerBound else { return nil }
        // "Last week, according to local media, a leader swore …"
        let interrupts = stop - range.lowerBound <= 4 && past < end && tokens[past].kind == .comma && rest < end
        return made(
            unit,
            start..<past,
            index..<index + 2,
            interrupts ? [range.lowerBound..<stop, rest..<end] : [range.lowerBound..<stop]
        )
    }

    /// Where a source that begins at `start` ends: at the comma that opens the content, or with its own apposition.
    func sourceEnd(from start: Int, _ reader: PhraseReader, isOpening: Bool) -> Int {
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
                        || next.isWord(.former)
                else { return index }
            case .openQuote, .semicolon, .colon, .dash: return index
            default:
                guard index > start else { break }
                if token.has(.subordinator), !token.has([.preposition, .relative]), !token.isWord(.`as`) {
                    return index
                }
            }
            index += 1
        }
        return index
    }

    /// "“…” — Jane Doe" and "Jane Doe: “…”", as interviews and pull quotes have it.
    func dialogue(_ unit: Int, _ reader: PhraseReader) -> Found? {
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
}
