/// Attributions whose subject is the content: "the plan was criticized by unions", "he is expected to resign".
extension AttributionFinder {
    func passive(_ unit: Int, _ group: CueGroup, _ reader: PhraseReader) -> Found? {
        let end = content.end(reader.range)
        let next = group.tokens.upperBound
        guard next < end, group.tokens.lowerBound > reader.range.lowerBound,
            let subject = reader.subject(
                before: group.tokens.lowerBound, from: clauseStart(group.tokens.lowerBound, reader.range)
            )
        else { return nil }
        let frames = group.entry.frames
        if let by = agent(from: next, end, reader) {
            var content = [subject]
            if by > next { content.append(next..<by) }
            let start = by + 1
            let stop = reader.phraseEnd(from: start, limit: end)
            guard stop > start, !reader.endsInING(start) else { return nil }
            return made(unit, start..<stop, group.tokens, content)
        }
        let isEmpty = tokens[subject.lowerBound].isWord(.it) || tokens[subject.lowerBound].isWord(.there)
        if tokens[next].isWord(.that), !frames.isDisjoint(with: [.that, .hearer]) {
            return made(unit, nil, group.tokens, [next..<content.clauseEnd(from: next, reader)])
        }
        if tokens[next].isWord(.to), frames.contains(.belief), !isEmpty {
            return made(unit, nil, group.tokens, [subject, next..<content.clauseEnd(from: next, reader)])
        }
        // "was accused of fraud": the particle is part of the group.
        if group.tokens.upperBound > group.verb + 1, !isEmpty, !frames.contains(.quote) {
            return made(unit, nil, group.tokens, [subject, next..<content.phraseEnd(from: next, reader)])
        }
        return nil
    }

    /// "…, as first reported by the agency": what stands before is the content.
    func asReported(_ unit: Int, _ group: CueGroup, _ end: Int, _ reader: PhraseReader) -> Found? {
        let range = reader.range
        let by = group.tokens.upperBound
        guard by + 1 < end, tokens[by].isWord(.by), group.entry.frames.contains(.quote),
            group.entry.forms.contains(.participle)
        else { return nil }
        let stop = reader.phraseEnd(from: by + 1, limit: end)
        var start = group.tokens.lowerBound - 1
        if start > range.lowerBound, tokens[start - 1].kind == .comma { start -= 1 }
        guard stop > by + 1, start > range.lowerBound else { return nil }
        return made(unit, by + 1..<stop, group.tokens.lowerBound..<by + 1, [range.lowerBound..<start])
    }

    /// The "by" that names who did it, at once or after a short circumstance.
    private func agent(from start: Int, _ end: Int, _ reader: PhraseReader) -> Int? {
        for index in charged(start..<min(end, start + 6)) {
            if tokens[index].isWord(.by) {
                let isTime =
                    index + 1 < end
                    && tokens[index + 1].has([.weekday, .month, .timeNoun, .relativeTime, .numberWord])
                return index + 1 < end && !isTime ? index : nil
            }
            guard tokens[index].kind == .word, !reader.isVerb(index) else { return nil }
        }
        return nil
    }
}
