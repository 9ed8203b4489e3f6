package import Foundation

/// An audit event as an auditor reads it.
package struct AuditEntry: Sendable, Hashable {
    package let record: AuditRecord
    /// Nil when the desk itself did it.
    package let actorName: String?
    /// The batch that it is sealed in; nil while it waits.
    package let batch: Int?

    package init(record: AuditRecord, actorName: String?, batch: Int?) {
        self.record = record
        self.actorName = actorName
        self.batch = batch
    }
}

/// Which events are asked for; nil parts do not narrow.
package struct AuditFilter: Sendable, Hashable {
    /// A noun: article, claim, lease.
    package var subject: String?
    package var subjectID: UUID?
    package var actor: Member.ID?
    package var action: String?
    /// At this time or later.
    package var since: Date?
    /// Before this time.
    package var until: Date?

    package init(
        subject: String? = nil, subjectID: UUID? = nil, actor: Member.ID? = nil, action: String? = nil,
        since: Date? = nil, until: Date? = nil
    ) {
        self.subject = subject
        self.subjectID = subjectID
        self.actor = actor
        self.action = action
        self.since = since
        self.until = until
    }
}

extension AuditEntry {
    /// `{sequence,at,action,subject,subjectId,actor:{id,name}|null,keyId|null,requestId|null,details:{…},batch|null}`
    package var json: JSON {
        [
            "sequence": .int(record.sequence),
            "at": .string(Timestamp.microsecondText(record.at)),
            "action": .string(record.action),
            "subject": .string(record.subject),
            "subjectId": .string(record.subjectID.text),
            "actor": record.actorID.map { ["id": JSON($0), "name": JSON(actorName)] } ?? .null,
            "keyId": JSON(record.keyID),
            "requestId": JSON(record.requestID),
            "details": .object(record.details.map { JSON.Member($0.name, .string($0.text)) }),
            "batch": JSON(batch),
        ]
    }
}
