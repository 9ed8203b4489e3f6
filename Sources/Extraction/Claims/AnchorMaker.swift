/// Makes anchors of ranges.
package struct AnchorMaker {
    package let source: SourceText
    let budget: ReadingBudget

    /// How many code points of the surroundings an anchor keeps on each side.
    package static let surroundings = 32

    func anchor(_ range: TextRange) -> Anchor {
        budget.charge(SourceText.stride + 2 * Self.surroundings + 3 * range.count)
        let start = source.offsets(of: range.start)
        let exact = source.string(range)
        return Anchor(
            start: range.start,
            end: range.end,
            utf16: TextRange(start: start.utf16, end: start.utf16 + exact.utf16.count),
            utf8: TextRange(start: start.utf8, end: start.utf8 + exact.utf8.count),
            exact: exact,
            prefix: source.string(max(0, range.start - Self.surroundings), range.start),
            suffix: source.string(range.end, min(source.count, range.end + Self.surroundings))
        )
    }
}
