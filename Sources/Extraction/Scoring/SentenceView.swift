/// A sentence and what is known of it before it is scored.
package struct SentenceView {
    package var unit: Unit
    package var tokens: [Token]
    var quotes: QuoteMap?
    var claimant: Claimant?
    /// Its place among the scored sentences of the article.
    var index: Int
    /// The number of scored sentences of the article.
    package var count: Int
    /// Whether it opens its paragraph.
    var opensBlock: Bool
    /// The share of its content words that earlier sentences already had.
    var repetition: Double
    /// The share of its content words that the first two sentences had, 0 for these two: how near it is to the story.
    var lead: Double
    /// Whether the sentence stands alone, outside an article (a line of a debate).
    var isAlone: Bool

    var words: ArraySlice<Token> { tokens[unit.tokens] }
}
