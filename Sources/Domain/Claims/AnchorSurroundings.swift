/// How the sentence goes on before and behind some of its words: what makes the same words somebody else's, or an apology.
package struct AnchorSurroundings: Sendable, Hashable {
    private let before: String
    private let after: String

    /// - Parameters:
    ///   - exact: the words.
    ///   - prefix: what stands before them; of the sentences in it only the last counts.
    ///   - suffix: what stands behind them; of the sentences in it only the first counts.
    fileprivate init(
        of exact: some Sequence<Unicode.Scalar>, prefix: some BidirectionalCollection<Unicode.Scalar>,
        suffix: some Collection<Unicode.Scalar>
    ) {
        before = Self.plain(Self.lastSentence(Array(prefix)))
        let endsSentence = Array(exact).reversed().first { !Self.closing.contains($0) }.map(Self.ends.contains)
        after = Self.plain(Self.firstSentence(Array(suffix), isOver: endsSentence ?? false))
    }

    private static let ends: Set<Unicode.Scalar> = [".", "!", "?", "…", "。", "！", "？"]
    private static let closing: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", "“", "‘", "«", ")", "]"]

    private static func lastSentence(_ scalars: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
        for place in scalars.indices.reversed() where scalars[place].properties.isWhitespace {
            if scalars[place].isNewline { return scalars[(place + 1)...] }
            let last = scalars[..<place].last { !closing.contains($0) }
            if last.map(ends.contains) ?? false { return scalars[(place + 1)...] }
        }
        return scalars[...]
    }

    /// - Parameter isOver: the sentence has ended already, and only quotation marks and brackets may follow.
    private static func firstSentence(_ scalars: [Unicode.Scalar], isOver: Bool) -> ArraySlice<Unicode.Scalar> {
        var isOver = isOver
        for (place, scalar) in scalars.enumerated() {
            if scalar.isNewline || isOver && scalar.properties.isWhitespace { return scalars[..<place] }
            isOver = ends.contains(scalar) || isOver && closing.contains(scalar)
        }
        return scalars[...]
    }

    /// Without blanks, and with one kind of quotation marks: a publisher who changes these changes nothing that is said.
    private static func plain(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars where !scalar.properties.isWhitespace {
            switch scalar {
            case "“", "”", "„", "«", "»", "‟": view.append("\"")
            case "‘", "’", "‚": view.append("'")
            default: view.append(scalar)
            }
        }
        return String(view)
    }
}

extension Unicode.Scalar {
    fileprivate var isNewline: Bool {
        self == "\n" || self == "\r" || self == "\u{85}" || self == "\u{2028}" || self == "\u{2029}"
    }
}

extension Anchor {
    /// How the sentence of these words goes on around them.
    package var surroundings: AnchorSurroundings {
        AnchorSurroundings(of: exact.unicodeScalars, prefix: prefix.unicodeScalars, suffix: suffix.unicodeScalars)
    }
}

/// A text in which words are looked for, more than once.
package struct SearchedText: Sendable {
    private let text: String
    private let scalars: [Unicode.Scalar]

    package init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    /// The surroundings of words wherever they stand.
    package func surroundings(of anchor: Anchor) -> [AnchorSurroundings] {
        let length = anchor.exact.unicodeScalars.count
        return QuoteSearch(anchor.exact).places(in: text.utf8).map { surroundings(of: anchor, $0, length) }
    }

    /// Where words stand again as they did, in the same sentence: the one place where they do, or the one among several with
    /// most of the same words around it; nil where they stand nowhere so.
    ///
    /// - Parameter taken: places that are not to be had, in code points.
    package func place(of anchor: Anchor, notAt taken: Set<Anchor.Range>) -> Anchor? {
        let length = anchor.exact.unicodeScalars.count
        let before = Array(anchor.prefix.unicodeScalars.reversed())
        let after = Array(anchor.suffix.unicodeScalars)
        let wanted = anchor.surroundings
        func likeness(_ start: Int) -> Int {
            zip(scalars[..<start].reversed(), before).prefix { $0 == $1 }.count
                + zip(scalars[(start + length)...], after).prefix { $0 == $1 }.count
        }
        var best: (start: Int, likeness: Int)?
        for start in QuoteSearch(anchor.exact).places(in: text.utf8)
        where !taken.contains(.init(start: start, end: start + length))
            && surroundings(of: anchor, start, length) == wanted
        {
            let likeness = likeness(start)
            if best.map({ $0.likeness < likeness }) ?? true { best = (start, likeness) }
        }
        return best.flatMap { Anchor($0.start..<$0.start + length, of: text, anchor.part) }
    }

    private func surroundings(of anchor: Anchor, _ start: Int, _ length: Int) -> AnchorSurroundings {
        AnchorSurroundings(
            of: anchor.exact.unicodeScalars, prefix: scalars[..<start].suffix(ClaimSplit.surroundings),
            suffix: scalars[(start + length)...].prefix(ClaimSplit.surroundings))
    }
}
