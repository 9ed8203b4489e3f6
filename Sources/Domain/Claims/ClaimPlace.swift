/// Which words of an item are a claim, as whoever adds it says it: by their place, or by themselves with what stands around
/// them (W3C Web Annotation: text position and text quote selectors).
package struct ClaimPlace: Sendable, Hashable {
    package enum Selector: Sendable, Hashable {
        /// Code points, end exclusive.
        case position(start: Int, end: Int)
        case quote(exact: String, prefix: String, suffix: String)
    }

    /// Code points of a claim's words.
    package static let limit = 5000

    package var part: Anchor.Part
    package var selector: Selector

    package init(_ selector: Selector, in part: Anchor.Part = .text) {
        self.selector = selector
        self.part = part
    }

    /// Checks what can be told without the text.
    ///
    /// - Throws: `InputError`, seen from inside the place.
    package func validate() throws(InputError) {
        switch selector {
        case .position(let start, let end):
            if start < 0 { throw InputError("start", "must not be negative") }
            if end <= start { throw InputError("end", "must be after start") }
            if end - start > Self.limit {
                throw InputError("end", "must be at most \(Self.limit) characters after start")
            }
        case .quote(let exact, let prefix, let suffix):
            try Input.text(exact, "exact", limit: Self.limit)
            try Input.optionalText(prefix, "prefix", limit: Self.limit)
            try Input.optionalText(suffix, "suffix", limit: Self.limit)
        }
    }

    /// Where it is in a version; white space at its ends is left out.
    ///
    /// - Parameter text: the version's title or its text, as `part` says.
    /// - Throws: `InputError`, seen from inside the place, when the words are not there, or in more places than one.
    package func anchor(in text: String) throws(InputError) -> Anchor {
        try validate()
        switch selector {
        case .position(let start, let end):
            let length = text.unicodeScalars.count
            if end > length { throw InputError("end", "must be at most \(length), where the \(part.rawValue) ends") }
            guard let anchor = Anchor(start..<end, of: text, part) else {
                throw InputError("end", "must leave more than white space between start and end")
            }
            return anchor
        case .quote(let exact, let prefix, let suffix):
            let found = QuoteSearch(prefix + exact + suffix).places(in: text.utf8)
            guard let place = found.first else {
                if QuoteSearch(exact).places(in: text.utf8).isEmpty {
                    throw InputError("exact", "does not stand in the \(part.rawValue), letter by letter")
                }
                throw InputError(prefix.isEmpty ? "suffix" : "prefix", "does not stand beside the words")
            }
            if found.count > 1 {
                throw InputError(
                    "exact", "stands in \(found.count) places: say with prefix and suffix which one is meant")
            }
            let first = place + prefix.unicodeScalars.count
            guard let anchor = Anchor(first..<first + exact.unicodeScalars.count, of: text, part) else {
                throw InputError("exact", "must be more than white space")
            }
            return anchor
        }
    }
}

extension Anchor {
    /// - Parameter range: code points within the text; nil comes of one that holds nothing but white space.
    init?(_ range: Swift.Range<Int>, of text: String, _ part: Part) {
        let scalars = text.unicodeScalars
        let start = scalars.index(scalars.startIndex, offsetBy: range.lowerBound)
        let end = scalars.index(start, offsetBy: range.count)
        let isWord = { (scalar: Unicode.Scalar) in !scalar.properties.isWhitespace }
        guard let first = scalars[start..<end].firstIndex(where: isWord),
            let last = scalars[start..<end].lastIndex(where: isWord)
        else { return nil }
        let after = scalars.index(after: last)
        let exact = String(scalars[first..<after])
        let place = range.lowerBound + scalars.distance(from: start, to: first)
        let utf8 = text.utf8.distance(from: text.startIndex, to: first)
        let utf16 = text.utf16.distance(from: text.startIndex, to: first)
        self.init(
            range: Range(start: place, end: place + exact.unicodeScalars.count),
            utf16: Range(start: utf16, end: utf16 + exact.utf16.count),
            utf8: Range(start: utf8, end: utf8 + exact.utf8.count), exact: exact,
            prefix: String(String.UnicodeScalarView(scalars[..<first].suffix(ClaimSplit.surroundings))),
            suffix: String(String.UnicodeScalarView(scalars[after...].prefix(ClaimSplit.surroundings))), part: part)
    }
}
