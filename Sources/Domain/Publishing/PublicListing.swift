package import Foundation

/// A published verdict as a list or feed shows it.
package struct PublicListing: Sendable, Hashable {
    package let claimID: Claim.ID
    package let articleID: Article.ID
    package var statement: String
    package var headline: Headline
    /// As printed, in the article's media type; nil for a claim that stands nowhere in its item.
    package var exact: String?
    package let mediaType: ArticleMediaType
    package var claimant: Claimant
    package let rating: Rating
    package var rationale: String
    /// Where it was found, for a claim that stands nowhere in its item.
    package var source: ClaimSource?
    package let itemKind: ItemKind
    package var articleTitle: String
    package var publisher: String?
    package let language: String?
    package var appearance: Appearance
    /// The version of the article in which the claim was checked.
    package let versionNumber: Int
    package let publishedAt: Date
    /// When something was last said in public about it.
    package let changedAt: Date

    package init(
        claimID: Claim.ID, articleID: Article.ID, statement: String, headline: Headline, exact: String?,
        mediaType: ArticleMediaType,
        claimant: Claimant, rating: Rating, rationale: String, source: ClaimSource? = nil,
        itemKind: ItemKind = .article, articleTitle: String,
        publisher: String?,
        language: String?, appearance: Appearance, versionNumber: Int, publishedAt: Date, changedAt: Date
    ) {
        self.claimID = claimID
        self.articleID = articleID
        self.statement = statement
        self.headline = headline
        self.exact = exact
        self.mediaType = mediaType
        self.claimant = claimant
        self.rating = rating
        self.rationale = rationale
        self.source = source
        self.itemKind = itemKind
        self.articleTitle = articleTitle
        self.publisher = publisher
        self.language = language
        self.appearance = appearance
        self.versionNumber = versionNumber
        self.publishedAt = publishedAt
        self.changedAt = changedAt
    }
}

/// A clarification, update, correction or retraction as a list or feed shows it.
package struct PublicCorrection: Sendable, Hashable {
    /// The ledger's kinds that count as corrections.
    package static let kinds: [LedgerEntry.Kind] = [.clarification, .update, .correction, .retraction, .reopening]

    package let id: LedgerEntry.ID
    package let kind: LedgerEntry.Kind
    package var text: String
    package let at: Date
    package let claimID: Claim.ID
    package var statement: String
    package let language: String?
    /// Nil where it brought no new version of the verdict.
    package let change: PublicVerdict.Change?
    package var changes: [LedgerEntry.Change]

    package init(
        id: LedgerEntry.ID, kind: LedgerEntry.Kind, text: String, at: Date, claimID: Claim.ID, statement: String,
        language: String?, change: PublicVerdict.Change?, changes: [LedgerEntry.Change]
    ) {
        self.id = id
        self.kind = kind
        self.text = text
        self.at = at
        self.claimID = claimID
        self.statement = statement
        self.language = language
        self.change = change
        self.changes = changes
    }
}

/// Tells one state of a page from another without making the page.
package struct PublicStamp: Sendable, Hashable {
    /// The same as long as what the page is made from is the same.
    package let tag: String
    /// When that was last changed, as far as it is known.
    package let changedAt: Date

    package init(tag: String, changedAt: Date) {
        self.tag = tag
        self.changedAt = changedAt
    }
}
