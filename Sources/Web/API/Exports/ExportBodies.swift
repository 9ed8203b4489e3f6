package import Domain

extension ExportOrder: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case format, since, until, statuses, ratings, claimant, topic, publisher, text, articleId, bom, defuse
    }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            format: try fields.word(.format) ?? fields.missing(.format),
            filter: ExportFilter(
                since: try fields.text(.since).map { try ExportFilter.since($0, "since") },
                until: try fields.text(.until).map { try ExportFilter.until($0, "until") },
                statuses: try fields.words(.statuses).map(Set.init) ?? ExportFilter.publicStatuses,
                ratings: try fields.texts(.ratings) ?? [],
                claimant: try fields.text(.claimant),
                topic: try fields.text(.topic),
                publisher: try fields.text(.publisher),
                text: try fields.text(.text),
                articleID: try fields.id(.articleId)),
            byteOrderMark: try fields.flag(.bom) ?? false,
            defusesFormulas: try fields.flag(.defuse) ?? true
        )
    }
}

extension Query {
    /// The same from the parameters of a query, with commas between several statuses or ratings.
    ///
    /// - Throws: `InputError`.
    package func exportOrder() throws -> ExportOrder {
        guard let format = try word("format", ExportFormat.self) else { throw InputError("format", "is required") }
        return ExportOrder(
            format: format,
            filter: ExportFilter(
                since: try text("since").map { try ExportFilter.since($0, "since") },
                until: try text("until").map { try ExportFilter.until($0, "until") },
                statuses: try words("statuses") ?? ExportFilter.publicStatuses,
                ratings: try text("ratings", limit: 2000).map { $0.split(separator: ",").map(String.init) } ?? [],
                claimant: try text("claimant"), topic: try text("topic"), publisher: try text("publisher"),
                text: try text("text"), articleID: try id("articleId")),
            byteOrderMark: try flag("bom") ?? false,
            defusesFormulas: try flag("defuse") ?? true)
    }
}
