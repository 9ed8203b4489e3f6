/// A page with places for values, in Mustache's notation (mustache.github.io/mustache.5.html), as far as our pages need it:
/// `{{name}}` escaped for HTML, `{{{name}}}` as it is, `{{.}}` the value itself, `{{name.inner}}`, `{{#name}}…{{/name}}`
/// for every item of a list or for a value that is there, `{{^name}}…{{/name}}` for the opposite, and `{{>name}}` for
/// another template. A tag alone on its line, other than of a value, leaves no line behind.
///
/// Our own, since a report is sixty claims of some forty places each: the library that read these templates before asks
/// the runtime for the type of every value at every place, eleven of a report's 38 milliseconds, and escapes by character, so
/// that a `<` under a combining mark got through.
package struct PageTemplate: Sendable {
    indirect enum Part: Sendable {
        case markup([UInt8])
        /// Escaped.
        case text(Path)
        case raw(Path)
        case section(Path, [Part], isInverted: Bool)
        case partial(String)
    }

    /// What is wrong with a template.
    package struct Mistake: Error, Equatable, CustomStringConvertible {
        /// For whoever wrote it: "}} is missing".
        package let problem: String
        /// From 1.
        package let line: Int

        package var description: String { "line \(line): \(problem)" }
    }

    /// Where a value stands: looked for in the innermost scope first; empty for the scope itself.
    typealias Path = [String]

    let parts: [Part]

    /// Reads a template.
    ///
    /// - Throws: `Mistake` when the text is not well formed.
    package init(_ text: String) throws(Mistake) {
        var reader = PageTemplateReader(bytes: Array(text.utf8))
        parts = try reader.parts(of: nil)
    }
}

/// Walks over the bytes of a template.
private struct PageTemplateReader {
    private enum Tag {
        case text(PageTemplate.Path)
        case raw(PageTemplate.Path)
        case open(PageTemplate.Path, isInverted: Bool)
        case close(PageTemplate.Path)
        case partial(String)

        /// Whether it may have a line to itself.
        var isSilent: Bool {
            switch self {
            case .text, .raw: false
            case .open, .close, .partial: true
            }
        }
    }

    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads to the end of a section, or of the text.
    mutating func parts(of section: PageTemplate.Path?) throws(PageTemplate.Mistake) -> [PageTemplate.Part] {
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
            switch tag {
            case .text(let path): parts.append(.text(path))
            case .raw(let path): parts.append(.raw(path))
            case .partial(let name): parts.append(.partial(name))
            case .open(let path, let isInverted):
                parts.append(.section(path, try self.parts(of: path), isInverted: isInverted))
            case .close(let path):
                guard path == section else { throw mistake("nothing of this name is open", at: start) }
                return parts
            }
        }
        if let section { throw mistake("{{/\(section.joined(separator: "."))}} is missing", at: bytes.count) }
        if place < bytes.count { parts.append(.markup(Array(bytes[place...]))) }
        place = bytes.count
        return parts
    }

    /// Reads `{{…}}`, at which the place stands.
    private mutating func tag() throws(PageTemplate.Mistake) -> Tag {
        let start = place
        let isRaw = bytes[start...].starts(with: "{{{".utf8)
        let closing = isRaw ? "}}}" : "}}"
        guard let end = next(closing, from: start) else { throw mistake("\(closing) is missing", at: start) }
        place = end + closing.utf8.count
        let inner = bytes[(start + closing.utf8.count)..<end]
        if isRaw { return .raw(try path(inner, at: start)) }
        switch inner.first.map({ Character(Unicode.Scalar($0)) }) {
        case "#": return .open(try path(inner.dropFirst(), at: start), isInverted: false)
        case "^": return .open(try path(inner.dropFirst(), at: start), isInverted: true)
        case "/": return .close(try path(inner.dropFirst(), at: start))
        case ">": return .partial(String(decoding: inner.dropFirst(), as: UTF8.self))
        default: return .text(try path(inner, at: start))
        }
    }

    private func path(_ name: ArraySlice<UInt8>, at start: Int) throws(PageTemplate.Mistake) -> PageTemplate.Path {
        let text = String(decoding: name, as: UTF8.self)
        if text == "." { return [] }
        let path = text.split(separator: ".", omittingEmptySubsequences: false)
        guard path.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isLetter } }) else {
            throw mistake("“\(text)” is no name", at: start)
        }
        return path.map { String($0) }
    }

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

    private func mistake(_ problem: String, at place: Int) -> PageTemplate.Mistake {
        PageTemplate.Mistake(problem: problem, line: bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1)
    }
}
