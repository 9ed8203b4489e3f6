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
    /// How many words stand before each token, and past the last: in quotation marks and in all. Contents may reach over a
    /// whole text, and are counted often.
    private var wordsBefore: [(quoted: Int32, all: Int32)] = []

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
        countWords(tokens)
    }

    private mutating func add(_ open: Int, _ close: Int, continues: Bool, isContinuation: Bool) {
        for index in open...close { owner[index] = Int32(quotes.count) }
        quotes.append(Quote(open: open, close: close, continues: continues, isContinuation: isContinuation))
    }

    private mutating func countWords(_ tokens: [Token]) {
        wordsBefore.reserveCapacity(tokens.count + 1)
        var (quoted, all): (Int32, Int32) = (0, 0)
        for (index, token) in tokens.enumerated() {
            wordsBefore.append((quoted, all))
            guard token.key != 0 else { continue }
            all += 1
            if owner[index] >= 0 { quoted += 1 }
        }
        wordsBefore.append((quoted, all))
    }

    /// How many words a range of tokens has, in quotation marks and in all.
    func words(in range: Range<Int>) -> (quoted: Int, all: Int) {
        let (first, last) = (wordsBefore[range.lowerBound], wordsBefore[range.upperBound])
        return (Int(last.quoted - first.quoted), Int(last.all - first.all))
    }

    /// The quotation that a token stands in; none before the first token and past the last.
    func quote(at token: Int) -> Quote? { isQuoted(token) ? quotes[Int(owner[token])] : nil }

    func isQuoted(_ token: Int) -> Bool { owner.indices.contains(token) && owner[token] >= 0 }
}
