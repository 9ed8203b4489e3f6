import Domain

import struct Extraction.MarkdownMarks

extension ReportWords {
    /// The words of a claim as readers of the article see them: among those of an article in Markdown stand marks.
    static func quoted(_ exact: String, of type: ArticleMediaType) -> String {
        switch type {
        case .plainText: exact
        case .markdown: MarkdownMarks.removed(from: exact)
        }
    }
}

extension Claim {
    /// The words of the claim as readers see them; of one that stands nowhere in its article what it says.
    func words(of type: ArticleMediaType) -> String {
        guard let anchor, anchor.part == .text else { return words }
        return ReportWords.quoted(anchor.exact, of: type)
    }
}

extension ArticleReport {
    /// The words of a claim as readers of the version in which it stands see them.
    func words(of claim: Claim) -> String { claim.words(of: article(of: claim).version.mediaType) }
}
