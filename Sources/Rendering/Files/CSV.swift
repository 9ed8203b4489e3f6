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

    /// The cells of a row, without its end.
    package static func cells(of row: String) -> [String] {
        var cells: [String.UnicodeScalarView] = [.init()]
        var isQuoted = false
        var scalars = row.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                scalars.removeFirst()
                cells[cells.count - 1].append(scalar)
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append(.init())
            default: cells[cells.count - 1].append(scalar)
            }
        }
        return cells.map { String($0) }
    }

    /// A cell as it stands in a row.
    ///
    /// It is plain: rows end where other line ends than LF and CR stand, to some readers. What a spreadsheet would run as a
    /// formula gets an apostrophe in front (OWASP, "CSV Injection"); commas, quotes and line ends put the cell in quotes
    /// (RFC 4180 §2).
    package static func cell(_ text: String, defused: Bool = true) -> String {
        let text = PlainText.of(text, lineEnd: " ")
        let first = text.unicodeScalars.first
        let dangerous = defused && (first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false)
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
}
