import Domain

/// Text made fit to be set into other people's pages: plain, and no word is changed or cut.
enum PublicText {
    /// The text on one line: runs of blanks and line ends become one blank.
    static func line(_ text: String) -> String {
        PlainText.of(text).unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
            .map { String($0) }.joined(separator: " ")
    }

    /// The text with its line ends, as LF, and without blanks at both ends.
    static func lines(_ text: String) -> String {
        let text = PlainText.of(text)
        if text.isSurelyOneLine { return String(text.unicodeScalars.trimmingWhitespace) }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return String(lines.joined(separator: "\n").unicodeScalars.trimmingWhitespace)
    }

    /// True when nothing of the text can be seen.
    static func isBlank(_ text: String) -> Bool {
        let hasVisibleASCII = text.utf8.contains { (0x21...0x7E).contains($0) }
        return !hasVisibleASCII && !PlainText.of(text).unicodeScalars.contains(where: isSeen)
    }

    /// True for control characters other than tab and line ends, which no text of a page has a use for.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t", "\n", "\r": false
        default: scalar.properties.generalCategory == .control
        }
    }

    private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .spaceSeparator, .lineSeparator, .paragraphSeparator, .nonspacingMark:
            false
        default: true
        }
    }
}
