/// Attributions by an adjective or a noun: "is worried about", "the mayor's claim that".
extension AttributionFinder {
    /// "officials are increasingly worried about …", "she was confident that …".
    func state(_ unit: Int, _ index: Int, _ reader: PhraseReader, _ lastSubject: Range<Int>?) -> Found? {
        guard let word = lexicon.cueState(tokens[index].key),
            let complement = complement(of: word, after: index, reader)
        else { return nil }
        var start = index
        var hasVerb = false
        while start > reader.range.lowerBound, index - start < 7 {
            budget.charge()
            let before = tokens[start - 1]
            guard before.kind == .word, before.shape == .lower || reader.isContraction(start - 1) else { break }
            let isVerb = before.has([.auxiliary, .modal]) || Self.copulas.contains(before.key)
            let isAdverb =
                (before.has([.adverb, .negation, .intensifier]) || reader.endsInLY(start - 1))
                && !before.has([.determiner, .preposition])
            guard isVerb || isAdverb else { break }
            if isVerb { hasVerb = true }
            start -= 1
        }
        guard hasVerb else { return nil }
        var source: Range<Int>?
        if reader.isContraction(start) {
            source = start..<start + 1
        } else {
            source =
                reader.subject(before: start, from: clauseStart(start, reader.range))
                ?? (start > reader.range.lowerBound && tokens[start - 1].has(.conjunction) ? lastSubject : nil)
        }
        guard let source, !Self.isEmpty(tokens[source.lowerBound]) else { return nil }
        var one = made(unit, source, start..<complement.cueEnd, [complement.content])
        // A worry that something will happen states it; a worry about something does not.
        one.isSpeech = complement.cueEnd == index + 1 && !tokens[index + 1].isWord(.to)
        return one
    }

    /// "the mayor's claim that …", "their demand for …": a noun with an owner; without one it is nobody's.
    func noun(_ unit: Int, _ index: Int, _ reader: PhraseReader) -> Found? {
        guard let word = lexicon.cueNoun(tokens[index].key), tokens[index].shape == .lower, !tokens[index].possessive,
            let complement = complement(of: word, after: index, reader)
        else { return nil }
        // "His plans for the harbour failed": the subject of a verb, not somebody's words.
        if complement.cueEnd > index + 1 {
            let stop = reader.phraseEnd(from: complement.content.lowerBound, limit: complement.content.upperBound)
            if stop < complement.content.upperBound, reader.isVerb(stop) { return nil }
        }
        var start = index
        let floor = max(reader.range.lowerBound, index - 4)
        while start > floor, isModifier(start - 1, reader) { start -= 1 }
        guard start > reader.range.lowerBound else { return nil }
        let before = tokens[start - 1]
        if before.has(.possessive), !before.has(.question),
            before.shape == .lower || start - 1 == reader.range.lowerBound
        {
            return made(unit, start - 1..<start, start..<complement.cueEnd, [complement.content])
        }
        if before.possessive, let owner = reader.nominal(before: start, from: reader.range.lowerBound) {
            return made(unit, owner, start..<complement.cueEnd, [complement.content])
        }
        return nil
    }

    /// An adjective or number between an article or owner and the noun.
    private func isModifier(_ index: Int, _ reader: PhraseReader) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, token.shape == .lower, !token.possessive else { return false }
        return !token.has([
            .determiner, .possessive, .preposition, .conjunction, .subordinator, .auxiliary, .personalPronoun,
            .relative,
        ]) && !(reader.isVerb(index) && !reader.endsInED(index))
    }

    /// "it is clear that": nobody's view.
    private static func isEmpty(_ token: Token) -> Bool {
        token.isWord(.it) || token.isWord(.that) || token.isWord(.this) || token.isWord(.there)
    }

    private static let copulas: Set<UInt64> = Set(
        [
            "remain", "remains", "remained", "seem", "seems", "seemed", "appear", "appears", "appeared", "feel",
            "feels",
            "felt", "become", "becomes", "became", "grow", "grows", "grew", "get", "gets", "got", "sound", "sounds",
            "sounded", "look", "looks", "looked", "stay", "stays", "stayed",
        ].map { WordKey($0).value }
    )
}
