/// Addresses of the web that stand in a text without any markup.
struct BareAddress {
    /// How many characters were looked at one by one: in proportion to the text, whatever it is made of. A page that anybody
    /// may ask for renders it each time.
    private(set) var steps = 0

    /// The text with its http and https addresses as links. An address ends before a blank and what nobody writes in one;
    /// points, commas, quotation marks and a closing bracket that none opened belong to the sentence around it.
    static func links(in text: String) -> [Prose.Inline] {
        var reader = BareAddress()
        return reader.links(in: text)
    }

    mutating func links(in text: String) -> [Prose.Inline] {
        guard text.contains("://") else { return [.text(text)] }
        var parts: [Prose.Inline] = []
        var rest = text[...]
        var searched = rest.startIndex
        while let scheme = rest[searched...].firstRange(of: "://") {
            guard let start = start(of: scheme.lowerBound, in: rest) else {
                searched = scheme.upperBound
                continue
            }
            let run = run(from: scheme.upperBound, in: rest)
            guard let end = end(of: run), let address = ReportWords.link(String(rest[start..<end])) else {
                // What is no address to its end is none from its middle either.
                searched = run.endIndex
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
    private func start(of end: Substring.Index, in text: Substring) -> Substring.Index? {
        let letters = text[..<end].suffix(6).reversed().prefix { $0.isASCII && $0.isLetter }
        guard ["http", "https"].contains(String(letters.reversed()).lowercased()) else { return nil }
        let start = text.index(end, offsetBy: -letters.count)
        guard start > text.startIndex else { return start }
        let before = text[text.index(before: start)]
        return before.isLetter || before.isNumber ? nil : start
    }

    /// What stands without a blank or a mark that no address has.
    private mutating func run(from start: Substring.Index, in text: Substring) -> Substring {
        text[start...].prefix {
            steps += 1
            return !$0.isWhitespace && !"<>\"“”„«»".contains($0)
        }
    }

    /// Where the address ends in its run.
    private mutating func end(of run: Substring) -> Substring.Index? {
        var address = run
        var unopened = run.reduce(0) { $0 + ($1 == ")" ? 1 : $1 == "(" ? -1 : 0) }
        while let last = address.last {
            steps += 1
            if last == ")", unopened > 0 {
                unopened -= 1
            } else if !".,:;!?*_~'’‘]…".contains(last) {
                break
            }
            address.removeLast()
        }
        return address.isEmpty ? nil : address.endIndex
    }
}
