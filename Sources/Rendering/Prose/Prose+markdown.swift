extension Prose {
    /// As CommonMark that reads as the same prose: what is no markup is escaped once more.
    var markdown: String { Self.lines(blocks).joined(separator: "\n") }

    private static func lines(_ blocks: [Block]) -> [String] {
        var all: [[String]] = []
        var lists = 0
        for block in blocks {
            // A list behind a list would go on with it: its points have another mark.
            if case .list = block { lists += 1 } else { lists = 0 }
            all.append(lines(block, isSecondMark: lists.isMultiple(of: 2)))
        }
        return Array(all.joined(separator: [""]))
    }

    private static func lines(_ block: Block, isSecondMark: Bool) -> [String] {
        switch block {
        case .paragraph(let content):
            var line = MarkdownLine()
            line.add(content)
            return line.lines
        case .quotation(let blocks): return lines(blocks).map { $0.isEmpty ? ">" : "> \($0)" }
        case .list(let items, let start):
            let isLoose = items.contains { $0.count > 1 }
            let all = items.enumerated().map { index, item in
                let point = isSecondMark ? "* " : "- "
                let mark = start.map { "\($0 + index)\(isSecondMark ? ")" : ".") " } ?? point
                let indent = String(repeating: " ", count: mark.count)
                let text = lines(item)
                return text.isEmpty
                    ? [mark]
                    : text.enumerated().map { line, text in
                        line == 0 ? mark + text : text.isEmpty ? "" : indent + text
                    }
            }
            return Array(all.joined(separator: isLoose ? [""] : []))
        }
    }
}

/// A paragraph of CommonMark while it is written.
private struct MarkdownLine {
    private(set) var lines = [""]

    mutating func add(_ content: [Prose.Inline]) {
        for part in content {
            switch part {
            case .text(let text): append(Markdown.run(text, startsLine: last.isEmpty))
            case .emphasis(let content): wrap("*", content)
            case .strong(let content): wrap("**", content)
            case .link(let content, let address):
                if content == [.text(address)] {
                    append("<\(address)>")
                } else {
                    // Behind an exclamation mark it would be a picture.
                    if last.last == "!" { lines[lines.count - 1] = "\(last.dropLast())\\!" }
                    append("[")
                    add(content)
                    append("](<\(address)>)")
                }
            case .lineEnd:
                append("\\")
                lines.append("")
            }
        }
    }

    private var last: String { lines[lines.count - 1] }

    private mutating func append(_ text: String) { lines[lines.count - 1] += text }

    private mutating func wrap(_ mark: String, _ content: [Prose.Inline]) {
        append(mark)
        add(content)
        append(mark)
    }
}
