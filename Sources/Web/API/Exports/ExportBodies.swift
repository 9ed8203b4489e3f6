package import Domain

extension ExportOrder: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case format, since, until, statuses, ratings, claimant, topic, publisher, text, articleId, bom, defuse
    }

    package init(_ fields: Fields<Field>) throws { try self.init(reading: fields) }

    /// The same from the parameters of a query, with commas between several statuses or ratings.
    ///
    /// - Throws: `InputError` with the first parameter that is missing or cannot be accepted.
    package init(_ query: Query) throws { try self.init(reading: NamedQuery(query)) }

    private init(reading values: some NamedValues<Field>) throws {
        guard let format = try values.word(.format, ExportFormat.self) else {
            throw InputError("format", "is required")
        }
        self.init(
            format: format,
            filter: ExportFilter(
                since: try values.text(.since).map { try ExportFilter.since($0, "since") },
                until: try values.text(.until).map { try ExportFilter.until($0, "until") },
                statuses: try values.words(.statuses, ExportFilter.Status.self).map(Set.init)
                    ?? ExportFilter.publicStatuses,
                ratings: try values.texts(.ratings) ?? [],
                claimant: try values.text(.claimant),
                topic: try values.text(.topic),
                publisher: try values.text(.publisher),
                text: try values.text(.text),
                articleID: try values.id(.articleId, of: Article.self)),
            byteOrderMark: try values.flag(.bom) ?? false,
            defusesFormulas: try values.flag(.defuse) ?? true
        )
    }
}
