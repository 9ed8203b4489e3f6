/// Quotations that run on over sentences and paragraphs.
extension AttributionFinder {
    /// "…," X said. "…": the sentences after it that are nothing but a quotation go on with the same speech.
    func continueQuotation(_ found: inout [Found], in unit: Int) {
        guard
            let index = found.lastIndex(where: {
                $0.quotation != .indirect && ($0.content.last.map { quotes.isQuoted($0.upperBound - 1) } ?? false)
            })
        else { return }
        var next = unit + 1
        // The content may itself reach into sentences that follow.
        let reached = found[index].content.last?.upperBound ?? 0
        while next < units.count, units[next].tokens.upperBound <= reached { next += 1 }
        var carried = quotes.quote(at: reached - 1)?.continues == true
        while next < units.count {
            let start = units[next].tokens.lowerBound
            guard let quote = quotes.quote(at: start), quote.open == start,
                units[next].block == units[unit].block || (carried && quote.isContinuation)
            else { return }
            var last = next
            while last + 1 < units.count, units[last].tokens.upperBound <= quote.close { last += 1 }
            // Something follows in plain words: that sentence has a tag of its own.
            guard quote.close + 1 >= content.end(units[last].tokens) else { return }
            found[index].content.append(quote.open..<quote.close + 1)
            carried = quote.continues
            next = last + 1
        }
    }
}
