package import Foundation

/// What an export holds, for whoever gets it: enough to tell years later what it is, and that it is whole.
package struct ExportManifest: Sendable, Codable, Hashable {
    /// One file of it.
    package struct File: Sendable, Codable, Hashable {
        package let name: String
        package let mediaType: String
        package let bytes: Int
        /// Hexadecimal.
        package let sha256: String

        package init(name: String, mediaType: String, bytes: Int, sha256: String) {
            self.name = name
            self.mediaType = mediaType
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    /// A verdict that is not in a feed of claim reviews, because nobody could use it there.
    package struct Omission: Sendable, Codable, Hashable {
        package let claimID: Claim.ID
        /// What the linter says against it.
        package let reason: String

        package init(claimID: Claim.ID, reason: String) {
            self.claimID = claimID
            self.reason = reason
        }
    }

    /// So many omissions are told one by one; `omitted` counts all.
    package static let shownOmissions = 100

    package let desk: String
    package let deskSlug: String
    package var order: ExportOrder
    /// All that is in the export is as it was then.
    package let snapshotAt: Date
    package let verdicts: Int
    /// Verdicts by where they stand.
    package let byStatus: [String: Int]
    /// Articles, of a `zip`; nil elsewhere.
    package var articles: Int?
    package let auditHead: AuditHead?
    package var omitted: Int
    package var omissions: [Omission]
    /// One, except of a `zip`, whose files it names from within.
    package var files: [File]

    package init(
        desk: String, deskSlug: String, order: ExportOrder, snapshotAt: Date, verdicts: Int, byStatus: [String: Int],
        articles: Int? = nil, auditHead: AuditHead?, omitted: Int = 0, omissions: [Omission] = [], files: [File] = []
    ) {
        self.desk = desk
        self.deskSlug = deskSlug
        self.order = order
        self.snapshotAt = snapshotAt
        self.verdicts = verdicts
        self.byStatus = byStatus
        self.articles = articles
        self.auditHead = auditHead
        self.omitted = omitted
        self.omissions = omissions
        self.files = files
    }
}
