/// Finds the headline, the line above it and the standfirst below it at the top of an article.
struct TitleFinder {
    let source: SourceText
    let tokens: [Token]
    let blocks: [Block]
    let budget: ReadingBudget

    /// Longer lines are text.
    private static let longestHeadline = 30

    func mark(_ units: inout [Unit], title: String?) {
        budget.charge(4 * units.count)
        markHeadings(&units)
        let first = units.indices.prefix(8)
        var headline: Int?
        if let title {
            let wanted = Self.letters(title)
            headline = first.first { !wanted.isEmpty && isTitle(wanted, blocks[units[$0].block].range) }
        }
        if headline == nil, title == nil || units.first.map({ isHeading($0) }) == true {
            headline = guess(units, first)
        }
        guard let headline else { return }
        for index in units.indices where units[index].block == units[headline].block { units[index].role = .headline }
        for index in units.indices where index < headline && units[index].role == .body && units[index].words <= 8 {
            units[index].role = .kicker
        }
        markDek(&units, after: headline, hasKicker: headline > 0 && units[headline - 1].role == .kicker)
    }

    /// Whether a block's letters are those of the title; a block that goes on behind them is not read to its end.
    private func isTitle(_ wanted: [UInt32], _ range: TextRange) -> Bool {
        var matched = 0
        for scalar in source.scalars[range.start..<range.end] {
            budget.charge()
            if CharacterTraits.of(scalar).isDisjoint(with: .wordPart) { continue }
            guard matched < wanted.count, CharacterTraits.folded(scalar) == wanted[matched] else { return false }
            matched += 1
        }
        return matched == wanted.count
    }

    /// Markdown says which lines are headings.
    private func markHeadings(_ units: inout [Unit]) {
        for index in units.indices where isHeading(units[index]) && units[index].role == .body {
            units[index].role = .headline
        }
    }

    private func isHeading(_ unit: Unit) -> Bool {
        if case .heading = blocks[unit.block].kind { return true }
        return false
    }

    /// The first line that is no furniture, if it is written like a headline.
    private func guess(_ units: [Unit], _ candidates: Range<Int>.SubSequence) -> Int? {
        guard units.count > 1,
            let first = candidates.first(where: { units[$0].role == .body || units[$0].role == .headline })
        else { return nil }
        if units[first].role == .headline { return first }
        guard isHeadlineLike(units, first) else { return nil }
        let next = first + 1
        if units[first].words <= 5, next < units.count, units[next].role == .body, isHeadlineLike(units, next),
            units[next].words > units[first].words
        {
            return next
        }
        return first
    }

    private func isHeadlineLike(_ units: [Unit], _ index: Int) -> Bool {
        let unit = units[index]
        guard unit.words > 0, unit.words <= Self.longestHeadline, index + 1 < units.count else { return false }
        // A headline may ask or exclaim, but it does not end in a full stop, and nothing follows it in its block.
        let closed = tokens[unit.tokens].last { $0.kind != .closeQuote && $0.kind != .closeSingle }?.kind == .period
        return !closed && units[index + 1].block != unit.block
    }

    /// The standfirst: the block after the headline, where something sets it apart from the first paragraph.
    private func markDek(_ units: inout [Unit], after headline: Int, hasKicker: Bool) {
        let start = headline + 1
        guard start < units.count, units[start].role == .body else { return }
        let block = units[start].block
        let end = units[start...].firstIndex { $0.block != block } ?? units.count
        let words = units[start..<end].reduce(0) { $0 + $1.words }
        let rest = units[end...].filter { $0.role == .body }.count
        guard words <= 60, end - start <= 3, rest >= 3 else { return }
        let asks = tokens[units[end - 1].tokens].last { $0.isTerminator }?.kind == .question
        let open = !units[end - 1].isClosed && words >= 6
        let credited = end < units.count && units[end].role == .credit
        if hasKicker || asks || open || credited {
            for index in start..<end { units[index].role = .dek }
        }
    }

    /// The letters and digits of a text in lower case, to compare titles whatever their marks and blanks.
    private static func letters(_ text: String) -> [UInt32] {
        text.unicodeScalars.compactMap {
            CharacterTraits.of($0.value).isDisjoint(with: .wordPart) ? nil : CharacterTraits.folded($0.value)
        }
    }
}
