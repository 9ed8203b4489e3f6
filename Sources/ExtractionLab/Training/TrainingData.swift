public import Extraction

/// An article whose sentences people have labelled.
public struct LabelledArticle: Sendable {
    /// A range of the article and how much people thought it deserves to be checked.
    public struct Label: Sendable {
        /// Code points into the article's text.
        public var range: TextRange
        /// What people thought.
        public var checkWorthiness: CheckWorthiness

        /// Makes a label of its parts.
        public init(range: TextRange, checkWorthiness: CheckWorthiness) {
            self.range = range
            self.checkWorthiness = checkWorthiness
        }
    }

    /// The article.
    public var document: Document
    /// Its labels, in any order; sentences without one are left out of training.
    public var labels: [Label]

    /// Makes a labelled article of its parts.
    public init(document: Document, labels: [Label]) {
        self.document = document
        self.labels = labels
    }
}

/// A sentence that people have labelled outside of any article: a line of a debate.
public struct LabelledLine: Sendable {
    /// The words.
    public var text: String
    /// What people thought.
    public var checkWorthiness: CheckWorthiness

    /// Makes a labelled line of its parts.
    public init(text: String, checkWorthiness: CheckWorthiness) {
        self.text = text
        self.checkWorthiness = checkWorthiness
    }
}
