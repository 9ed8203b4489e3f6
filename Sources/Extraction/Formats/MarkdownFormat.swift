/// Reads Markdown: headings, paragraphs, lists, quotations, pictures; code, tables and definitions are machinery.
///
/// What a reader does not see (marks of emphasis, addresses of links) is left out of a block's visible parts.
enum MarkdownFormat {
    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    static func blocks(_ source: SourceText, _ budget: ReadingBudget) throws(ReadingInterruption) -> [Block] {
        var reader = MarkdownReader(source: source, budget: budget)
        return try reader.read()
    }
}

private struct MarkdownReader {
    let source: SourceText
    let budget: ReadingBudget
    var blocks: [Block] = []
    var fence: UInt32?

    init(source: SourceText, budget: ReadingBudget) {
        self.source = source
        self.budget = budget
    }

    mutating func read() throws(ReadingInterruption) -> [Block] {
        let lines = Line.read(source)
        var index = frontMatterEnd(lines)
        while index < lines.count {
            // Runs of one mark are looked for a few times in a line.
            budget.charge(8 * lines[index].range.count)
            try budget.check()
            add(lines[index], isFirst: index == 0)
            index += 1
        }
        return blocks
    }

    /// YAML between two lines of three hyphens at the very top.
    private mutating func frontMatterEnd(_ lines: [Line]) -> Int {
        guard let first = lines.first, first.range.start == 0, isRun(of: 0x2D, first.range, atLeast: 3),
            let end = lines.prefix(100).dropFirst().firstIndex(where: { isRun(of: 0x2D, $0.range, atLeast: 3) })
        else { return 0 }
        let range = TextRange(start: 0, end: lines[end].range.end)
        blocks.append(Block(range: range, visible: [], kind: .machinery))
        return end + 1
    }

    private mutating func add(_ line: Line, isFirst: Bool) {
        let range = line.range
        let first = scalar(range.start)
        if let open = fence {
            if isRun(of: open, TextRange(start: range.start, end: min(range.end, range.start + 3)), atLeast: 3) {
                fence = nil
            }
            return machinery(range)
        }
        if (first == 0x60 || first == 0x7E), run(range.start, first, range.end) >= 3 {
            fence = first
            return machinery(range)
        }
        if first == 0x7C || (first == 0x3C && scalar(range.end - 1) == 0x3E) { return machinery(range) }
        if isDefinition(range) { return machinery(range) }
        if isRun(of: 0x3D, range, atLeast: 3) || isRun(of: 0x2D, range, atLeast: 3), !line.separated, !blocks.isEmpty {
            if case .paragraph = blocks[blocks.count - 1].kind {
                blocks[blocks.count - 1].kind = .heading(first == 0x3D ? 1 : 2)
                return
            }
        }
        if isRun(of: 0x2D, range, atLeast: 3) || isRun(of: 0x2A, range, atLeast: 3)
            || isRun(of: 0x5F, range, atLeast: 3)
        {
            return
        }
        addProse(line, first)
    }

    private mutating func addProse(_ line: Line, _ first: UInt32) {
        var start = line.range.start
        var kind = Block.Kind.paragraph
        let hashes = run(start, 0x23, line.range.end)
        if (1...6).contains(hashes), isSpace(start + hashes) {
            kind = .heading(hashes)
            start = skipSpace(start + hashes, line.range.end)
        } else if first == 0x3E {
            kind = .quotation
            while start < line.range.end, scalar(start) == 0x3E || isSpace(start) { start += 1 }
        } else if let item = listItem(line.range) {
            kind = .listItem
            start = item
        }
        guard start < line.range.end else { return }
        let range = TextRange(start: start, end: line.range.end)
        let (visible, isImage) = MarkdownInline.visible(range, source, budget)
        if isImage { kind = .image }
        if !line.separated, !blocks.isEmpty, joins(kind) {
            blocks[blocks.count - 1].append(visible, to: range.end)
        } else {
            blocks.append(Block(range: range, visible: visible, kind: kind, separated: line.separated))
        }
    }

    /// Whether a line goes on with the block above it.
    private func joins(_ kind: Block.Kind) -> Bool {
        switch (blocks[blocks.count - 1].kind, kind) {
        case (.paragraph, .paragraph), (.listItem, .paragraph), (.quotation, .paragraph), (.quotation, .quotation): true
        default: false
        }
    }

    private mutating func machinery(_ range: TextRange) {
        blocks.append(Block(range: range, visible: [], kind: .machinery))
    }

    /// The start of a list item's text.
    private func listItem(_ range: TextRange) -> Int? {
        let first = scalar(range.start)
        if first == 0x2D || first == 0x2A || first == 0x2B, isSpace(range.start + 1) {
            return skipSpace(range.start + 1, range.end)
        }
        var end = range.start
        while end < range.end, end - range.start < 4, CharacterTraits.of(scalar(end)).contains(.digit) { end += 1 }
        guard end > range.start, end + 1 < range.end, scalar(end) == 0x2E || scalar(end) == 0x29, isSpace(end + 1)
        else {
            return nil
        }
        return skipSpace(end + 1, range.end)
    }

    /// `[name]: address`
    private func isDefinition(_ range: TextRange) -> Bool {
        guard scalar(range.start) == 0x5B else { return false }
        var index = range.start
        while index < min(range.end, range.start + 80), scalar(index) != 0x5D { index += 1 }
        return index + 1 < range.end && scalar(index) == 0x5D && scalar(index + 1) == 0x3A
    }

    private func scalar(_ index: Int) -> UInt32 { index < source.count ? source.scalars[index] : 0x20 }
    private func isSpace(_ index: Int) -> Bool { CharacterTraits.of(scalar(index)).contains(.space) }

    private func skipSpace(_ index: Int, _ end: Int) -> Int {
        var index = index
        while index < end, isSpace(index) { index += 1 }
        return index
    }

    private func run(_ start: Int, _ mark: UInt32, _ end: Int) -> Int {
        var index = start
        while index < end, scalar(index) == mark { index += 1 }
        return index - start
    }

    private func isRun(of mark: UInt32, _ range: TextRange, atLeast: Int) -> Bool {
        range.count >= atLeast && run(range.start, mark, range.end) == range.count
    }
}
