/// Finds the parts of a Markdown line that a reader sees.
enum MarkdownInline {
    /// The visible parts, and whether the line is nothing but a picture.
    static func visible(_ range: TextRange, _ source: SourceText) -> (parts: [TextRange], isImage: Bool) {
        let scalars = source.scalars
        var parts: [TextRange] = []
        var start = range.start
        var index = range.start
        var isImage = false
        func close(_ end: Int, next: Int) {
            if end > start { parts.append(TextRange(start: start, end: end)) }
            start = next
            index = next
        }
        while index < range.end {
            switch scalars[index] {
            case 0x5C where index + 1 < range.end:
                // A backslash makes the next mark plain.
                close(index, next: index + 1)
                index += 1
            case 0x2A, 0x60, 0x7E:
                close(index, next: index + 1)
            case 0x5F where isEdge(index, range, scalars):
                close(index, next: index + 1)
            case 0x21 where index + 1 < range.end && scalars[index + 1] == 0x5B:
                isImage = index == range.start
                close(index, next: index + 2)
            case 0x5B:
                close(index, next: index + 1)
            case 0x5D:
                close(index, next: addressEnd(index + 1, range, scalars))
            default:
                index += 1
            }
        }
        close(range.end, next: range.end)
        return (parts, isImage && parts.count <= 1)
    }

    /// An underscore inside a word ("snake_case") is part of it.
    private static func isEdge(_ index: Int, _ range: TextRange, _ scalars: [UInt32]) -> Bool {
        let before = index == range.start || CharacterTraits.of(scalars[index - 1]).isDisjoint(with: .wordPart)
        let after = index + 1 >= range.end || CharacterTraits.of(scalars[index + 1]).isDisjoint(with: .wordPart)
        return before || after
    }

    /// Past the address of a link, `(…)` or `[…]`, that follows its text.
    private static func addressEnd(_ start: Int, _ range: TextRange, _ scalars: [UInt32]) -> Int {
        guard start < range.end else { return start }
        let close: UInt32
        switch scalars[start] {
        case 0x28: close = 0x29
        case 0x5B: close = 0x5D
        default: return start
        }
        // Addresses are short; the bound keeps "](](](" linear.
        let limit = min(range.end, start + 2_048)
        var index = start
        while index < limit, scalars[index] != close { index += 1 }
        return index < limit ? index + 1 : start
    }
}
