package import HTTPTypes

/// The entity tags that a condition names (RFC 9110 §13.1.1, §13.1.2): a list in one header line or in several, or `*`.
package struct EntityTags: Sendable {
    private struct Tag {
        let isWeak: Bool
        /// With its quotes.
        let opaque: Substring
    }

    private let tags: [Tag]
    /// `*`: whatever there is.
    package let isAny: Bool
    /// Nothing stood between the commas but tags, or a `*` and nothing else.
    package let isWellFormed: Bool

    /// - Parameter name: `If-Match` or `If-None-Match`.
    /// - Returns: nil without the header.
    package init?(_ headers: HTTPFields, _ name: HTTPField.Name) {
        let lines = headers[values: name]
        if lines.isEmpty { return nil }
        var reader = Reader(rest: lines.joined(separator: ",")[...])
        reader.read()
        tags = reader.tags
        isAny = reader.stars > 0
        isWellFormed = !reader.isBroken && (reader.stars == 0 || reader.stars == 1 && tags.isEmpty)
    }

    /// True for a list of weak tags alone, which never match strongly.
    package var areWeak: Bool { !tags.isEmpty && tags.allSatisfy(\.isWeak) }

    /// The tags as they are compared strongly (RFC 9110 §8.8.3.2), with their quotes; weak ones are none of them.
    package var strong: [String] { tags.filter { !$0.isWeak }.map { String($0.opaque) } }

    /// Whether a state with this tag is the one that is meant, and the very same bytes.
    ///
    /// - Parameter tag: with its quotes.
    package func matchStrongly(_ tag: String) -> Bool { isAny || tags.contains { !$0.isWeak && $0.opaque == tag } }

    /// The same, where as good as the same will do: a cache that packed a page has made its tag weak.
    package func matchWeakly(_ tag: String) -> Bool { isAny || tags.contains { $0.opaque == tag } }

    /// Walks over a list; a tag may hold commas, and elements may be empty (RFC 9110 §5.6.1).
    private struct Reader {
        var rest: Substring
        var tags: [Tag] = []
        var stars = 0
        var isBroken = false

        mutating func read() {
            while let first = rest.utf8.first {
                switch first {
                case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "\t"): rest = rest.dropFirst()
                case UInt8(ascii: "*"):
                    stars += 1
                    rest = rest.dropFirst()
                    end()
                default:
                    if let tag = tag() { tags.append(tag) } else { isBroken = true }
                    end()
                }
            }
        }

        private mutating func tag() -> Tag? {
            let isWeak = rest.hasPrefix("W/")
            let start = isWeak ? rest.dropFirst(2) : rest
            guard start.utf8.first == UInt8(ascii: "\"") else { return nil }
            guard let close = start.utf8.dropFirst().firstIndex(of: UInt8(ascii: "\"")) else { return nil }
            let next = start.utf8.index(after: close)
            rest = start[next...]
            // No blank and no control character stands in a tag (§8.8.3).
            let isTag = start[..<next].utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
            return isTag ? Tag(isWeak: isWeak, opaque: start[..<next]) : nil
        }

        /// To the next comma; whatever stands before it makes no list.
        private mutating func end() {
            let skipped = rest.prefix { $0 != "," }
            if !skipped.allSatisfy({ $0 == " " || $0 == "\t" }) { isBroken = true }
            rest = rest.dropFirst(skipped.count)
        }
    }
}
