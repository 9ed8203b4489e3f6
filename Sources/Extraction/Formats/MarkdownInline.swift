/// Finds the parts of a Markdown line that a reader sees.
enum MarkdownInline {
    /// The visible parts, and whether the line is nothing but a picture.
    static func visible(
        _ range: TextRange, _ source: SourceText, _ budget: ReadingBudget
    ) -> (parts: [TextRange], isImage: Bool) {
        let scalars = source.scalars
        var (round, square) = (AddressEnds(of: 0x29), AddressEnds(of: 0x5D))
        var parts: [TextRange] = []
        var start = range.start
        var index = range.start
        var isImage = false
        func close(_ end: Int, next: Int) {
            if end > start { parts.append(TextRange(start: start, end: end)) }
            start = next
            index = next
        }
        /// Past the address that follows a link's text.
        func addressEnd(_ start: Int) -> Int {
            guard start < range.end else { return start }
            switch scalars[start] {
            case 0x28: return round.end(from: start, range, scalars, budget)
            case 0x5B: return square.end(from: start, range, scalars, budget)
            default: return start
            }
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
                close(index, next: addressEnd(index + 1))
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
}

/// Past the addresses of links, `(…)` or `[…]`, by the mark that closes them.
private struct AddressEnds {
    let close: UInt32
    /// None stands between the place that was asked about last and this one.
    private var searched = 0

    /// Longer addresses are none.
    private static let longest = 2_048

    init(of close: UInt32) { self.close = close }

    /// Past the address that begins at a place, behind the places that were asked about before; the place itself where
    /// nothing closes it.
    mutating func end(from start: Int, _ range: TextRange, _ scalars: [UInt32], _ budget: ReadingBudget) -> Int {
        let limit = min(range.end, start + Self.longest)
        // Not from the start again: in "](](](" each would look at all the others.
        let begun = max(start, searched)
        searched = begun
        while searched < limit, scalars[searched] != close { searched += 1 }
        budget.charge(searched - begun + 1)
        return searched < limit ? searched + 1 : start
    }
}
