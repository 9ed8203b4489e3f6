/// Addresses of the web that stand in a text without any markup.
enum BareAddress {
    /// The text with its http and https addresses as links. An address ends before a blank and what nobody writes in one;
    /// points, commas, quotation marks and a closing bracket that none opened belong to the sentence around it.
    static func links(in text: String) -> [Prose.Inline] {
        guard text.contains("://") else { return [.text(text)] }
        var parts: [Prose.Inline] = []
        var rest = text[...]
        var searched = rest.startIndex
        while let scheme = rest[searched...].firstRange(of: "://") {
            guard let start = start(of: scheme.lowerBound, in: rest), let end = end(from: scheme.upperBound, in: rest),
                let address = ReportWords.link(String(rest[start..<end]))
            else {
                searched = scheme.upperBound
                continue
            }
            if start > rest.startIndex { parts.append(.text(String(rest[..<start]))) }
            parts.append(.link([.text(address)], to: address))
            rest = rest[end...]
            searched = end
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }

    /// Where a scheme begins that ends here; nil for other schemes, and within a word.
    private static func start(of end: Substring.Index, in text: Substring) -> Substring.Index? {
        let letters = text[..<end].reversed().prefix { $0.isASCII && $0.isLetter }
        guard ["http", "https"].contains(String(letters.reversed()).lowercased()) else { return nil }
        let start = text.index(end, offsetBy: -letters.count)
        guard start > text.startIndex else { return start }
        let before = text[text.index(before: start)]
        return before.isLetter || before.isNumber ? nil : start
    }

    private static func end(from start: Substring.Index, in text: Substring) -> Substring.Index? {
        var address = text[start...].prefix { !$0.isWhitespace && !"<>\"“”„«»".contains($0) }
        while let last = address.last {
            let isOpened = last != ")" || address.count { $0 == "(" } >= address.count { $0 == ")" }
            guard ".,:;!?*_~'’‘]…".contains(last) || !isOpened else { break }
            address.removeLast()
        }
        return address.isEmpty ? nil : address.endIndex
    }
}
