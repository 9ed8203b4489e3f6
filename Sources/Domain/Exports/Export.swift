package import Foundation

/// A file of verdicts that somebody asked for: made by a worker, kept until it expires.
package struct Export: Sendable, Hashable {
    package typealias ID = Identifier<Export>

    /// `queued → running → ready → expired`, or `failed`, `cancelled`; drawn in docs/lifecycles.md.
    package enum State: String, CaseIterable, Sendable {
        case queued, running, ready, failed, cancelled, expired

        /// The states that may follow this one.
        package var next: Set<State> {
            switch self {
            case .queued: [.running, .failed, .cancelled]
            case .running: [.ready, .failed, .cancelled]
            case .ready: [.cancelled, .expired]
            case .failed, .cancelled, .expired: []
            }
        }

        /// True while a worker has it before it.
        package var isUnderWay: Bool { self == .queued || self == .running }
    }

    /// How long a file is kept, seconds: a week.
    package static let lifetime = 7 * 86_400
    /// How many exports of a desk may be under way at once.
    package static let limit = 3

    package let id: ID
    package var order: ExportOrder
    package let state: State
    package let requestedBy: Member.ID
    package let requestedByName: String
    package let requestedAt: Date
    /// When a worker last began it.
    package let startedAt: Date?
    package let finishedAt: Date?
    /// When the file goes; nil before it is there.
    package let expiresAt: Date?
    /// Verdicts, or articles of a `zip`, that are written so far.
    package let done: Int
    /// The number of rows that there will be; nil before they were counted.
    package let total: Int?
    /// Bytes of the file; nil before it is there.
    package let bytes: Int?
    /// SHA-256 of the file, hexadecimal.
    package let sha256: String?
    /// What the file holds; nil before it is there.
    package var manifest: ExportManifest?
    /// Why there is no file, for a person.
    package let error: String?

    package init(
        id: ID, order: ExportOrder, state: State, requestedBy: Member.ID, requestedByName: String, requestedAt: Date,
        startedAt: Date? = nil, finishedAt: Date? = nil, expiresAt: Date? = nil, done: Int = 0, total: Int? = nil,
        bytes: Int? = nil, sha256: String? = nil, manifest: ExportManifest? = nil, error: String? = nil
    ) {
        self.id = id
        self.order = order
        self.state = state
        self.requestedBy = requestedBy
        self.requestedByName = requestedByName
        self.requestedAt = requestedAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.expiresAt = expiresAt
        self.done = done
        self.total = total
        self.bytes = bytes
        self.sha256 = sha256
        self.manifest = manifest
        self.error = error
    }

    /// What the file is called where it is saved: `claimdesk-harbour-2026-11-22-01890a5d.csv`.
    ///
    /// - Parameter slug: the desk's.
    package func fileName(desk slug: String) -> String {
        let day = Timestamp.day(requestedAt)
        // The random end of the id: its beginning is the time.
        return "claimdesk-\(slug)-\(day)-\(id.description.suffix(8)).\(order.format.fileExtension)"
    }
}

/// Why there is no file, or none can be made.
package enum ExportError: Error, Hashable, Sendable {
    /// As many exports of the desk are under way as may be.
    case tooMany(limit: Int)
    /// As many are being streamed as this process serves.
    case tooManyStreams(limit: Int)
    /// The file is not made yet: the export's state, and how far it is.
    case notReady(Export.State)
    /// The file was there and is gone.
    case gone(Export.State)
    /// The client took nothing of it for too long.
    case stalled
    /// This form takes a while to make, and is not streamed.
    case notStreamed(ExportFormat)
}
