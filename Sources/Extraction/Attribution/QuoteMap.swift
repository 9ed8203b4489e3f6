/// The quotations of a text: which tokens stand inside, and where each begins and ends.
struct QuoteMap: Sendable {
    /// A quotation from its opening to its closing mark, in tokens, both included.
    struct Quote: Sendable {
        var open: Int
        var close: Int
        /// Whether it goes on in the next block, as long speeches do: no closing mark, and the next block opens one.
        var continues: Bool
        /// Whether it carries on a quotation of the block before.
        var isContinuation: Bool

        func contains(_ token: Int) -> Bool { open <= token && token <= close }
    }

    private(set) var quotes: [Quote] = []
    /// The index into ``quotes`` for each token, or -1.
    private(set) var owner: [Int32]

    /// Quotations of up to this many words after a break are still one ("scare quotes" are shorter than clauses).
    init(_ tokens: [Token], blocks: [Range<Int>]) {
        owner = Array(repeating: -1, count: tokens.count)
        var carried = false
        for block in blocks {
            var open: Int?
            var opensWithQuote = false
            for index in block {
                switch tokens[index].kind {
                case .openQuote:
                    if open == nil { open = index }
                    opensWithQuote = true
                case .closeQuote:
                    // A speech that runs on may open its last paragraph without a mark.
                    if open == nil, carried, index > block.lowerBound, !opensWithQuote { open = block.lowerBound }
                    if let start = open {
                        add(start, index, continues: false, isContinuation: carried && start == block.lowerBound)
                        open = nil
                        opensWithQuote = true
                    }
                default: break
                }
            }
            // No closing mark: a speech of several paragraphs if it opens the block, a slip of the keyboard otherwise.
            if let start = open, start == block.lowerBound || block.upperBound - start > 3 {
                add(start, block.upperBound - 1, continues: true, isContinuation: carried && opensWithQuote)
                carried = true
            } else {
                carried = false
            }
        }
    }

    private mutating func add(_ open: Int, _ close: Int, continues: Bool, isContinuation: Bool) {
        for index in open...close { owner[index] = Int32(quotes.count) }
        quotes.append(Quote(open: open, close: close, continues: continues, isContinuation: isContinuation))
    }

    /// The quotation that a token stands in; none before the first token and past the last.
    func quote(at token: Int) -> Quote? { isQuoted(token) ? quotes[Int(owner[token])] : nil }

    func isQuoted(_ token: Int) -> Bool { owner.indices.contains(token) && owner[token] >= 0 }
}
