/// The forms in which an article's report is given.
package enum ReportFormat: String, CaseIterable, Sendable {
    case json, csv, md, html, claimreview

    /// For the `Content-Type` header.
    package var mediaType: String {
        switch self {
        case .json, .claimreview: essence
        case .csv: "\(essence); charset=utf-8; header=present"
        case .md, .html: "\(essence); charset=utf-8"
        }
    }

    package var fileExtension: String { self == .claimreview ? "jsonld" : rawValue }

    /// The media type without parameters.
    package var essence: String {
        switch self {
        case .json: "application/json"
        case .csv: "text/csv"
        case .md: "text/markdown"
        case .html: "text/html"
        case .claimreview: "application/ld+json"
        }
    }
}
