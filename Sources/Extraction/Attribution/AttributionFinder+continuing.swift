/// Quotations that run on over sentences and paragraphs.
extension AttributionFinder {
    /// "…," X said. "…": the sentences after it that are nothing but a quotation go on with the same speech.
    ///
    /// - Returns: Those sentences.
    func continueQuotation(_ found: inout [Found], in unit: Int) -> Range<Int> {
        guard
            let index = found.lastIndex(where: {
                $0.quotation != .indirect && ($0.content.last.map { quotes.isQuoted($0.upperBound - 1) } ?? false)
            })
        else { return 0..<0 }
        // The content may itself reach into sentences that follow.
        let reached = found[index].content.last?.upperBound ?? 0
        let first = max(unit + 1, units.firstReaching(reached, budget))
        var next = first
        var carried = quotes.quote(at: reached - 1)?.continues == true
        while next < units.count {
            budget.charge()
            let start = units[next].tokens.lowerBound
            guard let quote = quotes.quote(at: start), quote.open == start,
                units[next].block == units[unit].block || (carried && quote.isContinuation)
            else { return first..<next }
            let last = min(max(next, units.firstReaching(quote.close, budget)), units.count - 1)
            // Something follows in plain words: that sentence has a tag of its own.
            guard quote.close + 1 >= content.end(units[last].tokens) else { return first..<next }
            found[index].content.append(quote.open..<quote.close + 1)
            carried = quote.continues
            next = last + 1
        }
        return first..<next
    }
}
