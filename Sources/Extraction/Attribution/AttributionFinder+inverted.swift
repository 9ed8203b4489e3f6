/// Verbs before their subjects: "…," said X.
extension AttributionFinder {
    /// The verb before its subject, after the content: "…," said X.
    func inverted(_ unit: Int, _ group: CueGroup, _ reader: PhraseReader) -> Found? {
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
            reader.isName(next) || tokens[next].has([.determiner, .possessive, .title, .personNoun, .numberWord])
                || tokens[next].kind == .number || isDescribed(next, reader),
            !tokens[next].has([.demonstrative, .weekday, .month])
        else { return nil }
        // "The mayor, who left early, said the plan …": the comma closes an apposition.
        if previous.kind == .comma, !quotes.isQuoted(before - 1), !quotes.isQuoted(before - 2),
            let subject = reader.subject(before: before, from: clauseStart(before, range)),
            subject.lowerBound == range.lowerBound || subject.lowerBound == clauseStart(before, range)
        {
            return nil
        }
        // What stands before in plain words must be a clause.
        if previous.kind == .comma, !quotes.isQuoted(before - 2),
            !charged(range.lowerBound..<before).contains(where: { reader.isVerb($0) })
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
        guard !tokens[index].isWord(.of) else { return false }
        return tokens[(index + 1)..<min(index + 4, end)].contains { $0.has(.documentNoun) }
    }

    /// "lead author Jane Roe", "former mayor Jane Roe": plain words that a name or a noun for people follows.
    private func isDescribed(_ start: Int, _ reader: PhraseReader) -> Bool {
        for index in start..<min(start + 4, reader.range.upperBound) {
            if index > start, reader.isName(index) || tokens[index].has(.personNoun) { return true }
            guard tokens[index].kind == .word, reader.isNominal(index) else { return false }
        }
        return false
    }
}
