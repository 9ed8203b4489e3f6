/// Words in styles that are wrapped to a width.
struct WrappedText {
    let terminal: Terminal
    /// What stands before the first line, and how it looks.
    let label: String
    let labelStyle: TerminalStyle
    /// Where the words of every line begin, in columns.
    let indent: Int
    private(set) var lines: [String] = []
    private var line = ""
    private var column: Int

    init(_ terminal: Terminal, label: String = "", labelStyle: TerminalStyle = .grey, indent: Int) {
        self.terminal = terminal
        self.label = label
        self.labelStyle = labelStyle
        self.indent = indent
        column = indent
    }

    /// Adds words after a blank, or on a new line where they do not fit.
    ///
    /// - Parameter text: anything; it is made safe here, so that no text reaches the terminal unseen.
    mutating func add(_ text: String, _ style: TerminalStyle = .plain) {
        var piece = ""
        for word in TerminalText.oneLine(text).split(separator: " ") {
            let width = TerminalText.columns(String(word))
            if column > indent, column + 1 + width > terminal.width {
                endLine(with: &piece, style)
            } else if column > indent {
                // The blank before the first word belongs to what stands before it.
                if piece.isEmpty { line += " " } else { piece += " " }
                column += 1
            }
            if column + width <= terminal.width {
                piece += word
                column += width
                continue
            }
            // A word that is wider than the line is cut.
            for character in word {
                let width = TerminalText.columns(character)
                if column > indent, column + width > terminal.width { endLine(with: &piece, style) }
                piece.append(character)
                column += width
            }
        }
        write(piece, style)
    }

    /// The lines, each with its end.
    var text: String {
        let all = line.isEmpty && !lines.isEmpty ? lines : lines + [line]
        return all.enumerated().map { index, line in
            let head = index == 0 ? padded(label) : String(repeating: " ", count: indent)
            return (line.isEmpty && label.isEmpty ? "" : head + line) + "\n"
        }.joined()
    }

    private func padded(_ label: String) -> String {
        let blanks = String(repeating: " ", count: max(0, indent - TerminalText.columns(label)))
        return (terminal.hasColours ? labelStyle.on(label) : label) + blanks
    }

    private mutating func write(_ piece: String, _ style: TerminalStyle) {
        line += terminal.hasColours ? style.on(piece) : piece
    }

    private mutating func endLine(with piece: inout String, _ style: TerminalStyle) {
        write(piece, style)
        piece = ""
        lines.append(line)
        line = ""
        column = indent
    }
}
