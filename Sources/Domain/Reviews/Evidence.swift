package import Foundation

/// A cited item as it is sent.
package struct EvidenceInput: Sendable, Hashable {
    package enum Stance: String, CaseIterable, Sendable { case supports, refutes, context }
    package enum Kind: String, CaseIterable, Sendable { case primary, secondary, expert, claimant }

    package var url: String
    package var title: String?
    package var publisher: String?
    /// The exact words relied on.
    package var quote: String?
    package var stance: Stance
    package var kind: Kind?
    /// An interest that the source has in the matter, as declared by who cites it.
    package var interest: String?
    /// When the source was read; nil: when it was cited.
    package var retrievedAt: Date?
    /// A copy that will stay as it was read.
    package var archivedURL: String?
    /// SHA-256 of that copy, 64 hex digits in lower case.
    package var archiveSHA256: String?

    package init(
        url: String, title: String? = nil, publisher: String? = nil, quote: String? = nil, stance: Stance,
        kind: Kind? = nil, interest: String? = nil, retrievedAt: Date? = nil, archivedURL: String? = nil,
        archiveSHA256: String? = nil
    ) {
        self.url = WebAddress.encoded(url)
        self.title = title
        self.publisher = publisher
        self.quote = quote
        self.stance = stance
        self.kind = kind
        self.interest = interest
        self.retrievedAt = retrievedAt
        self.archivedURL = archivedURL.map(WebAddress.encoded)
        self.archiveSHA256 = archiveSHA256
    }

    /// - Throws: `InputError` with the first field that cannot be accepted, seen from inside the item.
    package func validate() throws(InputError) {
        try Input.text(url, "url", limit: 2000)
        try Input.webURL(url, "url")
        try Input.optionalText(title, "title", limit: 1000)
        try Input.optionalText(publisher, "publisher", limit: 500)
        try Input.optionalText(quote, "quote", limit: 20_000)
        try Input.optionalText(interest, "interest", limit: 1000)
        if let archivedURL {
            try Input.text(archivedURL, "archivedUrl", limit: 2000)
            try Input.webURL(archivedURL, "archivedUrl")
        }
        if let archiveSHA256 {
            let isHash = archiveSHA256.utf8.count == 64 && archiveSHA256.allSatisfy { "0123456789abcdef".contains($0) }
            if !isHash { throw InputError("archiveSha256", "must be a SHA-256 of 64 hex digits, in lower case") }
        }
    }

    /// The item as it is read back: the time stands beside it.
    package var withoutTime: EvidenceInput {
        var item = self
        item.retrievedAt = nil
        return item
    }

    package static let limit = 100

    /// Checks a list of items, naming the item in the field: `evidence[1].url`.
    package static func validate(_ items: [EvidenceInput]) throws(InputError) {
        if items.count > limit { throw InputError("evidence", "must have at most \(limit) items") }
        for (index, item) in items.enumerated() {
            do { try item.validate() } catch { throw error.inside("evidence[\(index)]") }
        }
    }
}

/// A cited item of a claim.
package struct Evidence: Sendable, Hashable {
    package typealias ID = Identifier<Evidence>

    package let id: ID
    /// The review that it came with; nil when an editor added it.
    package let reviewID: Review.ID?
    package var item: EvidenceInput
    package let retrievedAt: Date

    package init(id: ID, reviewID: Review.ID?, item: EvidenceInput, retrievedAt: Date) {
        self.id = id
        self.reviewID = reviewID
        self.item = item
        self.retrievedAt = retrievedAt
    }
}

/// Why an item of evidence cannot be added or changed.
package enum EvidenceError: Error, Hashable, Sendable {
    /// It belongs to a review, and changes with a new version of the review.
    case partOfReview
    /// A verdict cites it.
    case cited
    /// Another item of the claim is of the same page.
    case pageIsThere
    /// A reviewer adds to a claim's evidence once their own review is in.
    case ownReviewMissing
}
