/// The words that are off a desk's public forms, and what stands in their place.
///
/// Words are found as whole words, whatever their case, accents and line ends; within words only in scripts that put no
/// blanks between them. An address is gone as a whole where it has them, as its parts are often made of names.
package struct RemovedWords: Sendable, Hashable {
    /// What the public reads in their place: that something was removed, and not what.
    package static let mark = "[removed]"

    /// Folded, with single blanks; the longest first.
    private let phrases: [[Unicode.Scalar]]

    package init(_ words: [String]) {
        phrases = words.map { text in
            var folded = Self.folded(text).map(\.scalar)
            while folded.last == " " { folded.removeLast() }
            if folded.first == " " { folded.removeFirst() }
            return folded
        }.filter { phrase in phrase.contains { !Self.isApart($0) } }.sorted { $0.count > $1.count }
    }

    package static let none = RemovedWords([])

    package var isEmpty: Bool { phrases.isEmpty }

    /// The text with the mark in the place of the words.
    package func off(_ text: String) -> String { replacing(text) { _ in Self.mark } }

    package func off(_ text: String?) -> String? { text.map { off($0) } }

    /// The text with as many bars in the place of the words as they have code points: what stands behind them keeps its place.
    package func barred(_ text: String) -> String {
        replacing(text) { String(repeating: "█", count: $0.unicodeScalars.count) }
    }

    /// Nil for an address that has the words.
    package func address(_ url: String?) -> String? {
        guard let url, !isEmpty else { return url }
        let spaced = Percent.opened(url).map { $0.isLetter || $0.isNumber ? $0 : " " }
        return found(in: String(spaced)).isEmpty ? url : nil
    }

    private func replacing(_ text: String, _ mark: (Substring) -> String) -> String {
        if isEmpty { return text }
        var out = ""
        var place = text.startIndex
        for range in found(in: text) where range.lowerBound >= place {
            out += text[place..<range.lowerBound] + mark(text[range])
            place = range.upperBound
        }
        return place == text.startIndex ? text : out + text[place...]
    }

    /// Where the words stand, in order; of those that overlap the first.
    private func found(in text: String) -> [Range<String.Index>] {
        let folded = Self.folded(text)
        var found: [Range<String.Index>] = []
        var place = 0
        while place < folded.count {
            guard let phrase = phrases.first(where: { stands($0, at: place, in: folded) }) else {
                place += 1
                continue
            }
            let end = place + phrase.count
            found.append(folded[place].range.lowerBound..<folded[end - 1].range.upperBound)
            place = end
        }
        return found
    }

    private func stands(
        _ phrase: [Unicode.Scalar], at place: Int, in text: [(scalar: Unicode.Scalar, range: Range<String.Index>)]
    ) -> Bool {
        let end = place + phrase.count
        guard text[place].scalar == phrase[0], end <= text.count,
            text[place..<end].elementsEqual(phrase, by: { $0.scalar == $1 })
        else { return false }
        let opens = place == 0 || Self.divides(text[place - 1].scalar, text[place].scalar)
        return opens && (end == text.count || Self.divides(text[end - 1].scalar, text[end].scalar))
    }

    /// The folded scalars of a text, each with the character that it comes from.
    private static func folded(_ text: String) -> [(scalar: Unicode.Scalar, range: Range<String.Index>)] {
        var folded: [(scalar: Unicode.Scalar, range: Range<String.Index>)] = []
        for index in text.indices {
            let range = index..<text.index(after: index)
            if text[index].isWhitespace {
                if folded.last?.scalar != " " { folded.append((" ", range)) }
                continue
            }
            for scalar in WordIndex.foldedWithoutMarks(String(text[index])).unicodeScalars
            where scalar.properties.generalCategory != .format { folded.append((scalar, range)) }
        }
        return folded
    }

    private static func divides(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
        isApart(left) || isApart(right) || WordIndex.standsAlone(left) || WordIndex.standsAlone(right)
    }

    private static func isApart(_ scalar: Unicode.Scalar) -> Bool { !WordIndex.isPartOfWord(scalar) }
}
