/// What the extractor noted about the words of a claim, for those who check it. As printed, never edited.
package struct ClaimAnnotations: Sendable, Hashable {
    /// Dates that the words mention, in reading order.
    package let dates: [DateMention]
    /// The figures that the words state, as written.
    package let figures: [String]
    /// The names that the words mention, as written.
    package let names: [String]

    package static let none = ClaimAnnotations(dates: [], figures: [], names: [])

    package init(dates: [DateMention], figures: [String], names: [String]) {
        self.dates = dates
        self.figures = figures
        self.names = names
    }
}

/// A mention of a date, and the day, week, month or year that it means by the day of publication.
package struct DateMention: Sendable, Hashable {
    /// Code points of the text of the claim's latest version.
    package let range: Anchor.Range
    package let words: String
    /// ISO 8601 with the precision of the words: `2015-06-14`, `2015-W24`, `2015-06` or `2015`.
    package let resolved: String

    package init(range: Anchor.Range, words: String, resolved: String) {
        self.range = range
        self.words = words
        self.resolved = resolved
    }
}

/// How a claim stands to the rest of its article's latest version.
package struct ClaimCompany: Sendable, Hashable {
    /// Where else the article says the same, in reading order; at most `shownPlaces` of them.
    package let otherAnchors: [Anchor]
    /// In how many places the article says it, its first one included.
    package let occurrences: Int
    /// Claims of the same version that contradict it.
    package let conflictsWith: [Claim.ID]

    /// A text that says one thing ten thousand times must not make every answer about it long.
    package static let shownPlaces = 100
    package static let alone = ClaimCompany(otherAnchors: [], occurrences: 1, conflictsWith: [])

    package init(otherAnchors: [Anchor], occurrences: Int, conflictsWith: [Claim.ID]) {
        self.otherAnchors = otherAnchors
        self.occurrences = occurrences
        self.conflictsWith = conflictsWith
    }
}
