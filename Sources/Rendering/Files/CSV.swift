import Domain

/// Comma-separated values.
package enum CSV {
    /// How a file is written.
    package struct Options: Sendable {
        /// Begins with a byte order mark, by which older spreadsheets tell UTF-8.
        package var byteOrderMark = false
        /// Puts an apostrophe before cells that a spreadsheet would run as a formula.
        package var defusesFormulas = true

        package init(byteOrderMark: Bool = false, defusesFormulas: Bool = true) {
            self.byteOrderMark = byteOrderMark
            self.defusesFormulas = defusesFormulas
        }
    }

    /// A cell as it stands in a row.
    ///
    /// It is plain: rows end where other line ends than LF and CR stand, to some readers. What a spreadsheet would run as a
    /// formula gets an apostrophe in front (OWASP, "CSV Injection"); commas, quotes and line ends put the cell in quotes
    /// (RFC 4180 §2).
    package static func cell(_ text: String, defused: Bool = true) -> String {
        let text = PlainText.of(text, lineEnd: " ")
        let dangerous = defused && beginsFormula(text)
        let harmless = dangerous ? "'" + text : text
        guard harmless.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return harmless
        }
        var quoted = "\""
        for scalar in harmless.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// Whether a spreadsheet may take the text for a formula: what nobody sees at its beginning is passed over, and the
    /// wide forms of the signs count as the signs.
    private static func beginsFormula(_ text: String) -> Bool {
        text.unicodeScalars.first { !isUnseen($0) }.map { "=+-@＝＋－＠\t\r".unicodeScalars.contains($0) } ?? false
    }

    /// Blanks and marks of no width that some spreadsheets drop before they look.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xA0, 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0x3000: true
        default: false
        }
    }
}
