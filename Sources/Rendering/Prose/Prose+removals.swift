package import Domain

extension RemovedWords {
    /// Prose without the words, however its markup divides them, as CommonMark; what has none of them stays as it is.
    package func off(prose text: String) -> String {
        if isEmpty { return text }
        let prose = Prose(text)
        let shown = prose.without(self)
        if shown == prose { return text }
        let written = Self.plain(mark: shown.markdown)
        let plain = Prose(written).plain
        // What was not foreseen goes without its markup.
        return stand(in: plain) ? Markdown.block(off(plain)) : written
    }

    package func off(prose text: String?) -> String? { text.map { off(prose: $0) } }

    /// The mark without backslashes, where it can be nothing but a text.
    private static func plain(mark text: String) -> String {
        let escaped = "\\[removed\\]"
        var out = ""
        var rest = text[...]
        while let found = rest.firstRange(of: escaped) {
            let isText = rest[found.upperBound...].first.map { !"([:".contains($0) } ?? true
            out += rest[..<found.lowerBound] + (isText ? mark : escaped)
            rest = rest[found.upperBound...]
        }
        return out + rest
    }
}

extension Prose {
    /// Without the words and without addresses that have them.
    func without(_ removed: RemovedWords) -> Prose {
        var whole = ""
        _ = Self.visited(blocks, { $0 }) { text in
            whole += text
            return text
        }
        let places = removed.places(in: whole)
        var end = 0
        let blocks = Self.visited(blocks, removed.address) { text in
            let start = end
            end += text.utf8.count
            var shown = ""
            var done = start
            for place in places where place.overlaps(start..<end) {
                shown += text[utf8: (done - start)..<(max(place.lowerBound, start) - start)]
                // Where the words begin, once.
                if place.lowerBound >= start { shown += RemovedWords.mark }
                done = min(place.upperBound, end)
            }
            return shown + text[utf8: (done - start)..<(end - start)]
        }
        return Prose(blocks: blocks)
    }

    /// The blocks with the texts that become of theirs, in order. Ends of lines and of paragraphs are visited too.
    ///
    /// - Parameter address: what becomes of a link's; nil leaves its words alone.
    private static func visited(
        _ blocks: [Block], _ address: (String) -> String?, _ text: (String) -> String
    ) -> [Block] {
        blocks.compactMap { block in
            switch block {
            case .paragraph(let content):
                let shown = visited(content, address, text)
                _ = text("\n\n")
                return shown.isEmpty ? nil : .paragraph(shown)
            case .quotation(let blocks):
                let shown = visited(blocks, address, text)
                return shown.isEmpty ? nil : .quotation(shown)
            case .list(let items, let start):
                let shown = items.map { visited($0, address, text) }.filter { !$0.isEmpty }
                return shown.isEmpty ? nil : .list(shown, start: start)
            }
        }
    }

    private static func visited(
        _ content: [Inline], _ address: (String) -> String?, _ text: (String) -> String
    ) -> [Inline] {
        content.flatMap { part -> [Inline] in
            switch part {
            case .text(let words):
                let shown = text(words)
                return shown.isEmpty ? [] : [.text(shown)]
            case .lineEnd: return text("\n").isEmpty ? [] : [.lineEnd]
            case .emphasis(let content):
                let shown = visited(content, address, text)
                return shown.isEmpty ? [] : [.emphasis(shown)]
            case .strong(let content):
                let shown = visited(content, address, text)
                return shown.isEmpty ? [] : [.strong(shown)]
            case .link(let content, let target):
                let shown = visited(content, address, text)
                return shown.isEmpty || address(target) == nil ? shown : [.link(shown, to: target)]
            }
        }
    }
}
