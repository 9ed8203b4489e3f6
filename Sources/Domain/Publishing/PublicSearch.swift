package import Foundation

/// What the public looks for on a desk's page.
package struct PublicSearch: Sendable, Hashable {
    /// Words of the statement or the claimant's name; the beginning of a word is enough.
    package let words: String?
    /// The key of a rating; one that no scale has finds nothing.
    package let rating: String?

    /// Code points.
    package static let wordsLimit = 100
    /// No key of a rating is longer.
    private static let ratingLimit = 64

    /// Takes whatever somebody typed or pasted: blanks around it count for nothing, and of a long text its beginning is looked
    /// for.
    package init(words: String? = nil, rating: String? = nil) {
        self.words = Self.line(words, limit: Self.wordsLimit)
        self.rating = Self.line(rating, limit: Self.ratingLimit)
    }

    package static let everything = PublicSearch()

    package var isEverything: Bool { words == nil && rating == nil }

    /// - Returns: nil where nothing is left.
    private static func line(_ text: String?, limit: Int) -> String? {
        let parts = PlainText.of(text ?? "").unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
        let line = String(parts.map { String($0) }.joined(separator: " ").unicodeScalars.prefix(limit))
        let trimmed = String(line.unicodeScalars.trimmingWhitespace)
        return trimmed.isEmpty ? nil : trimmed
    }
}

extension Cursor {
    /// The place in a list that is ordered by time and id, as the public ones are; nil for what none of them gave out.
    package var publicPlace: (at: Date, id: UUID)? {
        guard values.count == 2, let at = Timestamp.date(values[0]), let id = Identifier<Never>(values[1]) else {
            return nil
        }
        return (at, id.rawValue)
    }
}
