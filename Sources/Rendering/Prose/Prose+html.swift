extension Prose {
    /// Its blocks for a page or a feed. Every text in it is escaped, and nothing in it is anybody's markup.
    package var html: String { Self.html(blocks) }

    private static func html(_ blocks: [Block]) -> String { blocks.map(html).joined(separator: "\n") }

    private static func html(_ block: Block) -> String {
        switch block {
        case .paragraph(let content): return "<p dir=\"auto\">\(html(content))</p>"
        case .quotation(let blocks): return "<blockquote>\n\(html(blocks))\n</blockquote>"
        case .list(let items, let start):
            let lines = items.map { "<li dir=\"auto\">\(item($0))</li>" }.joined(separator: "\n")
            guard let start else { return "<ul dir=\"auto\">\n\(lines)\n</ul>" }
            return "<ol dir=\"auto\"\(start == 1 ? "" : " start=\"\(start)\"")>\n\(lines)\n</ol>"
        }
    }

    /// A point of one paragraph is no paragraph to look at.
    private static func item(_ blocks: [Block]) -> String {
        guard case .paragraph(let content) = blocks.first else { return html(blocks) }
        let rest = blocks.dropFirst()
        return rest.isEmpty ? html(content) : "\(html(content))\n\(html(Array(rest)))"
    }

    private static func html(_ content: [Inline]) -> String {
        content.map { part in
            switch part {
            case .text(let text): HTML.escaped(text)
            case .emphasis(let content): "<em>\(html(content))</em>"
            case .strong(let content): "<strong>\(html(content))</strong>"
            case .link(let content, let address):
                "<a href=\"\(HTML.escaped(address))\" rel=\"noopener noreferrer nofollow\">\(html(content))</a>"
            case .lineEnd: "<br>"
            }
        }.joined()
    }
}
