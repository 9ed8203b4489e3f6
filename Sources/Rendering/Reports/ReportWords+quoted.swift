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
