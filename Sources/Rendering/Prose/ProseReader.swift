import CLibCMark

/// Reads prose from libcmark's tree.
enum ProseReader {
    /// What stands deeper than this within other things is text alone: a few bytes of input make a level, and each takes
    /// stack.
    private static let depthLimit = 16

    static func blocks(_ text: String) -> [Prose.Block] {
        guard let document = Document(text) else { return [] }
        return blocks(in: document.root, depth: 0)
    }

    private struct Document: ~Copyable {
        let root: OpaquePointer

        init?(_ text: String) {
            var text = text
            let root = text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { cmark_parse_document($0.baseAddress, $0.count, 0) }
            }
            guard let root else { return nil }
            cmark_consolidate_text_nodes(root)
            self.root = root
        }

        deinit { cmark_node_free(root) }
    }

    private static func blocks(in parent: OpaquePointer, depth: Int) -> [Prose.Block] {
        children(of: parent).compactMap { block($0, depth: depth + 1) }
    }

    private static func block(_ node: OpaquePointer, depth: Int) -> Prose.Block? {
        let type = cmark_node_get_type(node)
        if depth > depthLimit { return paragraph([.text(words(in: node))]) }
        switch type {
        case CMARK_NODE_PARAGRAPH: return paragraph(inlines(in: node, depth: depth))
        case CMARK_NODE_HEADING:
            let words = inlines(in: node, depth: depth)
            return words.isEmpty ? nil : paragraph([.strong(words)])
        case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK: return lines(literal(node))
        case CMARK_NODE_BLOCK_QUOTE: return .quotation(blocks(in: node, depth: depth))
        case CMARK_NODE_LIST:
            let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            return .list(
                children(of: node).map { blocks(in: $0, depth: depth + 1) },
                start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil)
        default: return nil
        }
    }

    private static func paragraph(_ content: [Prose.Inline]) -> Prose.Block? {
        content.isEmpty ? nil : .paragraph(content)
    }

    private static func lines(_ text: String) -> Prose.Block? {
        let lines = text.split(whereSeparator: \.isNewline).map { [Prose.Inline.text(String($0))] }
        return paragraph(Array(lines.joined(separator: [.lineEnd])))
    }

    private static func inlines(
        in parent: OpaquePointer, depth: Int, isLinked: Bool = false
    ) -> [Prose.Inline] {
        children(of: parent).reduce(into: []) { content, node in
            for part in inline(node, depth: depth + 1, isLinked: isLinked) {
                if case .text(let more) = part, case .text(let before) = content.last {
                    content[content.count - 1] = .text(before + more)
                } else {
                    content.append(part)
                }
            }
        }
    }

    private static func inline(_ node: OpaquePointer, depth: Int, isLinked: Bool) -> [Prose.Inline] {
        let type = cmark_node_get_type(node)
        if depth > depthLimit { return [.text(words(in: node))] }
        func content(isLinked: Bool = isLinked) -> [Prose.Inline] {
            inlines(in: node, depth: depth, isLinked: isLinked)
        }
        switch type {
        case CMARK_NODE_TEXT: return isLinked ? [.text(literal(node))] : BareAddress.links(in: literal(node))
        case CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE: return [.text(literal(node))]
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: return [.lineEnd]
        case CMARK_NODE_EMPH: return [.emphasis(content())]
        case CMARK_NODE_STRONG: return [.strong(content())]
        case CMARK_NODE_IMAGE: return content()
        case CMARK_NODE_LINK:
            guard let address = ReportWords.link(cmark_node_get_url(node).map { String(cString: $0) }) else {
                return content()
            }
            let words = content(isLinked: true)
            return [.link(words.isEmpty ? [.text(address)] : words, to: address)]
        default: return []
        }
    }

    /// All words of a node, without going into its depth.
    private static func words(in node: OpaquePointer) -> String {
        let walk = cmark_iter_new(node)
        defer { cmark_iter_free(walk) }
        var words = ""
        var event = cmark_iter_next(walk)
        while event != CMARK_EVENT_DONE {
            if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk) {
                switch cmark_node_get_type(node) {
                case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: words += " "
                default: words += literal(node)
                }
            }
            event = cmark_iter_next(walk)
        }
        return words
    }

    private static func literal(_ node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }

    private static func children(of parent: OpaquePointer) -> [OpaquePointer] {
        Array(
            sequence(first: cmark_node_first_child(parent)) { $0.flatMap { cmark_node_next($0) } }.prefix { $0 != nil }
        )
        .compactMap { $0 }
    }
}
