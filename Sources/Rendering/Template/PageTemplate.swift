/// A page with places for values, in a notation after Mustache's (mustache.github.io/mustache.5.html).
///
/// | tag | means |
/// |---|---|
/// | `{{name}}`, `{{{name}}}` | a text, escaped for HTML, or as it is; `{{.}}` in a list of texts |
/// | `{{#name}}…{{/name}}` | for every item of a list, or within an object: names are the item's own there |
/// | `{{?name}}…{{/name}}` | once, when it is there: a list with items, a flag that is set, an optional with a value |
/// | `{{^name}}…{{/name}}` | once, when it is not |
/// | `{{a.b}}` | the member of a member |
/// | `{{../name}}` | a name one `#` further out; `../../` two |
/// | `{{>part}}` | another template, in place |
/// | `{{<layout}}{{$block}}…{{/block}}{{/layout}}` | another template with its blocks of these names filled |
/// | `{{$block}}…{{/block}}` | in such a template: a place, and what stands there unless it is filled |
///
/// A name means a member of the innermost scope and nothing else, and only `#` makes a scope. A tag alone on its line,
/// other than of a value, leaves no line behind.
///
/// Our own, since a report is sixty claims of some forty places each: a library that read these templates asked the
/// runtime for the type of every value at every place, eleven of a report's 38 milliseconds, and escaped by character, so
/// that a `<` under a combining mark got through.
package struct PageTemplate: Sendable {
    indirect enum Part: Sendable {
        case markup([UInt8])
        case value(Name, isRaw: Bool)
        case section(Section, Name, [Part])
        case partial(name: String, line: Int)
        case block(Block)
        case layout(name: String, line: Int, blocks: [Block])
    }

    enum Section: Sendable { case each, shown, hidden }

    /// What a place asks for, and where it stands in the file.
    struct Name: Sendable {
        /// How many scopes further out.
        let out: Int
        /// Member by member; empty for the scope itself.
        let path: [String]
        let line: Int
    }

    /// A place in a layout, or what fills it.
    struct Block: Sendable {
        let name: String
        let parts: [Part]
        let line: Int
    }

    /// What is wrong with a template.
    package struct Mistake: Error, Equatable, CustomStringConvertible {
        /// The template's file; empty for a text that stands in none.
        package let file: String
        /// From 1.
        package let line: Int
        /// For whoever wrote it: "}} is missing".
        package let problem: String

        package var description: String { "\(file.isEmpty ? "" : "\(file), ")line \(line): \(problem)" }
    }

    /// For mistakes.
    let file: String
    let parts: [Part]

    /// Reads a template.
    ///
    /// - Parameter file: its name, for mistakes.
    /// - Throws: `Mistake` when the text is not well formed.
    package init(_ text: String, file: String = "") throws(Mistake) {
        var reader = PageTemplateReader(bytes: Array(text.utf8), file: file)
        parts = try reader.parts(of: nil)
        self.file = file
    }
}
