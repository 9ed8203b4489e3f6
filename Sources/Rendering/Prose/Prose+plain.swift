extension Prose {
    /// Without markup, for forms that have none: tables, claim reviews, terminals. The address of a link stands behind its
    /// words.
    package var plain: String { Self.lines(blocks).joined(separator: "\n") }

    /// The same on one line, for a place within a sentence.
    package var plainLine: String { PublicText.line(plain) }

    /// The first block, for previews and short explanations.
    var opening: String { Self.lines(Array(blocks.prefix(1))).joined(separator: "\n") }

    private static func lines(_ blocks: [Block]) -> [String] {
        Array(blocks.map(lines).joined(separator: [""]))
    }

    private static func lines(_ block: Block) -> [String] {
        switch block {
        case .paragraph(let content):
            return text(content).split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        case .quotation(let blocks):
            var lines = lines(blocks)
            guard let first = lines.first, !lines.isEmpty else { return [] }
            lines[0] = "“\(first)"
            lines[lines.count - 1] += "”"
            return lines
        case .list(let items, let start):
            return items.enumerated().flatMap { index, item in
                let mark = start.map { "\($0 + index). " } ?? "• "
                let indent = String(repeating: " ", count: mark.count)
                return lines(item).enumerated().map { line, text in
                    line == 0 ? mark + text : text.isEmpty ? "" : indent + text
                }
            }
        }
    }

    private static func text(_ content: [Inline]) -> String {
        content.map { part in
            switch part {
            case .text(let text): return text
            case .emphasis(let content), .strong(let content): return text(content)
            case .link(let content, let address):
                let words = text(content)
                return words == address ? address : "\(words) (\(address))"
            case .lineEnd: return "\n"
            }
        }.joined()
    }
}
