package import Foundation

/// A story with a stable identity, seen with its latest version.
package struct Article: Sendable, Hashable {
    package typealias ID = Identifier<Article>

    package let id: ID
    package var externalID: String?
    package var source: String?
    package var url: String?
    package let createdAt: Date
    /// Before this time nothing of the article is published or reported, by the database's clock; nil when nothing
    /// holds it back. A time that has passed stays here and holds nothing back.
    package let embargoUntil: Date?
    package var version: ArticleVersion
    /// The newsroom took it back; whichever version is looked at.
    package let isWithdrawn: Bool
    /// How many of its claims are in each state; states without claims are left out.
    package var claimCounts: [Claim.Status: Int]

    package init(
        id: ID, externalID: String?, source: String?, url: String?, createdAt: Date, embargoUntil: Date? = nil,
        version: ArticleVersion, claimCounts: [Claim.Status: Int] = [:]
    ) {
        self.id = id
        self.externalID = externalID
        self.source = source
        self.url = url
        self.createdAt = createdAt
        self.embargoUntil = embargoUntil
        self.version = version
        isWithdrawn = version.status == .withdrawn
        self.claimCounts = claimCounts
    }
}

/// One immutable text of an article, and how far its reading has come.
package struct ArticleVersion: Sendable, Hashable {
    package typealias ID = Identifier<ArticleVersion>

    /// `received → extracting → ready | failed`, then `superseded` by the next version or `withdrawn`.
    package enum Status: String, CaseIterable, Sendable {
        case received, extracting, ready, failed, superseded, withdrawn

        /// The states that may follow this one; drawn in docs/lifecycles.md.
        package var next: Set<Status> {
            switch self {
            case .received: [.extracting, .ready, .failed, .superseded, .withdrawn]
            case .extracting: [.ready, .failed, .superseded, .withdrawn]
            case .failed: [.extracting, .ready, .superseded, .withdrawn]
            case .ready: [.superseded, .withdrawn]
            case .superseded, .withdrawn: []
            }
        }
    }

    package let id: ID
    package let number: Int
    package var title: String
    package var byline: String?
    package var publisher: String?
    package let publishedAt: Date?
    package let language: String?
    package let mediaType: ArticleMediaType
    package let urgency: Int
    package let requiredReviews: Int
    /// What the story is about, in the newsroom's own words.
    package var topics: [String]
    package var item: Item
    package let receivedAt: Date
    package let status: Status
    package let readyAt: Date?
    package let detector: String?
    /// The language as which the text was read, which may be another than was said; nil before, and where it does not tell.
    package let readLanguage: String?
    /// Why the extraction failed, for people; nil otherwise.
    package var error: String?
    /// Why the article was killed; nil unless it is withdrawn.
    package var withdrawalReason: String?

    package init(
        id: ID, number: Int, title: String, byline: String?, publisher: String?, publishedAt: Date?,
        language: String?, mediaType: ArticleMediaType, urgency: Int, requiredReviews: Int, receivedAt: Date,
        status: Status, readyAt: Date?, detector: String?, readLanguage: String? = nil, error: String?,
        topics: [String] = [], withdrawalReason: String? = nil, item: Item = .article
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.byline = byline
        self.publisher = publisher
        self.publishedAt = publishedAt
        self.language = language
        self.mediaType = mediaType
        self.urgency = urgency
        self.requiredReviews = requiredReviews
        self.receivedAt = receivedAt
        self.status = status
        self.readyAt = readyAt
        self.detector = detector
        self.readLanguage = readLanguage
        self.error = error
        self.topics = topics
        self.withdrawalReason = withdrawalReason
        self.item = item
    }
}

/// A run of a version's text with one role; offsets are code points, end exclusive.
package struct ArticlePassage: Sendable, Hashable {
    package let start: Int
    package let end: Int
    /// kicker, headline, dek, body, caption, credit or boilerplate.
    package let role: String

    package init(start: Int, end: Int, role: String) {
        self.start = start
        self.end = end
        self.role = role
    }
}
