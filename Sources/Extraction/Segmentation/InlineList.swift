/// Lists that stand in one line: "1. The first item 2. The second item".
enum InlineList {
    /// The tokens at which items begin; empty where the block does not open with a list.
    static func starts(_ tokens: [Token], _ range: Range<Int>, _ source: SourceText) -> [Int] {
        guard let first = value(tokens, range.lowerBound, range, source) else { return [] }
        var starts = [range.lowerBound]
        var expected = first + 1
        var index = range.lowerBound + 1
        while index < range.upperBound {
            // Only a rising row of markers is a list; a number in the text is not.
            if tokens[index].spaced, let found = value(tokens, index, range, source), found == expected {
                starts.append(index)
                expected += 1
            }
            index += 1
        }
        return starts.count > 1 ? starts : []
    }

    /// Past the marker that begins at `index`.
    static func afterMarker(_ tokens: [Token], _ index: Int, _ end: Int) -> Int {
        var index = index + 1
        while index < end, tokens[index].kind == .number || tokens[index].kind == .period || isClose(tokens[index]),
            !tokens[index].spaced || tokens[index].kind == .number
        {
            index += 1
        }
        return index
    }

    /// The number of the marker at `index`: "1.", "1)", "1.)", "a.", "• 9.".
    private static func value(_ tokens: [Token], _ index: Int, _ range: Range<Int>, _ source: SourceText) -> Int? {
        var index = index
        if tokens[index].kind == .bullet { index += 1 }
        guard index + 2 < range.upperBound else { return nil }
        let token = tokens[index]
        let close = tokens[index + 1]
        guard close.kind == .period || isClose(close), !close.spaced else { return nil }
        if token.kind == .number, token.count <= 3 {
            var value = 0
            for position in Int(token.start)..<Int(token.end) {
                let scalar = source.scalars[position]
                guard (0x30...0x39).contains(scalar) else { return nil }
                value = value * 10 + Int(scalar) - 0x30
            }
            return value
        }
        if token.kind == .word, token.count == 1, token.shape == .lower {
            return Int(source.scalars[Int(token.start)]) - 0x61
        }
        return nil
    }

    private static func isClose(_ token: Token) -> Bool { token.kind == .closeBracket }
}
