import Domain

/// Text of strangers made fit for a terminal.
enum TerminalText {
    /// The text on one line: runs of blanks and line ends become one blank, and what a terminal would obey instead of
    /// showing is written out as `\u{1B}`: control characters (ECMA-48), and the marks that turn the direction of
    /// everything after them (UAX #9, "Trojan Source").
    static func oneLine(_ text: String) -> String {
        var safe = String.UnicodeScalarView()
        var isBlank = true
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t", "\n", "\u{B}", "\u{C}", "\r", " ", "\u{85}", "\u{2028}", "\u{2029}":
                if !isBlank { safe.append(" ") }
                isBlank = true
                continue
            case _ where scalar.isObeyed: safe.append(contentsOf: written(scalar))
            default:
                safe.append(scalar)
            }
            isBlank = false
        }
        if safe.last == " " { safe.removeLast() }
        return String(safe)
    }

    /// The text on its own lines, indented as it was: whatever else a terminal would obey is written out, a return that
    /// would take the line's beginning again among it.
    static func lines(_ text: String) -> String {
        if !text.unicodeScalars.contains(where: \.isObeyed) { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            if scalar != "\n", scalar != "\t", scalar.isObeyed {
                safe.append(contentsOf: written(scalar))
            } else {
                safe.append(scalar)
            }
        }
        return String(safe)
    }

    private static func written(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars
    }

    /// How many columns a character takes: 0, 1, or 2 for East Asian and pictures.
    static func columns(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.value < 0x300 { return 1 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch first.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return first.properties.isEmojiPresentation ? 2 : 1
        }
    }

    /// How many columns a text on one line takes.
    static func columns(_ text: String) -> Int { text.reduce(0) { $0 + columns($1) } }
}
