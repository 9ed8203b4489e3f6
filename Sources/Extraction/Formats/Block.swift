/// A paragraph, heading, list item or other unit that no sentence crosses.
struct Block: Sendable {
    enum Kind: Sendable {
        case paragraph
        /// With its level, from 1.
        case heading(Int)
        case listItem
        case quotation
        /// The text that stands for a picture.
        case image
        /// Code, tables, link definitions, front matter: not prose.
        case machinery
    }

    /// From the first to past the last code point that is not blank.
    var range: TextRange
    /// The parts that a reader sees, in order; markup is left out.
    var visible: [TextRange] { parts ?? [range] }
    /// Nil where all of the range is seen, as in nearly every block: a text has up to millions.
    private var parts: [TextRange]?
    var kind: Kind
    /// Whether a blank line or the start of the text stands before it.
    var separated: Bool

    init(range: TextRange, visible: [TextRange]? = nil, kind: Kind = .paragraph, separated: Bool = true) {
        self.range = range
        if let visible, visible.count != 1 || visible[0] != range { parts = visible }
        self.kind = kind
        self.separated = separated
    }

    /// Goes on with another line.
    ///
    /// - Parameter visible: The parts of it that a reader sees, in order.
    mutating func append(_ visible: [TextRange], to end: Int) {
        if parts == nil { parts = [range] }
        parts?.append(contentsOf: visible)
        range.end = end
    }
}

/// A line of a text without the blanks around it.
struct Line: Sendable {
    var range: TextRange
    /// Whether a blank line or the start of the text stands before it.
    var separated: Bool

    /// The lines of a text that hold more than blanks.
    static func read(_ source: SourceText) -> [Line] {
        var lines: [Line] = []
        var separated = true
        source.scalars.withUnsafeBufferPointer { scalars in
            var start = 0
            while start <= scalars.count {
                var end = start
                var first = -1
                var last = -1
                while end < scalars.count {
                    let traits = CharacterTraits.of(scalars[end])
                    if traits.contains(.newline) { break }
                    if !traits.contains(.space) {
                        if first < 0 { first = end }
                        last = end
                    }
                    end += 1
                }
                if first < 0 {
                    separated = true
                } else {
                    lines.append(Line(range: TextRange(start: first, end: last + 1), separated: separated))
                    separated = false
                }
                // CR LF is one line end.
                if end + 1 < scalars.count, scalars[end] == 0x0D, scalars[end + 1] == 0x0A { end += 1 }
                start = end + 1
            }
        }
        return lines
    }
}
