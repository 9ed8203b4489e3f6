/// Attributions without a verb: "according to X".
extension AttributionFinder {
    func accordingTo(_ unit: Int, _ index: Int, _ reader: PhraseReader) -> Found? {
        let range = reader.range
        let start = index + 2
        guard start < range.upperBound, tokens[index + 1].isWord(.to) else { return nil }
        let opens = index == range.lowerBound || tokens[index - 1].kind == .openQuote
        let end = content.end(range)
        let cue = index..<index + 2
        if opens {
            let past = sourceEnd(from: start, reader, isOpening: true)
            let rest = past < end && tokens[past].kind == .comma ? past + 1 : past
            return past > start && rest < end ? made(unit, start..<past, cue, [rest..<end]) : nil
        }
        var stop = index
        if tokens[stop - 1].kind == .comma || tokens[stop - 1].kind == .dash { stop -= 1 }
        guard stop > range.lowerBound else { return nil }
        // "Last week, according to local media, a leader swore …": a clause goes on behind the source.
        if stop - range.lowerBound <= 4 {
            let past = sourceEnd(from: start, reader, isOpening: true)
            if past > start, past + 1 < end, tokens[past].kind == .comma, !tokens[past + 1].has(.relative),
                charged(past + 1..<min(end, past + 16)).contains(where: { reader.isVerb($0) })
            {
                return made(unit, start..<past, cue, [range.lowerBound..<stop, past + 1..<end])
            }
        }
        let past = sourceEnd(from: start, reader, isOpening: false)
        return past > start ? made(unit, start..<past, cue, [range.lowerBound..<stop]) : nil
    }

    /// Where a source that begins at `start` ends: at the comma that opens the content, or with its own apposition.
    func sourceEnd(from start: Int, _ reader: PhraseReader, isOpening: Bool) -> Int {
        let end = content.end(reader.range)
        var index = start
        while index < end {
            budget.charge()
            let token = tokens[index]
            switch token.kind {
            case .comma:
                // An apposition runs to the end of the sentence; anything else is a new clause.
                if isOpening, let past = apposition(after: index, end, reader) { return past }
                guard !isOpening, index + 1 < end else { return index }
                let next = tokens[index + 1]
                guard
                    next.has([.relative, .title, .personNoun]) || next.kind == .number || next.isWord(.former)
                        || next.has(.determiner) && !next.has([.comparative, .numberWord]) || next.isWord(.now)
                        || next.isWord(.of)
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

    /// ", Jane Roe," after an office: where the apposition closes, if words without a verb stand between two commas.
    private func apposition(after comma: Int, _ end: Int, _ reader: PhraseReader) -> Int? {
        guard comma + 2 < end, reader.isName(comma + 1) || tokens[comma + 1].has([.personNoun, .determiner, .relative])
        else { return nil }
        for index in charged(comma + 2..<min(end, comma + 12)) {
            if tokens[index].kind == .comma { return index }
            guard tokens[index].kind == .word || tokens[index].kind == .period,
                !reader.isVerb(index) || tokens[comma + 1].has(.relative)
            else { return nil }
        }
        return nil
    }
}
