/// How a verdict stands before the public.
package enum PublicStanding: String, CaseIterable, Sendable {
    /// Everybody reads the verdict, as it was published or corrected since.
    case published
    /// The verdict is paused: its page says so, and does not show it.
    case underReview = "under_review"
    /// The verdict was taken back: its page says so first, and keeps what was published readable.
    case retracted
}

extension PublicStanding {
    /// - Returns: nil for a claim of which nothing was ever public.
    package init?(of status: Claim.Status, isPaused: Bool) {
        switch status {
        case .published, .corrected: self = isPaused ? .underReview : .published
        case .retracted: self = .retracted
        case .detected, .queued, .dismissed, .inReview, .agreed, .disputed, .decided, .withdrawn, .merged: return nil
        }
    }
}

extension Claim {
    /// Nil for a claim of which nothing was ever public: its address is not there.
    package var publicStanding: PublicStanding? { PublicStanding(of: status, isPaused: isPaused) }
}

/// What the public looks for on a desk's page.
package struct PublicSearch: Sendable, Hashable {
    /// Words of the statement or the claimant's name; the beginning of a word is enough.
    package let words: String?
    /// The key of a rating.
    package let rating: String?

    package static let wordsLimit = 100

    /// - Throws: `InputError` for words that are too long, and for a rating that no scale can have.
    package init(words: String? = nil, rating: String? = nil) throws(InputError) {
        try Input.optionalText(words, "q", limit: Self.wordsLimit)
        if let rating, rating.utf8.count > 64 || !rating.utf8.allSatisfy(Self.isOfKey) {
            throw InputError("rating", "must be the key of a rating, such as mostly_true")
        }
        self.words = words
        self.rating = rating
    }

    private init() { (words, rating) = (nil, nil) }

    package static let everything = PublicSearch()

    package var isEverything: Bool { words == nil && rating == nil }

    private static func isOfKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
