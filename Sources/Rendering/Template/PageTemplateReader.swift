/// Walks over the bytes of a template.
struct PageTemplateReader {
    private let bytes: [UInt8]
    private let file: String
    private var place = 0

    init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    /// Reads to the end of a section, or of the text.
    ///
    /// - Parameter section: as its opening tag names it; nil for the text.
    mutating func parts(of section: String?) throws(PageTemplate.Mistake) -> [PageTemplate.Part] {
        var parts: [PageTemplate.Part] = []
        while let start = next("{{", from: place) {
            var markup = bytes[place..<start]
            place = start
            let tag = try tag()
            if tag.isSilent, let indentation = blanks(before: start), let end = lineEnd(after: place) {
                markup = markup.dropLast(min(indentation, markup.count))
                place = end
            }
            if !markup.isEmpty { parts.append(.markup(Array(markup))) }
            if tag.sign == .close {
                guard tag.text == section else { throw mistake("nothing of this name is open", at: start) }
                return parts
            }
            parts.append(try part(tag, at: start))
        }
        if let section { throw mistake("{{/\(section)}} is missing", at: bytes.count) }
        if place < bytes.count { parts.append(.markup(Array(bytes[place...]))) }
        place = bytes.count
        return parts
    }

    private mutating func part(_ tag: Tag, at start: Int) throws(PageTemplate.Mistake) -> PageTemplate.Part {
        switch tag.sign {
        case .text, .raw: return .value(try name(tag.text, at: start), isRaw: tag.sign == .raw)
        case .each: return .section(.each, try name(tag.text, at: start), try parts(of: tag.text))
        case .shown: return .section(.shown, try name(tag.text, at: start), try parts(of: tag.text))
        case .hidden: return .section(.hidden, try name(tag.text, at: start), try parts(of: tag.text))
        case .partial: return .partial(name: tag.text, line: line(of: start))
        case .block:
            return .block(PageTemplate.Block(name: tag.text, parts: try parts(of: tag.text), line: line(of: start)))
        case .layout:
            return .layout(name: tag.text, line: line(of: start), blocks: try blocks(of: tag.text, at: start))
        case .close: throw mistake("nothing of this name is open", at: start)
        }
    }

    /// Reads what fills a layout: blocks, and blanks between them.
    private mutating func blocks(of layout: String, at start: Int) throws(PageTemplate.Mistake) -> [PageTemplate.Block]
    {
        var blocks: [PageTemplate.Block] = []
        for part in try parts(of: layout) {
            switch part {
            case .markup(let markup) where markup.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }):
                continue
            case .block(let block): blocks.append(block)
            default: throw mistake("in {{<\(layout)}} stand blocks and nothing else", at: start)
            }
        }
        return blocks
    }

    // MARK: Tags

    private struct Tag {
        enum Sign: Character {
            case each = "#"
            case shown = "?"
            case hidden = "^"
            case close = "/"
            case partial = ">"
            case block = "$"
            case layout = "<"
            case text = " "
            case raw = "{"
        }

        let sign: Sign
        /// Behind the sign.
        let text: String

        /// Whether it may have a line to itself.
        var isSilent: Bool { sign != .text && sign != .raw }
    }

    /// Reads `{{…}}`, at which the place stands.
    private mutating func tag() throws(PageTemplate.Mistake) -> Tag {
        let start = place
        let isRaw = bytes[start...].starts(with: "{{{".utf8)
        let closing = isRaw ? "}}}" : "}}"
        guard let end = next(closing, from: start) else { throw mistake("\(closing) is missing", at: start) }
        place = end + closing.utf8.count
        let inner = bytes[(start + closing.utf8.count)..<end]
        let first = inner.first.map { Character(Unicode.Scalar($0)) }
        if isRaw { return Tag(sign: .raw, text: String(decoding: inner, as: UTF8.self)) }
        if let first, first != " ", let sign = Tag.Sign(rawValue: first) {
            return Tag(sign: sign, text: String(decoding: inner.dropFirst(), as: UTF8.self))
        }
        return Tag(sign: .text, text: String(decoding: inner, as: UTF8.self))
    }

    private func name(_ text: String, at start: Int) throws(PageTemplate.Mistake) -> PageTemplate.Name {
        var inner = text[...]
        var out = 0
        while inner.hasPrefix("../") {
            inner = inner.dropFirst(3)
            out += 1
        }
        if inner == "." { return PageTemplate.Name(out: out, path: [], line: line(of: start)) }
        let path = inner.split(separator: ".", omittingEmptySubsequences: false)
        guard path.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isLetter } }) else {
            throw mistake("“\(text)” is no name", at: start)
        }
        return PageTemplate.Name(out: out, path: path.map { String($0) }, line: line(of: start))
    }

    // MARK: Bytes

    /// How many blanks stand between the beginning of the line and a tag; nil when other things do.
    private func blanks(before tag: Int) -> Int? {
        let line = bytes[..<tag].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return bytes[line..<tag].allSatisfy { $0 == UInt8(ascii: " ") } ? tag - line : nil
    }

    /// Where the next line begins; nil when more than blanks stand on this one.
    private func lineEnd(after tag: Int) -> Int? {
        guard let end = bytes[tag...].firstIndex(where: { $0 != UInt8(ascii: " ") }) else { return bytes.count }
        return bytes[end] == UInt8(ascii: "\n") ? end + 1 : nil
    }

    private func next(_ mark: String, from start: Int) -> Int? {
        var place = start
        while place < bytes.count {
            if bytes[place...].starts(with: mark.utf8) { return place }
            place += 1
        }
        return nil
    }

    private func line(of place: Int) -> Int { bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1 }

    private func mistake(_ problem: String, at place: Int) -> PageTemplate.Mistake {
        PageTemplate.Mistake(file: file, line: line(of: place), problem: problem)
    }
}
