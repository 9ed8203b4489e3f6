/// Text for a person at a terminal: labelled lines and paragraphs, wrapped to its width. What is added may be anybody's: it
/// is made safe here.
struct Sheet {
    /// Wide enough for every label, in columns.
    private static let labelWidth = 12
    /// Longer lines are hard to read, however wide the terminal is.
    private static let widest = 100

    let terminal: Terminal
    private(set) var text = ""

    /// - Parameter width: of the terminal, in columns.
    init(width: Int = Terminal(.never).width) {
        terminal = Terminal(width: min(width, Self.widest), hasColours: false)
    }

    /// Adds a label and what it says; nothing without a value. Paragraphs stay apart.
    mutating func add(_ label: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        for (index, paragraph) in Self.paragraphs(value).enumerated() {
            write(paragraph, label: index == 0 ? label : "", indent: Self.labelWidth)
        }
    }

    /// Adds words under the last label's.
    mutating func add(_ value: String) { add("", value) }

    /// Adds paragraphs.
    ///
    /// - Parameter indent: in columns.
    mutating func paragraph(_ words: String, indent: Int = 0) {
        for paragraph in Self.paragraphs(words) { write(paragraph, label: "", indent: indent) }
    }

    /// Adds a line that is not wrapped, to be copied whole: an address, a command.
    mutating func line(_ words: String, indent: Int = 0) {
        text += String(repeating: " ", count: indent) + TerminalText.oneLine(words) + "\n"
    }

    /// Adds an address beside the labels.
    mutating func link(_ address: String) { line(address, indent: Self.labelWidth) }

    /// Adds an empty line, once.
    mutating func gap() {
        if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
    }

    /// Adds words behind a label, or under it.
    ///
    /// - Parameters:
    ///   - label: safe already.
    ///   - indent: where the words of every line begin, in columns.
    mutating func write(_ words: String, label: String, indent: Int) {
        var wrapped = WrappedText(terminal, label: label, indent: indent)
        wrapped.add(words)
        text += wrapped.text
    }

    private static func paragraphs(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init).filter { !TerminalText.oneLine($0).isEmpty }
    }
}
