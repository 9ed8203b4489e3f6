import Domain

/// A text of the desk's own, as reasons and notices are written: paragraphs, lists, quotations, links and emphasis.
///
/// It is what is safe of CommonMark (0.30), read by libcmark. Headings and code are paragraphs, a picture is its description,
/// HTML is a text like any other, and only http and https addresses are links; a bare one is a link as well.
package struct Prose: Sendable, Equatable {
    indirect enum Block: Sendable, Equatable {
        case paragraph([Inline])
        /// Numbered from `start`; nil for points.
        case list([[Block]], start: Int?)
        case quotation([Block])
    }

    indirect enum Inline: Sendable, Equatable {
        case text(String)
        case emphasis([Inline])
        case strong([Inline])
        /// The address is one that a page may link to.
        case link([Inline], to: String)
        case lineEnd
    }

    let blocks: [Block]

    init(blocks: [Block]) { self.blocks = blocks }

    /// - Parameter text: whatever somebody wrote; what is no markup stays as it is.
    package init(_ text: String) {
        // Most texts are one line of words, and anything more costs a parser.
        blocks =
            Self.isSurelyPlain(text)
            ? ReportWords.paragraphs(text).map { .paragraph([.text($0)]) } : ProseReader.blocks(PlainText.of(text))
    }

    /// True for one line in which nothing is markup, as far as a look at its bytes tells.
    private static func isSurelyPlain(_ text: String) -> Bool {
        text.isSurelyOneLine && !PlainText.isCareNeeded(text)
            && text.utf8.allSatisfy { !marks.contains($0) } && text.utf8.first.map { !openings.contains($0) } ?? true
    }

    private static let marks = Set("\\`*_[]<>&:".utf8)
    /// What makes a block of the line that it opens.
    private static let openings = Set("#+-=~\t 0123456789".utf8)
}
