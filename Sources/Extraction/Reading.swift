/// A document as far as it can be read without judging it: blocks, tokens, sentences with roles, quotations.
package struct Reading {
    package let source: SourceText
    let blocks: [Block]
    package let tokens: [Token]
    let units: [Unit]
    let quotes: QuoteMap
    /// What the passes over it charge.
    let budget: ReadingBudget

    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    init(
        _ document: Document, lexicon: Lexicon, furniture: Furniture, givesRoles: Bool = true,
        within budget: ReadingBudget
    ) throws(ReadingInterruption) {
        self.budget = budget
        source = SourceText(document.text)
        // The code points, the lines and the blocks: a few passes over all of it.
        budget.charge(4 * source.count)
        switch document.mediaType {
        case .plainText: blocks = PlainTextFormat.blocks(source)
        case .markdown: blocks = try MarkdownFormat.blocks(source, budget)
        }
        var tokens: [Token] = []
        tokens.reserveCapacity(source.count / 4)
        var units: [Unit] = []
        var blockTokens: [Range<Int>] = []
        let tokenizer = Tokenizer(source: source, lexicon: lexicon, budget: budget)
        let splitter = SentenceSplitter(source: source, lexicon: lexicon, budget: budget)
        for (index, block) in blocks.enumerated() {
            let start = tokens.count
            for part in block.visible { try tokenizer.tokenize(part, into: &tokens) }
            // What nobody sees still has a place in the article: its block is one silent passage.
            guard tokens.count > start else { continue }
            let split = try splitter.split(tokens, start..<tokens.count)
            for sentence in AbbreviationPeriods.merge(&tokens, split, budget) {
                budget.charge(sentence.count)
                units.append(Unit(tokens, tokens: sentence, block: index))
            }
            blockTokens.append(start..<tokens.count)
        }
        if givesRoles {
            try RoleClassifier(
                source: source, lexicon: lexicon, furniture: furniture, tokens: tokens, blocks: blocks, budget: budget
            ).classify(&units, title: document.title)
        }
        self.tokens = tokens
        self.units = units
        budget.charge(3 * tokens.count)
        quotes = QuoteMap(tokens, blocks: blockTokens)
    }

    /// A line that is one sentence, whatever marks it holds.
    package init(line: String, lexicon: Lexicon) {
        let source = SourceText(line)
        let block = Block(range: TextRange(start: 0, end: source.count))
        var tokens = ReadingBudget.unbounded { budget throws(ReadingInterruption) in
            var tokens: [Token] = []
            try Tokenizer(source: source, lexicon: lexicon, budget: budget).tokenize(block.range, into: &tokens)
            return tokens
        }
        budget = ReadingBudget()
        self.source = source
        blocks = [block]
        let whole = tokens.isEmpty ? [] : AbbreviationPeriods.merge(&tokens, [0..<tokens.count], budget)
        self.tokens = tokens
        units = whole.map { Unit(tokens, tokens: $0, block: 0) }
        quotes = QuoteMap(tokens, blocks: whole)
    }

    /// The view of a line that is one sentence; nil where it has no words.
    package var loneView: SentenceView? {
        units.first.map {
            SentenceView(
                unit: $0,
                tokens: tokens,
                quotes: quotes,
                claimant: nil,
                index: 0,
                count: 1,
                opensBlock: true,
                repetition: 0,
                lead: 0,
                isAlone: true
            )
        }
    }

    /// What a reader sees of a sentence, on one line.
    func words(_ unit: Unit) -> String {
        budget.charge(2 * unit.range.count)
        let parts = blocks[unit.block].visible
        guard parts.count > 1 else { return Statement.words(source, unit.range.start, unit.range.end) }
        var scalars: [UInt32] = []
        var last = unit.range.start
        // A block may be one paragraph of a million lines: the search for its first part must not begin at its beginning.
        for part in parts[parts.firstReaching(unit.range.start, budget)...] {
            budget.charge()
            guard part.start < unit.range.end else { break }
            let start = max(part.start, unit.range.start)
            // What is left out between two parts is markup; only a line end parts words.
            if source.scalars[last..<start].contains(where: { CharacterTraits.of($0).contains(.newline) }) {
                scalars.append(0x20)
            }
            last = min(part.end, unit.range.end)
            scalars += source.scalars[start..<last]
        }
        return Statement.words(scalars[...])
    }

    /// Runs of sentences of one block and one role.
    var passages: [Passage] {
        var passages: [Passage] = []
        var lastBlock = -1
        for unit in units {
            if unit.block == lastBlock, let last = passages.last, last.role == unit.role {
                passages[passages.count - 1].range.end = unit.range.end
            } else {
                passages.append(Passage(range: unit.range, role: unit.role))
            }
            lastBlock = unit.block
        }
        return passages
    }

    /// An attribution in code points.
    func attribution(_ found: AttributionFinder.Found) -> Attribution {
        Attribution(
            source: found.source.map { contraction(found) ?? range($0) },
            cue: TextRange(start: contraction(found)?.end ?? range(found.cue).start, end: range(found.cue).end),
            content: found.content.filter { !$0.isEmpty }.map(range),
            quotation: found.quotation
        )
    }

    /// "he" in "he's said", where one word holds the source and the beginning of the cue.
    private func contraction(_ found: AttributionFinder.Found) -> TextRange? {
        guard let source = found.source, source.count == 1, source.lowerBound == found.cue.lowerBound else {
            return nil
        }
        let word = tokens[source.lowerBound].range
        guard
            let mark = (word.start..<word.end).first(where: {
                CharacterTraits.of(self.source.scalars[$0]).contains(.apostrophe)
            }),
            mark > word.start
        else { return nil }
        return TextRange(start: word.start, end: mark)
    }

    private func range(_ range: Range<Int>) -> TextRange {
        TextRange(start: Int(tokens[range.lowerBound].start), end: Int(tokens[range.upperBound - 1].end))
    }
}

extension [TextRange] {
    /// The first of these ranges, in order and apart, that ends past a place.
    fileprivate func firstReaching(_ place: Int, _ budget: ReadingBudget) -> Int {
        var low = 0
        var high = count
        while low < high {
            budget.charge()
            let middle = (low + high) / 2
            if self[middle].end <= place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
