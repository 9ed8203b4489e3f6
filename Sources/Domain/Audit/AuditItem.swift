import Foundation

/// One piece of a desk's audit trail, in the order in which it is checked and exported: the events of each batch and
/// then its seal, events that wait to be sealed, the head.
package enum AuditItem: Sendable, Hashable {
    /// An event of the batch whose seal comes next, or one that no seal knows.
    case event(AuditRecord)
    /// A seal, with the leaves of its batch in their order.
    case seal(AuditSeal, [AuditLeaf])
    /// An event that is to be sealed in a moment.
    case waiting(AuditRecord)
    /// The sequence of an event that was to be sealed and is not there.
    case gone(Int)
    /// The last line: where the chain ends.
    case head(AuditHead)
}

/// Something that is not as it was sealed.
package struct AuditFinding: Sendable, Hashable {
    /// What happened to it; names are stable.
    package enum Kind: String, CaseIterable, Sendable {
        /// An event's columns differ from what was sealed.
        case changed
        /// A sealed event is not there.
        case missing
        /// An event is there that no seal knows and that is not waiting for one.
        case inserted
        /// An event stands in the place of another.
        case reordered
        /// A seal, or the leaves kept with it, differ from what its hash says, or do not follow on from the seal before.
        case sealBroken = "seal-broken"
        /// The chain has a gap.
        case sealMissing = "seal-missing"
        /// The chain ends before the head that was noted, or never came by it.
        case headMissing = "head-missing"
        /// A row of the desk's tables says something else than it did when its event was written.
        case forged
        /// An export ends before its end.
        case cutOff = "cut-off"
        /// A line of an export is none of an export.
        case unreadable
    }

    package let kind: Kind
    /// For a person: what is wrong.
    package let what: String
    package let batch: Int?
    /// The event that it is about; nil where it is about a seal or the end.
    package let sequence: Int?
    /// As the event stands now; nil when it is gone.
    package let record: AuditRecord?

    package init(_ kind: Kind, _ what: String, batch: Int? = nil, sequence: Int? = nil, record: AuditRecord? = nil) {
        self.kind = kind
        self.what = what
        self.batch = batch
        self.sequence = record?.sequence ?? sequence
        self.record = record
    }
}

extension AuditFinding: CustomStringConvertible {
    /// One line: `changed: event 42, claim.edited on claim 019…: it is not what was sealed in batch 3`.
    package var description: String {
        let place =
            if let record {
                "event \(record.sequence), \(record.action) on \(record.subject) \(record.canonicalSubjectID)"
            } else if let sequence {
                "event \(sequence)"
            } else if let batch {
                "seal \(batch)"
            } else {
                ""
            }
        return place.isEmpty ? "\(kind.rawValue): \(what)" : "\(kind.rawValue): \(place): \(what)"
    }

    /// `{kind,what,batch|null,sequence|null,action|null,subject|null,subjectId|null}`
    package var json: JSON {
        [
            "kind": JSON(kind),
            "what": .string(what),
            "batch": JSON(batch),
            "sequence": JSON(sequence),
            "action": JSON(record?.action),
            "subject": JSON(record?.subject),
            "subjectId": JSON(record?.canonicalSubjectID),
        ]
    }
}

extension AuditRecord {
    fileprivate var canonicalSubjectID: String { subjectID.text }
}
