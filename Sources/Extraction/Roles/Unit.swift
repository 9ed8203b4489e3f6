/// A sentence on its way through the reading: its tokens, its place and its role.
package struct Unit: Sendable {
    package var tokens: Range<Int>
    package var range: TextRange
    /// The block it stands in.
    var block: Int
    var role: Role = .body
    /// The number of its words.
    var words: Int
    /// Whether it closes with a mark that ends sentences.
    var isClosed: Bool

    init(_ all: [Token], tokens: Range<Int>, block: Int) {
        self.tokens = tokens
        self.block = block
        range = TextRange(start: Int(all[tokens.lowerBound].start), end: Int(all[tokens.upperBound - 1].end))
        var words = 0
        var last = Token.Kind.word
        for token in all[tokens] {
            if token.key != 0 || token.kind == .link { words += 1 }
            if token.kind != .closeQuote, token.kind != .closeSingle, token.kind != .closeBracket { last = token.kind }
        }
        self.words = words
        isClosed = last == .period || last == .question || last == .exclamation || last == .ellipsis
    }
}

extension [Unit] {
    /// The first unit that ends past a token.
    func firstReaching(_ token: Int, _ budget: ReadingBudget) -> Int {
        var low = 0
        var high = count
        while low < high {
            budget.charge()
            let middle = (low + high) / 2
            if self[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
