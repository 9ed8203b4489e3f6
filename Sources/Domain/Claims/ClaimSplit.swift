/// A part of a claim's exact words that becomes a claim of its own.
package struct ClaimPart: Sendable, Hashable {
    /// Code points in the text of the claim's version.
    package var start: Int
    /// Exclusive.
    package var end: Int
    /// What the part says by itself; nil takes its words as printed.
    package var statement: String?

    package init(start: Int, end: Int, statement: String? = nil) {
        self.start = start
        self.end = end
        self.statement = statement
    }
}

/// Makes several claims of one.
package enum ClaimSplit {
    package static let limit = 10
    /// No text has more places.
    private static let places = 2_147_483_647
    /// Code points that an anchor keeps on each side, as the extractor's do.
    static let surroundings = 32

    /// What a part becomes.
    package struct Piece: Sendable, Hashable {
        package let anchor: Anchor
        package let statement: String
    }

    /// Checks what can be told of parts without their claim.
    ///
    /// - Throws: `InputError` for their number, for places that no text has, and for a statement that says nothing.
    package static func validate(_ parts: [ClaimPart]) throws(InputError) {
        guard (1...limit).contains(parts.count) else { throw InputError("parts", "must have from 1 to \(limit) items") }
        for (index, part) in parts.enumerated() {
            try Input.number(part.start, "parts[\(index)].start", in: 0...places)
            try Input.number(part.end, "parts[\(index)].end", in: 1...places)
            if let statement = part.statement { try Input.text(statement, "parts[\(index)].statement", limit: 5000) }
        }
    }

    /// The pieces in the order in which the parts were given, white space at their ends left out.
    ///
    /// The version's text is not needed: an anchor has the words and as much of their surroundings as a piece can need.
    /// - Parameter anchor: the claim's.
    /// - Throws: `InputError` that names the part: `parts[1].end`.
    package static func pieces(of anchor: Anchor, _ parts: [ClaimPart]) throws(InputError) -> [Piece] {
        try validate(parts)
        let words = Array(anchor.exact.unicodeScalars)
        let whole = trimmed(0..<words.count, words)
        var pieces: [Piece] = []
        var taken: [Range<Int>] = []
        for (index, part) in parts.enumerated() {
            let field = "parts[\(index)]"
            let range: Range<Int>
            do { range = try self.range(of: part, in: words, from: anchor.range.start) } catch {
                throw error.inside(field)
            }
            if range == whole { throw InputError(field, "must be a part of the claim, not all of it") }
            if let other = taken.firstIndex(where: { $0.overlaps(range) }) {
                throw InputError(field, "must not overlap parts[\(other)]")
            }
            taken.append(range)
            let own = self.anchor(range, words, of: anchor)
            pieces.append(Piece(anchor: own, statement: part.statement ?? own.exact))
        }
        return pieces
    }

    /// Where the part stands among the claim's words, from 0.
    private static func range(
        of part: ClaimPart, in words: [Unicode.Scalar], from start: Int
    ) throws(InputError) -> Range<Int> {
        let end = start + words.count
        guard (start..<end).contains(part.start) else {
            throw InputError("start", "must be from \(start) to \(end - 1), within the claim")
        }
        guard part.start < part.end, part.end <= end else {
            throw InputError("end", "must be after start and at most \(end), within the claim")
        }
        let range = trimmed(part.start - start..<part.end - start, words)
        if range.isEmpty { throw InputError("end", "must leave more than white space in the part") }
        return range
    }

    private static func trimmed(_ range: Range<Int>, _ words: [Unicode.Scalar]) -> Range<Int> {
        let isWord = { (index: Int) in !words[index].properties.isWhitespace }
        guard let first = range.first(where: isWord), let last = range.last(where: isWord) else {
            return range.lowerBound..<range.lowerBound
        }
        return first..<last + 1
    }

    private static func anchor(_ range: Range<Int>, _ words: [Unicode.Scalar], of claim: Anchor) -> Anchor {
        let (before, exact, after) = (words[..<range.lowerBound], text(words[range]), words[range.upperBound...])
        let utf16 = claim.utf16.start + text(before).utf16.count
        let utf8 = claim.utf8.start + text(before).utf8.count
        return Anchor(
            range: .init(start: claim.range.start + range.lowerBound, end: claim.range.start + range.upperBound),
            utf16: .init(start: utf16, end: utf16 + exact.utf16.count),
            utf8: .init(start: utf8, end: utf8 + exact.utf8.count),
            exact: exact,
            prefix: text((claim.prefix.unicodeScalars + before).suffix(surroundings)),
            suffix: text((after + claim.suffix.unicodeScalars).prefix(surroundings)), part: claim.part)
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
