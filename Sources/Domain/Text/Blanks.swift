extension Unicode.Scalar {
    /// True for white space (Unicode's White_Space), and for U+FEFF, which is nothing but a mark of what bytes mean.
    /// openapi.json says the same by the pattern `[\s\u0085\ufeff]`.
    package var isBlank: Bool { properties.isWhitespace || value == 0xFEFF }
}

extension String {
    /// True when there is nothing in the text but blanks. By scalars: an accent on a blank is something.
    package var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }
}

extension String.UnicodeScalarView {
    /// Without white space at both ends.
    package var trimmingWhitespace: SubSequence {
        let start = firstIndex { !$0.properties.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.properties.isWhitespace }.map(index(after:)) ?? start
        return self[start..<end]
    }
}

extension String {
    /// True when no line ends in the text, as far as its bytes tell: LF, VT, FF, CR, and what NEL and the separators of
    /// lines and paragraphs begin with. Quick, as most texts are one line.
    package var isSurelyOneLine: Bool {
        utf8.allSatisfy { !(0x0A...0x0D).contains($0) && $0 != 0xC2 && $0 != 0xE2 }
    }
}
