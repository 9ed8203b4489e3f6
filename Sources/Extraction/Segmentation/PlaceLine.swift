/// Where a report was filed, before its first sentence: "WASHINGTON (AP) —", "Evansville, Indiana, United States -".
enum PlaceLine {
    /// Longer openings are sentences.
    private static let longest = 14

    /// The token past the dash of a place line that opens the block; nil where the block does not open with one.
    static func end(_ tokens: [Token], _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        var words = 0
        var isMarked = false
        var isShouted = true
        while index < range.upperBound, index - range.lowerBound < longest {
            let token = tokens[index]
            switch token.kind {
            case .word:
                guard token.shape != .lower || token.isWord("of") || token.isWord("and") || token.isWord("de") else {
                    return nil
                }
                // "CRITICS HAVE LEFT HIM —" opens a paragraph with a heading, not with a place.
                guard token.has(.month) || !token.has([.auxiliary, .personalPronoun, .possessive]) else { return nil }
                // Without a comma or a bracket only capitals and strange words make a place.
                if token.shape != .upper || words == 3 || !token.classes.isSubset(of: .organizationNoun) {
                    isShouted = false
                }
                words += 1
            case .comma, .openBracket: isMarked = isMarked || words > 0
            case .number: guard isMarked else { return nil }
            case .closeBracket, .period, .symbol: break
            case .dash:
                guard words > 0, isMarked || isShouted, token.spaced, opensSentence(tokens, index + 1, range) else {
                    return nil
                }
                return index + 1
            default: return nil
            }
            index += 1
        }
        return nil
    }

    /// Whether a sentence that is closed comes after the dash; a headline has dashes, but no full stop.
    private static func opensSentence(_ tokens: [Token], _ index: Int, _ range: Range<Int>) -> Bool {
        guard index + 3 < range.upperBound, tokens[index].spaced else { return false }
        let first = tokens[index].kind == .openQuote ? tokens[index + 1] : tokens[index]
        guard first.kind == .number || (first.kind == .word && first.shape != .lower) else { return false }
        let last = tokens[range].last { $0.kind != .closeQuote && $0.kind != .closeSingle && $0.kind != .closeBracket }
        return last?.isTerminator == true
    }
}
