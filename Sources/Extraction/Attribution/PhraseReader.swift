/// Reads noun phrases and clauses of one sentence by the words that delimit them.
///
/// There is no grammar behind it: closed classes (articles, prepositions, auxiliaries, pronouns), capitals and a list of
/// common verbs say where a phrase must stop.
struct PhraseReader {
    let source: SourceText
    let tokens: [Token]
    let lexicon: Lexicon
    /// The tokens of the sentence.
    let range: Range<Int>
    /// Whether all words of weight are capitalized, as in headlines.
    let isTitle: Bool
    let budget: ReadingBudget

    init(source: SourceText, tokens: [Token], lexicon: Lexicon, range: Range<Int>, budget: ReadingBudget) {
        self.source = source
        self.tokens = tokens
        self.lexicon = lexicon
        self.range = range
        self.budget = budget
        budget.charge(min(range.count, 40))
        var capitals = 0
        isTitle =
            range.count < 40
            && tokens[range].allSatisfy {
                guard $0.kind == .word, $0.count > 3 else { return true }
                if $0.shape != .lower { capitals += 1 }
                return $0.shape != .lower || $0.has([.preposition, .conjunction, .subordinator])
            } && capitals > 3
    }

    func isWord(_ index: Int) -> Bool { tokens[index].kind == .word || tokens[index].kind == .number }

    /// Whether a word can be part of a noun phrase's core.
    func isNominal(_ index: Int) -> Bool {
        let token = tokens[index]
        switch token.kind {
        case .number, .currency, .percent: return true
        case .word: break
        default: return false
        }
        if isName(index) { return true }
        return !token.has([.auxiliary, .preposition, .conjunction, .subordinator, .personalPronoun, .relative, .modal])
            && !isVerb(index)
    }

    /// A capitalized word that is not capitalized only for opening the sentence.
    func isName(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, token.shape != .lower, token.shape != .none else { return false }
        if index == range.lowerBound || tokens[index - 1].kind == .openQuote || tokens[index - 1].kind == .bullet {
            return !token.has([.sentenceStarter, .stop, .subordinator, .preposition, .adverb])
        }
        return !token.has([.personalPronoun])
    }

    /// A word that is most likely a finite verb where it stands.
    func isVerb(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, token.shape == .lower else { return false }
        if token.has([.auxiliary, .modal]) { return true }
        guard index > range.lowerBound else { return false }
        let before = tokens[index - 1]
        // After an article or an adjective-like word it modifies a noun ("the indicted leader").
        let modifies =
            before.has([.determiner, .possessive]) && !before.has([.personalPronoun, .relative])
            || (before.has(.preposition) && !before.has(.adverb)) || before.possessive
        if token.has([.verb, .eventVerb]) || endsInED(index) {
            if modifies { return false }
            // "newly elected officials", "the internationally recognized government"
            if endsInLY(index - 1), index + 1 < range.upperBound,
                tokens[index + 1].has(.personNoun) || opensPhrase(index - 2)
            {
                return false
            }
            // ", elected officials from both parties"
            if before.kind == .comma || before.has(.conjunction), index + 1 < range.upperBound,
                tokens[index + 1].has(.personNoun), endsInED(index), endsInS(index + 1)
            {
                return false
            }
            return true
        }
        return false
    }

    private func opensPhrase(_ index: Int) -> Bool {
        index >= range.lowerBound && tokens[index].has([.determiner, .possessive, .preposition])
    }

    func endsInED(_ index: Int) -> Bool { tokens[index].count > 4 && endsIn(index, 0x65, 0x64) }
    func endsInING(_ index: Int) -> Bool {
        tokens[index].count > 5 && endsIn(index, 0x6E, 0x67) && source.scalars[Int(tokens[index].end) - 3] == 0x69
    }
    func endsInLY(_ index: Int) -> Bool { tokens[index].count > 4 && endsIn(index, 0x6C, 0x79) }

    private func endsIn(_ index: Int, _ first: UInt32, _ second: UInt32) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, token.count >= 2 else { return false }
        return source.scalars[Int(token.end) - 2] == first && source.scalars[Int(token.end) - 1] == second
    }

    /// "he's", "they've": a pronoun and an auxiliary in one word.
    func isContraction(_ index: Int) -> Bool {
        tokens[index].has(.auxiliary) && tokens[index].has([.firstPerson, .secondPerson, .unresolved])
    }

    /// A reader of the same sentence that ends at a token.
    func cut(at end: Int) -> PhraseReader {
        PhraseReader(source: source, tokens: tokens, lexicon: lexicon, range: range.lowerBound..<end, budget: budget)
    }
}
