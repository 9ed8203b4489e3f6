package import Foundation

/// What an editor wants exported, and how.
package struct ExportOrder: Sendable, Codable, Hashable {
    package var format: ExportFormat
    package var filter: ExportFilter
    /// Begins a CSV with a byte order mark, by which older spreadsheets tell UTF-8.
    package var byteOrderMark: Bool
    /// Puts an apostrophe before cells of a CSV that a spreadsheet would run as a formula.
    package var defusesFormulas: Bool

    package init(
        format: ExportFormat, filter: ExportFilter = ExportFilter(), byteOrderMark: Bool = false,
        defusesFormulas: Bool = true
    ) {
        self.format = format
        self.filter = filter
        self.byteOrderMark = byteOrderMark
        self.defusesFormulas = defusesFormulas
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        if byteOrderMark, format != .csv { throw InputError("bom", "is for csv alone") }
        if !defusesFormulas, format != .csv { throw InputError("defuse", "is for csv alone") }
        try filter.validate()
        let isPublic = filter.statuses.isSubset(of: ExportFilter.publicStatuses)
        if format == .claimreview, !isPublic {
            throw InputError("statuses", "may be published and corrected here: a claim review is public")
        }
        if format == .zip, !isPublic {
            throw InputError("statuses", "may be published and corrected here: reports show public verdicts")
        }
    }
}

/// Which verdicts are exported; every part narrows.
package struct ExportFilter: Sendable, Codable, Hashable {
    /// Where a verdict stands.
    package enum Status: String, CaseIterable, Codable, Sendable {
        /// Decided and not public yet.
        case decided
        case published, corrected, retracted
        /// Published, and left out of public forms while it is looked at again.
        case paused
    }

    /// What is public now.
    package static let publicStatuses: Set<Status> = [.published, .corrected]

    /// Published (or, before that, decided) then or later.
    package var since: Date?
    /// Published (or, before that, decided) before that moment.
    package var until: Date?
    package var statuses: Set<Status>
    /// Keys of ratings; empty for all.
    package var ratings: [String]
    /// A part of the claimant's name, in any case.
    package var claimant: String?
    /// A topic of the article, in any case.
    package var topic: String?
    /// A part of the publisher's name, in any case.
    package var publisher: String?
    /// Words of the statement, of the article or of the rationale, as they stand there, in any case.
    package var text: String?
    /// One article alone.
    package var articleID: Article.ID?

    package init(
        since: Date? = nil, until: Date? = nil, statuses: Set<Status> = ExportFilter.publicStatuses,
        ratings: [String] = [], claimant: String? = nil, topic: String? = nil, publisher: String? = nil,
        text: String? = nil, articleID: Article.ID? = nil
    ) {
        self.since = since
        self.until = until
        self.statuses = statuses
        self.ratings = ratings
        self.claimant = claimant
        self.topic = topic
        self.publisher = publisher
        self.text = text
        self.articleID = articleID
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        if let since, let until, since >= until { throw InputError("until", "must be after since") }
        if statuses.isEmpty { throw InputError("statuses", "must name at least one") }
        if ratings.count > 100 { throw InputError("ratings", "must have at most 100 items") }
        for (index, rating) in ratings.enumerated() where !Rating.isKey(rating) {
            throw InputError("ratings[\(index)]", "must be the key of a rating, such as mostly_true")
        }
        for (name, value) in [("claimant", claimant), ("topic", topic), ("publisher", publisher), ("text", text)] {
            if let value { try Input.text(value, name, limit: 500) }
        }
    }

    /// The moment that a day or a time names, for `since`: a day begins at midnight UTC.
    ///
    /// - Parameter text: `2026-01-31`, or a time with its zone (RFC 3339).
    /// - Throws: `InputError`.
    package static func since(_ text: String, _ field: String) throws(InputError) -> Date {
        try moment(text, field, wholeDays: 0)
    }

    /// The moment before which something must lie, for `until`: a day is meant whole.
    ///
    /// - Parameter text: `2026-01-31`, or a time with its zone (RFC 3339).
    /// - Throws: `InputError`.
    package static func until(_ text: String, _ field: String) throws(InputError) -> Date {
        try moment(text, field, wholeDays: 1)
    }

    private static func moment(_ text: String, _ field: String, wholeDays: Int) throws(InputError) -> Date {
        if let date = Timestamp.date(text) { return date }
        // A + that was not percent-encoded in a query comes as a blank.
        if let date = Timestamp.date(text.replacing(" ", with: "+")) { return date }
        if let day = Day(text) { return Timestamp.start(of: day.adding(wholeDays)) }
        throw InputError(field, "must be a day such as 2026-03-01, or a time with its zone (RFC 3339)")
    }
}
