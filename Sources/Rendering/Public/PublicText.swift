import Domain

/// Text made fit to be set into other people's pages: no word is changed or cut.
enum PublicText {
    /// The text on one line: runs of blanks and line ends become one blank.
    static func line(_ text: String) -> String {
        safe(text).unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
            .map { String($0) }.joined(separator: " ")
    }

    /// The text with its line ends, as LF, and without blanks at both ends.
    static func lines(_ text: String) -> String {
        let text = safe(text)
        if text.isSurelyOneLine { return String(text.unicodeScalars.trimmingWhitespace) }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return String(lines.joined(separator: "\n").unicodeScalars.trimmingWhitespace)
    }

    /// True when nothing of the text can be seen.
    static func isBlank(_ text: String) -> Bool {
        let hasVisibleASCII = text.utf8.contains { (0x21...0x7E).contains($0) }
        return !hasVisibleASCII && !safe(text).unicodeScalars.contains(where: isSeen)
    }

    /// True for control characters other than tab and line ends, which no text of a page has a use for.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t", "\n", "\r": false
        default: scalar.properties.generalCategory == .control
        }
    }

    /// Without what steers machines: control characters, byte order marks, noncharacters, and the marks that turn the
    /// direction of all that follows, also beyond the text's own end (UAX #9; "Trojan Source", 2021). Those that only
    /// join letters, emoji or directions within a word (ZWJ, ZWNJ, LRM, RLM) stay: Persian and families are spelt with
    /// them.
    private static func safe(_ text: String) -> String {
        // None of them begins with another byte than these, and few texts have one.
        let isSafe = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x09, 0x0A, 0x0D, 0x20...0x7E: true
            case 0x00...0x7F, 0xC2, 0xE2, 0xEF, 0xF0...0xFF: false
            default: true
            }
        }
        if isSafe { return text }
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: kept.append(scalar)
            case 0x0B, 0x0C: kept.append(" ")
            case 0x00...0x1F, 0x7F...0x9F, 0xFEFF, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: continue
            case let value where value & 0xFFFE == 0xFFFE: continue
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }

    private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .spaceSeparator, .lineSeparator, .paragraphSeparator, .nonspacingMark:
            false
        default: true
        }
    }
}
