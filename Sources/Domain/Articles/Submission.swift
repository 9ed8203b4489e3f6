package import Foundation

/// An article as a newsroom sends it.
package struct Submission: Sendable, Hashable {
    package static let titleLimit = 1000
    package static let shortLimit = 500
    /// Bytes: source and external id stand in one entry of an index, for which Postgres allows 2704.
    package static let keyLimit = 1000
    /// Bytes of an address in its one form, for the same reason.
    package static let pageLimit = 2500
    package static let topicLimit = 20

    package var externalID: String?
    package var source: String?
    package var url: String?
    package var title: String
    package var byline: String?
    package var publisher: String?
    package var publishedAt: Date?
    /// BCP 47.
    package var language: String?
    /// The words; of an image or a video those that are said or written in it, which may be none.
    package var body: String
    package var mediaType: ArticleMediaType
    /// 1 (most urgent) to 9, as in IPTC ninjs; nil is 5.
    package var urgency: Int?
    /// 1–20; nil takes the desk's.
    package var requiredReviews: Int?
    /// What the story is about, in the newsroom's own words.
    package var topics: [String]
    /// Nothing of the article is published or reported before this time.
    package var embargoUntil: Date?
    package var item: Item

    package init(
        externalID: String? = nil, source: String? = nil, url: String? = nil, title: String, byline: String? = nil,
        publisher: String? = nil, publishedAt: Date? = nil, language: String? = nil, body: String,
        mediaType: ArticleMediaType = .plainText, urgency: Int? = nil, requiredReviews: Int? = nil,
        topics: [String] = [], embargoUntil: Date? = nil, item: Item = .article
    ) {
        self.externalID = externalID
        self.source = source
        self.url = url.map(WebAddress.encoded)
        self.title = title
        self.byline = byline
        self.publisher = publisher
        self.publishedAt = publishedAt
        self.language = language
        self.body = body
        self.mediaType = mediaType
        self.urgency = urgency
        self.requiredReviews = requiredReviews
        self.topics = topics
        self.embargoUntil = embargoUntil
        self.item = item
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        try Input.optionalText(externalID, "externalId", limit: Self.shortLimit)
        if externalID?.isEmpty == true { throw InputError("externalId", "must not be empty; leave it out instead") }
        try Input.bytes(externalID, "externalId", limit: Self.keyLimit)
        try Input.optionalText(source, "source", limit: Self.shortLimit)
        try Input.bytes(source, "source", limit: Self.keyLimit)
        try Input.webURL(url, "url")
        if let page, page.utf8.count > Self.pageLimit {
            throw InputError("url", "must take at most \(Self.pageLimit) bytes once its letters are percent-encoded")
        }
        try Input.text(title, "title", limit: Self.titleLimit)
        try Input.optionalText(byline, "byline", limit: Self.shortLimit)
        try Input.optionalText(publisher, "publisher", limit: Self.shortLimit)
        if let language, !Self.isLanguageTag(language) {
            throw InputError("language", "must be a BCP 47 language tag such as en or pt-BR")
        }
        if item.kind.isSeen {
            try Input.optionalText(body, "transcript", limit: Int.max)
        } else {
            try Input.text(body, "body", limit: Int.max)
        }
        try ArticleLimits.check(lines: body, item.kind.isSeen ? "transcript" : "body")
        try item.validate()
        try Input.number(urgency, "urgency", in: 1...9)
        try Input.number(requiredReviews, "requiredReviews", in: 1...20)
        if topics.count > Self.topicLimit { throw InputError("topics", "must have at most \(Self.topicLimit) items") }
        for (index, topic) in topics.enumerated() { try Input.text(topic, "topics[\(index)]", limit: 100) }
    }

    /// The topics as they are stored: without blanks around them, each once whatever its case, in the first spelling.
    package var distinctTopics: [String] {
        var seen: Set<String> = []
        return topics.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            .filter { seen.insert($0.lowercased()).inserted }
    }

    /// The page that makes two submissions the same article, however its address was written: nil where it does not say so,
    /// and where the newsroom's own id does.
    package var page: String? { externalID == nil ? url.map(CanonicalURL.of) : nil }

    /// What makes two submissions the same article: the newsroom's own id, else the page, else the content.
    ///
    /// - Parameter contentHash: SHA-256 of `content`, in hex.
    package func identity(contentHash: String) -> String {
        // With its length, so that source "a" and id "b:c" are not source "a:b" and id "c".
        if let externalID { return "external:\(source?.utf8.count ?? 0):\(source ?? ""):\(externalID)" }
        if let page { return "url:\(page)" }
        return "content:\(contentHash)"
    }

    /// What an older release knew the same page by: its address as it was sent.
    package var earlierIdentity: String? { externalID == nil ? url.map { "url:\($0)" } : nil }

    /// Everything that makes a version of an article what it is, unambiguously in one text, to be hashed.
    package var content: String {
        let published = publishedAt.map { String(Int64(($0.timeIntervalSince1970 * 1000).rounded())) }
        let parts = [title, byline, publisher, published, language, mediaType.rawValue, body] + (item.content ?? [])
        return parts.map { part in part.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: ",")
    }

    private static func isLanguageTag(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...8).contains(first.utf8.count), text.utf8.count <= 35,
            first.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A })
        else { return false }
        return parts.allSatisfy { part in
            (1...8).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
    }
}

/// The forms in which an article's text is taken.
package enum ArticleMediaType: String, CaseIterable, Sendable {
    case plainText = "text/plain"
    case markdown = "text/markdown"
}
