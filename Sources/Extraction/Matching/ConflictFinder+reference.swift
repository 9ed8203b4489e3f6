/// Whom and what a denial refers to without saying it again.
extension ConflictFinder {
    /// What somebody is called from the side of those who speak for them.
    private static let counterparts: Set<UInt64> = Set(
        [
            "client", "boss", "son", "daughter", "husband", "wife", "brother", "sister", "father", "mother", "cousin",
            "nephew", "niece", "uncle", "aunt", "grandson", "granddaughter", "friend", "colleague",
        ].map { WordKey($0).value }
    )

    /// "Roe’s lawyer denied that her client …": Roe.
    ///
    /// - Returns: the skeleton of the name; nil where the subject is no such word or nobody is named so before it.
    func counterpart(of subject: Range<Int>, _ reader: PhraseReader) -> UInt64? {
        let tokens = reading.tokens
        guard subject.count == 2, tokens[subject.lowerBound].has(.possessive),
            tokens[subject.lowerBound].has(.thirdPerson),
            Self.counterparts.contains(tokens[subject.upperBound - 1].key)
        else { return nil }
        let owner = (reader.range.lowerBound..<subject.lowerBound).first { index in
            reader.budget.charge()
            return tokens[index].possessive && reader.isName(index) && tokens[index + 1].has(.personNoun)
        }
        return owner.map { names.skeleton($0) }
    }

    /// "Officers say the man died. His lawyer says he did not.": the sentence takes back what the one before it says.
    ///
    /// - Parameters: The tokens of two claims, the later one first.
    func deniesSentenceBefore(_ sentence: Range<Int>, _ before: Range<Int>) -> Bool {
        guard before.upperBound == sentence.lowerBound, before.count < 200, sentence.count < 200,
            let auxiliary = closingDenial(sentence)
        else { return false }
        reading.budget.charge(2 * before.count + sentence.count)
        let tokens = reading.tokens[before]
        let isPlain = !tokens.contains {
            $0.has(.negation) || Self.denials.contains($0.key) || Self.open.contains($0.key) || $0.kind == .question
        }
        guard isPlain else { return false }
        // "did not" stands for a verb alone; "was not" and "had not" take up the word itself.
        let isDone = auxiliary.isWord("did") || auxiliary.isWord("does") || auxiliary.isWord("do")
        return tokens.contains { isDone ? $0.has(.eventVerb) && $0.shape == .lower : $0.key == auxiliary.key }
    }

    /// The auxiliary of "says he did not" at the end of a sentence.
    private func closingDenial(_ sentence: Range<Int>) -> Token? {
        let tokens = reading.tokens[sentence]
        guard let last = tokens.lastIndex(where: { $0.key != 0 }), last - 3 >= sentence.lowerBound,
            tokens[last].isWord("not"), tokens[last - 1].has(.auxiliary),
            tokens[last - 2].has(.personalPronoun), tokens[last - 2].has(.subjectPronoun),
            !tokens[last - 2].has([.firstPerson, .secondPerson]),
            tokens[sentence.lowerBound..<last - 2].contains(where: { $0.has(.cue) })
        else { return nil }
        return tokens[last - 1]
    }
}
