/// Gives abbreviations and initials back their periods, once it is known which periods end sentences.
enum AbbreviationPeriods {
    /// Joins each period inside a sentence to the word it stands at; the sentences, which must be the last of `tokens`,
    /// come back as ranges of what is left.
    static func merge(
        _ tokens: inout [Token], _ sentences: [Range<Int>], _ budget: ReadingBudget
    ) -> [Range<Int>] {
        guard let start = sentences.first?.lowerBound else { return [] }
        var merged: [Range<Int>] = []
        merged.reserveCapacity(sentences.count)
        var kept = start
        for sentence in sentences {
            let first = kept
            budget.charge(sentence.count)
            for index in sentence {
                let token = tokens[index]
                let isInside = token.kind == .period && !token.spaced && index + 1 < sentence.upperBound && kept > first
                if isInside, tokens[kept - 1].kind == .word || tokens[kept - 1].kind == .number,
                    !closesAfter(tokens, index, sentence, budget)
                {
                    tokens[kept - 1].end = token.end
                } else {
                    tokens[kept] = token
                    kept += 1
                }
            }
            merged.append(first..<kept)
        }
        tokens.removeSubrange(kept...)
        return merged
    }

    /// Whether nothing but closing marks follows: then the period is the sentence's own.
    private static func closesAfter(
        _ tokens: [Token], _ index: Int, _ sentence: Range<Int>, _ budget: ReadingBudget
    ) -> Bool {
        for next in (index + 1)..<min(sentence.upperBound, index + 16) {
            budget.charge()
            switch tokens[next].kind {
            case .closeQuote, .closeSingle, .closeBracket, .period, .question, .exclamation, .ellipsis: continue
            default: return false
            }
        }
        return true
    }
}
