/// The words that are off a desk's public forms, and what stands in their place.
///
/// Words are found as whole words however they are typed: whatever their case and accents, and whatever divides them; within words
/// only in scripts that put no blanks between them. An address is gone as a whole where it has them, as its parts are often made of
/// names.
package struct RemovedWords: Sendable, Hashable {
    /// What the public reads in their place: that something was removed, and not what.
    package static let mark = "[removed]"

    /// By their first letter, the longest first.
    private let phrases: [UInt32: [RemovedPhrase]]

    package init(_ words: [String]) {
        let all = Set(words.flatMap { [$0, Self.inTwoLetters($0)] }).compactMap(RemovedPhrase.init)
        phrases = Dictionary(grouping: Set(all)) { $0.codes[0] }.mapValues { phrases in
            phrases.sorted { $0.codes.count > $1.codes.count }
        }
    }

    package static let none = RemovedWords([])

    package var isEmpty: Bool { phrases.isEmpty }

    /// The text with the mark in the place of the words.
    package func off(_ text: String) -> String {
        replacing(text, places(in: text).map { TextPlaces.widened($0, in: text) }) { _ in Self.mark }
    }

    package func off(_ text: String?) -> String? { text.map { off($0) } }

    /// The text with as many bars in the place of the words as they have code points: what stands behind them keeps its place.
    /// Marks of Markdown among them stay.
    package func barred(_ text: String) -> String {
        replacing(text, places(in: text)) { words in
            String(
                String.UnicodeScalarView(
                    words.unicodeScalars.map { "*_~`[]()<>\n\r".unicodeScalars.contains($0) ? $0 : "█" }))
        }
    }

    /// True where the words stand.
    package func stand(in text: String?) -> Bool { text.map { !places(in: $0).isEmpty } ?? false }

    /// Nil for an address that has the words.
    package func address(_ url: String?) -> String? {
        guard let url, !isEmpty else { return url }
        // Encoded twice, as an address within another is.
        let opened = url.utf8.contains(UInt8(ascii: "%")) ? Percent.opened(Percent.opened(url)) : url
        return words(in: FoldedText(opened), isAddress: true).isEmpty ? url : nil
    }

    /// Addresses with blanks between them.
    package func addresses(_ text: String) -> String {
        text.split(separator: " ").map { address(String($0)) ?? Self.mark }.joined(separator: " ")
    }

    /// Where in a text the words stand, and addresses that have them, in order, in bytes of UTF-8.
    package func places(in text: String) -> [Range<Int>] {
        if isEmpty { return [] }
        let addresses = TextPlaces.addresses(in: text).filter { address(String(text[utf8: $0])) == nil }
        return TextPlaces.united(addresses + words(in: FoldedText(text)))
    }

    private func words(in text: FoldedText, isAddress: Bool = false) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var place = 0
        while place < text.elements.count {
            let end = phrases[text.elements[place].code]?.lazy.compactMap {
                $0.end(at: place, in: text, isAddress: isAddress)
            }.first
            if let end { found.append(text.elements[place].start..<text.end(of: end - 1)) }
            place = end ?? place + 1
        }
        return found
    }

    private func replacing(_ text: String, _ places: [Range<Int>], _ mark: (Substring) -> String) -> String {
        if places.isEmpty { return text }
        var out = ""
        var done = 0
        for place in places where place.lowerBound >= done {
            out += text[utf8: done..<place.lowerBound] + mark(text[utf8: place])
            done = place.upperBound
        }
        return out + text[utf8: done..<text.utf8.count]
    }

    // MARK: Texts that are cut

    /// The pieces of one text that stand behind one another, each without the words, also where they run from one into the next.
    /// What may be a part of the words at either end, where the text was cut, is left out.
    package func off(pieces: [String]) -> [String] {
        if isEmpty { return pieces }
        let whole = pieces.joined()
        let places = places(in: whole)
        var start = 0
        var shown = pieces.map { piece in
            let end = start + piece.utf8.count
            defer { start = end }
            let own = places.filter { $0.overlaps(start..<end) }.map { place in
                let own = place.clamped(to: start..<end)
                return TextPlaces.widened((own.lowerBound - start)..<(own.upperBound - start), in: piece)
            }
            return replacing(piece, own) { _ in Self.mark }
        }
        if let first = shown.first { shown[0] = withoutTail(first) }
        if let last = shown.last { shown[shown.count - 1] = withoutHead(last) }
        return shown
    }

    private func withoutTail(_ text: String) -> String {
        let folded = FoldedText(text)
        let ends = phrases.values.joined().compactMap { $0.tail(in: folded) }
        guard let end = ends.max() else { return text }
        return String(text[utf8: folded.end(of: end - 1)..<folded.length])
    }

    private func withoutHead(_ text: String) -> String {
        let folded = FoldedText(text)
        let starts = phrases.values.joined().compactMap { $0.head(in: folded) }
        guard let start = starts.min() else { return text }
        return String(text[utf8: 0..<folded.elements[start].start])
    }

    // MARK: Searches

    /// Whether a search would find the text without the words: who searches for them must not learn where they stood.
    package func leave(_ text: String, toSearchFor query: String) -> Bool {
        let left = FoldedText(replacing(text, places(in: text)) { _ in " " }).words
        return FoldedText(query).words.allSatisfy { word in left.contains { $0.starts(with: word) } }
    }

    /// As those write it whose keyboards lack the letters: Müller as Mueller.
    private static func inTwoLetters(_ words: String) -> String {
        String(
            words.flatMap { letter -> String in
                switch letter {
                case "ä", "Ä": "ae"
                case "ö", "Ö", "ø", "Ø": "oe"
                case "ü", "Ü": "ue"
                case "å", "Å": "aa"
                default: String(letter)
                }
            })
    }
}
