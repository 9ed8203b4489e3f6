/// A mark that could end a sentence, with everything that closes after it.
struct Mark {
    /// The first token of the mark.
    var first: Int
    /// Past the last token that belongs to the sentence if it ends here.
    var end: Int
    /// The token after it, at most the end of the block.
    var next: Int
    var kind: Token.Kind
    /// How many periods, where they are an ellipsis.
    var dots = 0
    /// Whether the periods of an ellipsis stand apart (". . .").
    var isSpacedOut = false
    var hasCloser = false
    var closesQuote = false
    private let limit: Int

    init(_ tokens: [Token], at index: Int, in range: Range<Int>) {
        first = index
        kind = tokens[index].kind
        limit = range.upperBound
        var end = index + 1
        if kind == .ellipsis { dots = tokens[index].count }
        if kind == .period {
            // ". . ." and ". . . .": count the periods that stand apart.
            var run = index + 1
            while run < range.upperBound, tokens[run].kind == .period, tokens[run].spaced { run += 1 }
            if run - index >= 3 {
                kind = .ellipsis
                isSpacedOut = true
                dots = run - index
                end = run
                // "compounds. . . . The": a full stop, then an ellipsis that opens the next sentence.
                if dots == 4, !tokens[index].spaced, run < range.upperBound, tokens[run].kind == .word,
                    index > range.lowerBound, tokens[index - 1].kind == .word
                {
                    kind = .period
                    end = index + 1
                }
            }
        }
        while end < range.upperBound {
            let token = tokens[end]
            let closes =
                token.kind == .closeQuote || token.kind == .closeSingle || token.kind == .closeBracket
                || (token.isTerminator && !token.spaced)
            guard closes, !token.spaced else { break }
            hasCloser = hasCloser || !token.isTerminator
            closesQuote = closesQuote || token.kind == .closeQuote || token.kind == .closeSingle
            end += 1
        }
        self.end = end
        next = end
    }

    /// The first word or number after the mark, past opening marks; nil where there is none.
    func opening(_ tokens: [Token]) -> Int? {
        var index = next
        while index < limit, index < next + 8 {
            switch tokens[index].kind {
            case .word, .number, .link, .currency: return index
            case .openQuote, .openSingle, .openBracket, .dash, .bullet, .ellipsis, .symbol, .period: index += 1
            default: return nil
            }
        }
        return nil
    }

    /// Whether the word before the mark is written as given.
    func follows(_ tokens: [Token], _ shape: Token.Shape) -> Bool {
        first > 0 && tokens[first - 1].shape == shape && tokens[first - 1].count > 1
    }

    /// Whether the word before it is too long and too plain for an abbreviation.
    func isAfterLongWord(_ tokens: [Token]) -> Bool {
        first > 0 && tokens[first - 1].kind == .word && tokens[first - 1].shape == .lower && tokens[first - 1].count > 6
    }
}
