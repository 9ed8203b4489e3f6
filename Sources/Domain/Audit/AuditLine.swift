package import Foundation

/// One line of an audit export (NDJSON): what is exported, or a piece of the trail.
///
/// The object in an `event` or `waiting` line is, byte for byte, what was hashed.
package enum AuditLine: Sendable, Hashable {
    /// `{"audit":{"version":1,"desk":…,"deskId":…,"exportedAt":…}}`, the first line.
    case header(AuditExport)
    /// `{"event":{…}}`, `{"waiting":{…}}`, `{"seal":{…},"hash":…,"leaves":[[sequence,hash],…]}`, `{"gone":sequence}`,
    /// `{"head":{…}}`.
    case item(AuditItem)
}

/// What an export says of itself.
package struct AuditExport: Sendable, Hashable {
    /// Of the form; a reader refuses the ones that it does not know.
    package static let version = 1

    /// The desk's slug.
    package let desk: String
    package let deskID: DeskProfile.ID
    package let exportedAt: Date

    package init(desk: String, deskID: DeskProfile.ID, exportedAt: Date) {
        self.desk = desk
        self.deskID = deskID
        self.exportedAt = exportedAt
    }
}

extension AuditLine {
    /// The line, without its end.
    package var text: String { json.hashedText }

    private var json: JSON {
        switch self {
        case .header(let export):
            [
                "audit": [
                    "version": .int(AuditExport.version), "desk": .string(export.desk), "deskId": JSON(export.deskID),
                    "exportedAt": .string(Timestamp.microsecondText(export.exportedAt)),
                ]
            ]
        case .item(.event(let record)): ["event": record.canonical]
        case .item(.waiting(let record)): ["waiting": record.canonical]
        case .item(.gone(let sequence)): ["gone": .int(sequence)]
        case .item(.head(let head)): ["head": head.json]
        case .item(.seal(let seal, let leaves)):
            [
                "seal": seal.canonical, "hash": .string(seal.hash.description),
                "leaves": JSON(leaves.map { [.int($0.sequence), .string($0.hash.description)] }),
            ]
        }
    }
}

extension AuditHead {
    /// `{batch,lastSequence,hash,sealedAt|null,events}`
    package var json: JSON {
        [
            "batch": .int(batch), "lastSequence": .int(lastSequence), "hash": .string(hash.description),
            "sealedAt": sealedAt.map { .string(Timestamp.microsecondText($0)) } ?? .null, "events": .int(events),
        ]
    }
}
