/// A verb that attributes, with the auxiliaries, adverbs and catenatives before it and the particle after it.
struct CueGroup {
    /// From the first auxiliary to the particle.
    var tokens: Range<Int>
    /// The verb itself.
    var verb: Int
    var entry: CueVerb
    var isPassive: Bool
    /// "…, adding that …": a form in -ing without an auxiliary.
    var isParticiple: Bool

    /// Reads the group around the cue word at `index`; nil where the word is no verb there.
    init?(_ reader: PhraseReader, at index: Int, entry: CueVerb) {
        let tokens = reader.tokens
        guard tokens[index].shape == .lower || index == reader.range.lowerBound || reader.isTitle else { return nil }
        verb = index
        self.entry = entry
        var start = index
        var passive = false
        var auxiliary = false
        var infinitive = false
        while start > reader.range.lowerBound, index - start < 8 {
            reader.budget.charge()
            let before = tokens[start - 1]
            guard before.kind == .word, before.shape == .lower || start - 1 == reader.range.lowerBound else { break }
            if before.has([.auxiliary, .modal]) {
                if before.has(.be), !infinitive, !auxiliary { passive = true }
                auxiliary = true
            } else if before.isWord(.to), start - 2 >= reader.range.lowerBound, Self.isCatenative(tokens[start - 2]) {
                infinitive = true
            } else if infinitive, Self.isCatenative(before) {
                // "continued to call", "appeared to suggest"
            } else if before.has([.adverb, .negation]), !before.has([.determiner, .preposition]) {
            } else if before.isWord(.since), start - 2 >= reader.range.lowerBound, tokens[start - 2].has(.auxiliary) {
                // "has since said"
            } else if reader.endsInLY(start - 1) {
            } else {
                break
            }
            start -= 1
        }
        // "about", "there" and the like before the auxiliaries belong to the subject, not to the verb.
        let forms = entry.forms
        let isPlain = forms.isDisjoint(with: [.past, .participle, .third, .ing])
        if forms == .ing {
            isPassive = false
            isParticiple = !auxiliary
        } else if passive, forms.contains(.participle) {
            isPassive = true
            isParticiple = false
        } else {
            isPassive = false
            isParticiple = false
            if isPlain || forms == [.base], !auxiliary, !infinitive, !Self.isPluralSubject(reader, start) { return nil }
            // "nine states", "two claims"
            if forms == .third, index > reader.range.lowerBound, !auxiliary,
                reader.tokens[index - 1].kind == .number
                    || reader.tokens[index - 1].has(.numberWord) && !reader.tokens[index - 1].isWord(.one)
            {
                return nil
            }
            if forms == .third, !auxiliary, !Self.isSingularSubject(reader, start) { return nil }
        }
        // "the widely reported storm"
        if start < index, !auxiliary, !infinitive, start > reader.range.lowerBound, forms.contains(.participle),
            reader.tokens[start - 1].has([.determiner, .possessive]), !reader.tokens[start - 1].has(.subjectPronoun),
            !reader.tokens[start - 1].has([.personalPronoun, .relative])
        {
            return nil
        }
        if start == index, index > reader.range.lowerBound, Self.isNoun(reader, index),
            !(forms == .ing && reader.tokens[index - 1].has(.preposition))
        {
            return nil
        }
        if forms.isSubset(of: [.base, .third]), !auxiliary, !infinitive, Self.isNounBefore(reader, index) {
            return nil
        }
        var end = index + 1
        if end < reader.range.upperBound, tokens[end].kind == .word,
            entry.prepositions.contains(where: { tokens[end].isWord($0) }),
            entry.frames.isDisjoint(with: .quote) || !tokens[end].isWord(.to)
        {
            end += 1
        }
        self.tokens = start..<end
    }

    private static let catenatives: Set<UInt64> = Set(
        [
            "continue", "continues", "continued", "continuing", "refuse", "refuses", "refused", "refusing", "decline",
            "declines", "declined", "appear", "appears", "appeared", "seem", "seems", "seemed", "try", "tries", "tried",
            "trying", "want", "wants", "wanted", "went", "go", "goes", "going", "on", "begin", "began", "begins",
            "start",
            "started", "starts", "failed", "fails", "have", "has", "had", "like", "likes", "able", "willing", "used",
            "need", "needs", "needed", "expected", "expects", "plans", "planned", "rushed", "sought", "seeks", "moved",
        ].map { WordKey($0).value }
    )

    private static func isCatenative(_ token: Token) -> Bool { catenatives.contains(token.key) }

    /// After an article, an adjective or a preposition the word is a noun ("the report", "in response to claims").
    private static func isNoun(_ reader: PhraseReader, _ index: Int) -> Bool {
        let before = reader.tokens[index - 1]
        guard before.kind == .word || before.kind == .number else { return false }
        if before.has(.personalPronoun), !before.has(.possessive) { return false }
        if before.has(.relative) { return false }
        // "The senators all denied": no article.
        if before.isWord(.all) || before.isWord(.both) || before.isWord(.each) { return false }
        if before.has([.determiner, .possessive]) || before.possessive { return true }
        return before.has(.preposition) && !before.has(.adverb)
    }

    /// Whether a plural or pronoun that takes the base form stands before it.
    private static func isPluralSubject(_ reader: PhraseReader, _ end: Int) -> Bool {
        guard end > reader.range.lowerBound else { return false }
        let before = reader.tokens[end - 1]
        guard before.kind == .word else { return before.kind == .comma || before.kind == .closeBracket }
        if before.has(.personalPronoun) { return !isThirdSingular(before) }
        if before.isWord(.who) || before.isWord(.to) { return before.isWord(.who) }
        if before.has([.preposition, .determiner, .conjunction, .possessive, .auxiliary]) {
            return before.has(.subjectPronoun)
        }
        if before.has([.personNoun, .organizationNoun]) || before.isWord(.people) {
            return !isOneThing(reader, end)
        }
        if before.isWord(.whom) || before.isWord(.all) || before.isWord(.both) { return true }
        if let phrase = reader.nominal(before: end, from: reader.range.lowerBound) {
            // "Ms. Roe and Mr. Doe say", "those close to him say"
            if phrase.contains(where: { reader.tokens[$0].isWord(.and) })
                || reader.tokens[phrase.lowerBound].isWord(.those)
            {
                return true
            }
            // "officials from both governments in Libya say": the noun that counts stands before the preposition.
            if let preposition = phrase.first(where: { reader.tokens[$0].has(.preposition) }),
                preposition > phrase.lowerBound
            {
                let head = reader.tokens[preposition - 1]
                return head.has(.personNoun) || reader.source.scalars[Int(head.end) - 1] == 0x73
            }
        }
        // A plain plural, or a name of several ("Democrats").
        let last = reader.source.scalars[Int(before.end) - 1]
        return last == 0x73 && !before.possessive
    }

    /// "A government report": one thing, so that the base form after it is no verb but a noun.
    private static func isOneThing(_ reader: PhraseReader, _ end: Int) -> Bool {
        guard let phrase = reader.nominal(before: end, from: reader.range.lowerBound),
            reader.tokens[phrase.lowerBound].isWord(.a) || reader.tokens[phrase.lowerBound].isWord(.an)
        else { return false }
        return !reader.endsInS(end - 1) && !reader.tokens[end - 1].isWord(.people)
            && !phrase.contains { reader.tokens[$0].has([.preposition, .conjunction]) }
    }

    /// Before a verb or "of" the word is a noun ("the climate rules are", "reports of").
    private static func isNounBefore(_ reader: PhraseReader, _ index: Int) -> Bool {
        guard index + 1 < reader.range.upperBound else { return true }
        let next = reader.tokens[index + 1]
        // "police press officer", "state representative"
        if next.kind == .word, next.shape == .lower, next.has([.personNoun, .organizationNoun, .title]),
            !next.has([.determiner, .cue])
        {
            return reader.lexicon.cue(reader.tokens[index].key)?.frames.contains(.alsoNoun) == true
        }
        guard next.kind == .word, next.shape == .lower else { return false }
        return next.has([.auxiliary, .modal]) && !reader.isContraction(index + 1)
            || next.isWord(.of) && !entryTakes(reader, index, next)
            || (next.has(.cue) && reader.lexicon.cue(next.key)?.forms.isDisjoint(with: [.past, .third]) == false)
    }

    private static func entryTakes(_ reader: PhraseReader, _ index: Int, _ next: Token) -> Bool {
        reader.lexicon.cue(reader.tokens[index].key)?.prepositions.contains { next.isWord($0) } == true
    }

    private static func isThirdSingular(_ token: Token) -> Bool {
        token.isWord(.he) || token.isWord(.she) || token.isWord(.it)
    }

    private static func isSingularSubject(_ reader: PhraseReader, _ end: Int) -> Bool {
        guard end > reader.range.lowerBound else { return false }
        let before = reader.tokens[end - 1]
        if before.kind == .comma || before.kind == .closeBracket || before.kind == .dash || before.kind == .closeQuote {
            return true
        }
        guard before.kind == .word || before.kind == .number else { return false }
        if before.has(.personalPronoun) { return isThirdSingular(before) || before.has(.relative) }
        if before.has(.relative) { return true }
        if before.has([.preposition, .determiner, .conjunction, .possessive, .auxiliary]) {
            return before.has(.subjectPronoun)
        }
        return reader.isNominal(end - 1)
    }
}
