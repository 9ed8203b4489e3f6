package import Domain
package import Foundation

extension Submission: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case externalId, source, url, title, byline, publisher, publishedAt, language, body, kind, description,
            transcript
        case saidBy, saidAt, saidIn, mediaType, urgency
        case requiredReviews, topics, embargoUntil
    }

    /// - Throws: `InputError` also for a transcript of what is no image or video, and for a body of one: what is said or
    ///   written in it is its transcript.
    package init(_ fields: Fields<Field>) throws {
        let kind: ItemKind = try fields.word(.kind) ?? .article
        let (own, other) = kind.isSeen ? (Field.transcript, Field.body) : (.body, .transcript)
        if fields.isGiven(other) {
            throw InputError(fields.field(other), "does not go with the kind \(kind.rawValue): send \(own.rawValue)")
        }
        let body = try fields.text(own)
        self.init(
            externalID: try fields.text(.externalId),
            source: try fields.text(.source),
            url: try fields.text(.url),
            title: try fields.text(.title) ?? fields.missing(.title),
            byline: try fields.text(.byline),
            publisher: try fields.text(.publisher),
            publishedAt: try fields.time(.publishedAt),
            language: try fields.text(.language),
            body: try kind.isSeen ? body ?? "" : body ?? fields.missing(.body),
            mediaType: try fields.word(.mediaType) ?? .plainText,
            urgency: try fields.integer(.urgency),
            requiredReviews: try fields.integer(.requiredReviews),
            topics: try fields.texts(.topics) ?? [],
            embargoUntil: try fields.time(.embargoUntil),
            item: Item(
                kind: kind, description: try fields.text(.description), saidBy: try fields.text(.saidBy),
                saidAt: try fields.time(.saidAt), saidIn: try fields.text(.saidIn))
        )
    }
}

/// Why an article is killed.
package struct WithdrawalBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case reason }

    package let reason: String

    package init(_ fields: Fields<Field>) throws { reason = try fields.text(.reason) ?? fields.missing(.reason) }
}

/// Until when an article is held back.
package struct EmbargoBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case until }

    /// Nil lifts the embargo.
    package let until: Date?

    /// - Throws: `InputError` when the time is left out: null alone says that there is none.
    package init(_ fields: Fields<Field>) throws {
        if !fields.isNamed(.until) {
            throw InputError(fields.field(.until), "is required; null lifts the embargo")
        }
        until = try fields.time(.until)
    }
}
