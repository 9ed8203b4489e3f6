package import Domain
import Foundation

extension ClaimReview {
    /// JSON-LD, on its own or as an item of a list; what is not known is left out.
    package var json: JSON {
        object(
            ("@context", "https://schema.org"),
            ("@type", "ClaimReview"),
            ("url", .string(url)),
            ("claimReviewed", .string(PublicText.line(statement))),
            ("reviewRating", ratingJSON),
            ("author", author.json),
            ("itemReviewed", claimJSON),
            ("datePublished", moment(publishedAt)),
            ("dateModified", modifiedAt.map(moment)),
            ("version", .int(version)),
            ("inLanguage", language.map(JSON.string)),
            ("headline", headline.title.flatMap { written($0) }),
            ("abstract", headline.summary.flatMap { written($0) }),
            ("reviewBody", written(Prose(rationale).plain)),
            ("citation", list(evidence.map(\.citationJSON))),
            ("correction", list(corrections.map(\.json))))
    }

    private var ratingJSON: JSON {
        object(
            ("@type", "Rating"),
            ("alternateName", .string(PublicText.line(label))),
            ("ratingValue", numbers == nil ? nil : rating.value.map(JSON.int)),
            ("bestRating", numbers.map { .int($0.upperBound) }),
            ("worstRating", numbers.map { .int($0.lowerBound) }),
            // An explanation is to be short; a rationale says the main thing first.
            ("ratingExplanation", written(Prose(rationale).opening)))
    }

    private var claimJSON: JSON {
        let others = appearances.compactMap(\.json)
        return object(
            ("@type", "Claim"),
            ("text", exact.flatMap { written($0) }),
            ("author", claimant.map(\.json)),
            ("datePublished", claimedAt.map(moment)),
            ("firstAppearance", firstAppearance.flatMap(\.json)),
            ("appearance", others.count == 1 ? others.first : list(others)))
    }

    /// The rating's label in the language of the statement, where the scale has it: `de` also serves `de-AT`.
    private var label: String {
        let shown = PublicText.isBlank(rating.label) ? rating.key : rating.label
        guard let language = language?.lowercased() else { return shown }
        let primary = String(language.prefix { $0 != "-" })
        let labels = Dictionary(
            rating.translations.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { min($0, $1) })
        return labels[language] ?? labels[primary] ?? shown
    }
}

extension ClaimReview.Party {
    fileprivate var json: JSON {
        object(
            ("@type", isOrganization ? "Organization" : "Person"),
            ("name", written(name)),
            ("url", url.map(JSON.string)))
    }
}

extension ClaimReview.Appearance {
    /// schema.org's name for what it is.
    private var type: String {
        switch kind {
        case .article: "Article"
        case .post: "SocialMediaPosting"
        case .image: "ImageObject"
        case .video: "VideoObject"
        case .speech, .interview, .transcript, .tip, nil: "CreativeWork"
        }
    }

    /// The article's JSON; nil when it has neither a title nor an address.
    fileprivate var json: JSON? {
        let headline = written(title)
        let address = webURL(url)
        if headline == nil, address == nil { return nil }
        return object(
            ("@type", .string(type)),
            ("headline", headline),
            ("url", address),
            ("publisher", publisher.flatMap { organization($0) }),
            ("datePublished", publishedAt.map(moment)),
            ("version", version.map(JSON.int)),
            ("creativeWorkStatus", status.map(JSON.string)))
    }
}

extension ClaimReview.Correction {
    fileprivate var json: JSON {
        object(("@type", "CorrectionComment"), ("text", written(text)), ("datePublished", moment(at)))
    }
}

extension EvidenceInput {
    /// What is cited; its quote and what it speaks for have no place in schema.org.
    fileprivate var citationJSON: JSON {
        object(
            ("@type", "CreativeWork"),
            ("url", webURL(url)),
            ("name", title.flatMap { written($0) }),
            ("publisher", publisher.flatMap { organization($0) }),
            ("archivedAt", webURL(archivedURL)))
    }
}

/// An object without the members that have no value.
private func object(_ members: (String, JSON?)...) -> JSON {
    .object(members.compactMap { name, value in value.map { JSON.Member(name, $0) } })
}

/// With the desk's own offset: whoever shows the first ten characters shows its day.
private func moment(_ date: Date) -> JSON { .string(FormCalendar.current.timestamp(date)) }

/// Nil for an empty list, which would only say that something is missing.
private func list(_ items: [JSON]) -> JSON? { items.isEmpty ? nil : .array(items) }

/// Nil when nothing of the text can be seen.
private func written(_ text: String) -> JSON? { PublicText.isBlank(text) ? nil : .string(PublicText.lines(text)) }

private func organization(_ name: String) -> JSON? {
    written(name).map { ["@type": "Organization", "name": $0] }
}

/// Nil for what is no web address: texts of articles and evidence are as old as the desk.
private func webURL(_ url: String?) -> JSON? {
    guard let url, (try? Input.webURL(url, "url")) != nil else { return nil }
    return .string(url)
}
