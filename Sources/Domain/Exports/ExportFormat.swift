/// What form an export has.
package enum ExportFormat: String, CaseIterable, Codable, Sendable {
    /// A header and one row a verdict (RFC 4180).
    case csv
    /// One JSON object a line.
    case ndjson
    /// One JSON array.
    case json
    /// A schema.org DataFeed of ClaimReviews.
    case claimreview
    /// One HTML report an article, an index, and the manifest.
    case zip

    package var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8; header=present"
        case .ndjson: "application/x-ndjson"
        case .json: "application/json"
        case .claimreview: "application/ld+json"
        case .zip: "application/zip"
        }
    }

    package var fileExtension: String { self == .claimreview ? "jsonld" : rawValue }

    /// True for the forms that the database writes row by row as fast as it is read.
    package var isStreamed: Bool { self == .csv || self == .ndjson || self == .json }
}
