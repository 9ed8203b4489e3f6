/// Reads plain text: blank lines part paragraphs; a single line end does too, unless the text is wrapped to a width.
enum PlainTextFormat {
    /// Wider lines than this are paragraphs, not wrapped text.
    private static let widestWrap = 132
    /// Lines under this length are list items or menu entries, not wrapped text.
    private static let narrowestWrap = 40

    static func blocks(_ source: SourceText) -> [Block] {
        let lines = Line.read(source)
        let width = wrapWidth(lines, source)
        var blocks: [Block] = []
        for (index, line) in lines.enumerated() {
            if index > 0, !line.separated, continues(lines[index - 1], line, width, source), !blocks.isEmpty {
                blocks[blocks.count - 1].range.end = line.range.end
            } else {
                let kind: Block.Kind = isBulleted(line, source) ? .listItem : .paragraph
                blocks.append(Block(range: line.range, kind: kind, separated: line.separated))
            }
        }
        return blocks
    }

    /// The width that the text is wrapped to, if it is: nearly every line is so long that the next word did not fit.
    private static func wrapWidth(_ lines: [Line], _ source: SourceText) -> Int? {
        var width = 0
        var pairs = 0
        for (index, line) in lines.enumerated() where index > 0 && !line.separated {
            width = max(width, lines[index - 1].range.count, line.range.count)
            pairs += 1
        }
        guard pairs >= 3, width <= widestWrap, width >= narrowestWrap else { return nil }
        var full = 0
        for (index, line) in lines.enumerated() where index > 0 && !line.separated {
            // A few units of play: editors count a trailing blank or wrap a little early.
            if lines[index - 1].range.count + 1 + firstWordLength(line, source) > width - 8 { full += 1 }
        }
        return full * 10 >= pairs * 8 ? width : nil
    }

    private static func continues(_ line: Line, _ next: Line, _ width: Int?, _ source: SourceText) -> Bool {
        if isBulleted(next, source) { return false }
        if let width, line.range.count + 1 + firstWordLength(next, source) > width - 8 { return true }
        // A sentence that was cut: no mark ends the line and the next one goes on in lower case.
        let last = CharacterTraits.of(source.scalars[line.range.end - 1])
        let comma = source.scalars[line.range.end - 1] == 0x2C
        return line.range.count >= narrowestWrap && (comma || !last.isDisjoint(with: .wordPart))
            && CharacterTraits.of(source.scalars[next.range.start]).contains(.lower)
    }

    private static func firstWordLength(_ line: Line, _ source: SourceText) -> Int {
        var end = line.range.start
        let limit = min(line.range.end, end + 40)
        while end < limit, !CharacterTraits.of(source.scalars[end]).contains(.space) { end += 1 }
        return end - line.range.start
    }

    private static func isBulleted(_ line: Line, _ source: SourceText) -> Bool {
        guard line.range.count > 2 else { return false }
        switch source.scalars[line.range.start] {
        case 0x2022, 0x25AA, 0x25CF, 0x25E6, 0xB7, 0x25A0: return true
        case 0x2A, 0x2D, 0x2B: return CharacterTraits.of(source.scalars[line.range.start + 1]).contains(.space)
        default: return false
        }
    }
}
