/// What readers meet first of a verdict: on lists, in feeds, at the head of its page. All of it may be missing; then the
/// claim's statement stands there.
package struct Headline: Sendable, Hashable {
    package enum Part: String, CaseIterable, Sendable { case title, summary, claimReviewed }

    /// Of the fact check.
    package var title: String?
    /// The finding in a few sentences.
    package var summary: String?
    /// The claim in few words, for ClaimReview: search engines show no more of it.
    package var claimReviewed: String?

    package static let titleLimit = 300
    package static let summaryLimit = 2000
    /// Google's "Fact check (ClaimReview) structured data" asks for less than 75 characters of `claimReviewed`, and
    /// `ClaimReviewLinter` warns of more.
    package static let claimLimit = 75

    package init(title: String? = nil, summary: String? = nil, claimReviewed: String? = nil) {
        self.title = title
        self.summary = summary
        self.claimReviewed = claimReviewed
    }

    package static let none = Headline()

    package subscript(_ part: Part) -> String? {
        switch part {
        case .title: title
        case .summary: summary
        case .claimReviewed: claimReviewed
        }
    }

    /// - Throws: `InputError` with the first part that is blank or too long.
    package func validate() throws(InputError) {
        if let title { try Input.text(title, "title", limit: Self.titleLimit) }
        if let summary { try Input.text(summary, "summary", limit: Self.summaryLimit) }
        if let claimReviewed { try Input.text(claimReviewed, "claimReviewed", limit: Self.claimLimit) }
    }

    /// `title`, `summary` and `claimReviewed`, null where they are missing.
    package var members: [JSON.Member] {
        [
            JSON.Member("title", JSON(title)), JSON.Member("summary", JSON(summary)),
            JSON.Member("claimReviewed", JSON(claimReviewed)),
        ]
    }
}
