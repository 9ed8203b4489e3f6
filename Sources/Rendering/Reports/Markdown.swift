import Domain

/// Text from outside made safe to stand in CommonMark (0.31) and GitHub's dialect of it, and plain.
enum Markdown {
    /// A text on one line, every character of it shown as it is.
    ///
    /// Escaped with a backslash: what makes emphasis, code, links, images, tables, HTML and entities anywhere, what
    /// begins a block at the start, and the colon, point or at sign by which GitHub finds bare links.
    static func line(_ text: String) -> String { escaped(text, startsLine: true) }

    /// The same for a text that stands behind other words on its line, where nothing begins a block.
    static func inner(_ text: String) -> String { escaped(text, startsLine: false) }

    /// The same for a part of a line that other parts stand beside: a blank at its ends divides it from them.
    static func run(_ text: String, startsLine: Bool) -> String {
        let words = escaped(text, startsLine: startsLine)
        let scalars = text.unicodeScalars
        let before = !startsLine && scalars.first.map(isBlank) ?? false ? " " : ""
        let after = !words.isEmpty && scalars.last.map(isBlank) ?? false ? " " : ""
        return before + words + after
    }

    /// A text of several paragraphs, each on one line, each line behind `prefix`.
    static func block(_ text: String, prefix: String = "") -> String {
        ReportWords.paragraphs(text).map { prefix + line($0) }
            .joined(separator: "\n\(prefix.trimmingSuffix(" "))\n")
    }

    /// A link, or the title alone when the address is not one to link to.
    static func link(_ title: String, to url: String?) -> String {
        // Angle brackets hold every address that may be linked to: it has neither blanks nor angle brackets.
        guard let address = ReportWords.link(url) else { return inner(title) }
        // An address that is its own title reads best as it is (CommonMark 0.31 §6.5).
        return title == address ? "<\(address)>" : "[\(inner(title))](<\(address)>)"
    }

    private static func escaped(_ text: String, startsLine: Bool) -> String {
        let scalars = Array(PlainText.of(text).unicodeScalars.split(whereSeparator: isBlank).joined(separator: [" "]))
        var out = String.UnicodeScalarView()
        let start = startsLine ? blockMarker(scalars) : nil
        for (index, scalar) in scalars.enumerated() {
            if isMark(scalar) || index == start || makesLink(scalars, at: index) {
                out.append("\\")
            }
            out.append(scalar)
        }
        return String(out)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\n", "\r": true
        default: false
        }
    }

    /// True for what means something anywhere on a line.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "@", "#": true
        default: false
        }
    }

    /// Where the character stands that would make a block of the line: `+`, `-`, `=` or the mark after a list number.
    private static func blockMarker(_ scalars: [Unicode.Scalar]) -> Int? {
        guard let first = scalars.first else { return nil }
        if "+-=".unicodeScalars.contains(first) { return 0 }
        guard let end = scalars.firstIndex(where: { !("0"..."9").contains($0) }), end > 0, end <= 9,
            scalars[end] == "." || scalars[end] == ")"
        else { return nil }
        return end
    }

    private static func makesLink(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        if scalars[index] == ":" { return scalars[index...].starts(with: "://".unicodeScalars) }
        guard scalars[index] == ".", index >= 3 else { return false }
        return scalars[(index - 3)..<index].allSatisfy { $0 == "w" || $0 == "W" }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ blank: Character) -> String {
        var text = self
        while text.last == blank { text.removeLast() }
        return text
    }
}
