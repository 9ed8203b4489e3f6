package import Foundation

/// An audit event as it is stored: every column of its row.
package struct AuditRecord: Sendable, Hashable {
    package let deskID: DeskProfile.ID
    /// Grows over all desks, with gaps; drawn before the commit, so that a later one may be seen earlier.
    package let sequence: Int
    /// Of the transaction that wrote it, in the counting of the database cluster where that was.
    package let transactionID: Int
    /// Microseconds, UTC.
    package let at: Date
    /// Nil when the desk itself did it.
    package let actorID: Member.ID?
    package let keyID: AccessKey.ID?
    package let requestID: String?
    /// Text, because a log may hold what an older or newer program did.
    package let action: String
    package let subject: String
    package let subjectID: UUID
    /// Names and texts, in any order.
    package let details: [Detail]

    /// A fact about the change.
    package struct Detail: Sendable, Hashable {
        package let name: String
        package let text: String

        package init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    package init(
        deskID: DeskProfile.ID, sequence: Int, transactionID: Int, at: Date, actorID: Member.ID?,
        keyID: AccessKey.ID?, requestID: String?, action: String, subject: String, subjectID: UUID, details: [Detail]
    ) {
        self.deskID = deskID
        self.sequence = sequence
        self.transactionID = transactionID
        self.at = at
        self.actorID = actorID
        self.keyID = keyID
        self.requestID = requestID
        self.action = action
        self.subject = subject
        self.subjectID = subjectID
        self.details = details
    }

    /// The record's content under another number: how an event is found that stands where another one stood.
    func numbered(_ sequence: Int) -> AuditRecord {
        AuditRecord(
            deskID: deskID, sequence: sequence, transactionID: transactionID, at: at, actorID: actorID, keyID: keyID,
            requestID: requestID, action: action, subject: subject, subjectID: subjectID, details: details)
    }
}

extension AuditRecord {
    /// The bytes that are hashed: one JSON object in one line, its members sorted by the bytes of their names, the same on every
    /// server, in every time zone and for ever.
    ///
    /// `{"action","actorId","at","deskId","details":{…},"keyId","requestId","sequence","subject","subjectId",
    /// "transactionId"}`: no blanks; ids in lower case; times with six digits of a second and `Z`; null for what is not
    /// there. In texts only `"`, `\`, U+0000–U+001F, U+007F, U+2028 and U+2029 are escaped, as `\"`, `\\`, `\n`, `\r`,
    /// `\t`, else `\u` and four lower-case hex digits.
    package var canonical: JSON {
        [
            "action": .string(action),
            "actorId": JSON(actorID),
            "at": .string(Timestamp.microsecondText(at)),
            "deskId": JSON(deskID),
            // Not `<` on strings, which compares characters: é in one code point and in two would count as equal.
            "details": .object(
                details.map { JSON.Member($0.name, .string($0.text)) }
                    .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }),
            "keyId": JSON(keyID),
            "requestId": JSON(requestID),
            "sequence": .int(sequence),
            "subject": .string(subject),
            "subjectId": .string(subjectID.text),
            "transactionId": .int(transactionID),
        ]
    }

    /// The event's leaf in the tree of its batch.
    package func leaf(_ tree: MerkleTree) -> AuditHash { tree.leaf(canonical.hashedText.utf8) }
}
