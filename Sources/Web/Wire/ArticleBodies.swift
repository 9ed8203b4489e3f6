package import Domain

extension Submission: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case externalId, source, url, title, byline, publisher, publishedAt, language, body, mediaType, urgency
        case requiredReviews
    }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            externalID: try fields.text(.externalId),
            source: try fields.text(.source),
            url: try fields.text(.url),
            title: try fields.text(.title) ?? fields.missing(.title),
            byline: try fields.text(.byline),
            publisher: try fields.text(.publisher),
            publishedAt: try fields.time(.publishedAt),
            language: try fields.text(.language),
            body: try fields.text(.body) ?? fields.missing(.body),
            mediaType: try fields.word(.mediaType) ?? .plainText,
            urgency: try fields.integer(.urgency),
            requiredReviews: try fields.integer(.requiredReviews)
        )
    }
}
