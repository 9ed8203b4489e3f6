import Foundation

/// Why a line is none of an audit export.
package struct AuditLineError: Error, Hashable, Sendable {
    /// For a person: "the member at is not a time".
    package let problem: String

    package init(_ problem: String) { self.problem = problem }
}

extension AuditLine {
    /// Reads a line strictly: exactly the members that an export writes, so that nothing is slipped in beside them.
    ///
    /// - Parameter bytes: UTF-8, without the line's end.
    /// - Throws: `AuditLineError`.
    package init(reading bytes: [UInt8]) throws(AuditLineError) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw AuditLineError("it is not UTF-8") }
        let json: JSON
        do { json = try JSON(reading: bytes) } catch { throw AuditLineError("it is not JSON: \(error.problem)") }
        guard case .object(let members) = json, let first = members.first else {
            throw AuditLineError("it is not an object")
        }
        let line = AuditObject(members)
        if first.name != "seal" { try line.expect([first.name]) }
        switch first.name {
        case "audit": self = .header(try AuditExport(line.object("audit")))
        case "event": self = .item(.event(try AuditRecord(line.object("event"))))
        case "waiting": self = .item(.waiting(try AuditRecord(line.object("waiting"))))
        case "gone": self = .item(.gone(try line.int("gone")))
        case "head": self = .item(.head(try AuditHead(line.object("head"))))
        case "seal":
            try line.expect(["seal", "hash", "leaves"])
            let seal = try AuditSeal(line.object("seal"), hash: line.hash("hash"))
            self = .item(.seal(seal, try line.leaves("leaves")))
        default: throw AuditLineError("\(first.name) is no kind of line")
        }
    }
}

extension AuditExport {
    fileprivate init(_ object: AuditObject) throws(AuditLineError) {
        let version = try object.int("version")
        guard version == Self.version else {
            throw AuditLineError("version \(version) of the export is not known here")
        }
        try object.expect(["version", "desk", "deskId", "exportedAt"])
        self.init(
            desk: try object.text("desk"), deskID: try object.id("deskId"), exportedAt: try object.time("exportedAt"))
    }
}

extension AuditRecord {
    fileprivate init(_ object: AuditObject) throws(AuditLineError) {
        try object.expect([
            "action", "actorId", "at", "deskId", "details", "keyId", "requestId", "sequence", "subject", "subjectId",
            "transactionId",
        ])
        let subject: Identifier<AuditRecord> = try object.id("subjectId")
        var details: [Detail] = []
        for member in try object.object("details").members {
            guard case .string(let text) = member.value else { throw AuditLineError("a detail is not text") }
            details.append(Detail(member.name, text))
        }
        self.init(
            deskID: try object.id("deskId"), sequence: try object.int("sequence"),
            transactionID: try object.int("transactionId"), at: try object.time("at"),
            actorID: object.isNull("actorId") ? nil : try object.id("actorId"),
            keyID: object.isNull("keyId") ? nil : try object.id("keyId"),
            requestID: object.isNull("requestId") ? nil : try object.text("requestId"),
            action: try object.text("action"), subject: try object.text("subject"), subjectID: subject.rawValue,
            details: details)
    }
}

extension AuditSeal {
    fileprivate init(_ object: AuditObject, hash: AuditHash) throws(AuditLineError) {
        try object.expect([
            "batch", "deskId", "events", "firstSequence", "lastSequence", "previous", "root", "sealedAt", "total",
        ])
        self.init(
            deskID: try object.id("deskId"), batch: try object.int("batch"),
            firstSequence: try object.int("firstSequence"), lastSequence: try object.int("lastSequence"),
            events: try object.int("events"), total: try object.int("total"), root: try object.hash("root"),
            previous: try object.hash("previous"), hash: hash, sealedAt: try object.time("sealedAt"))
    }
}

extension AuditHead {
    fileprivate init(_ object: AuditObject) throws(AuditLineError) {
        try object.expect(["batch", "lastSequence", "hash", "sealedAt", "events"])
        self.init(
            batch: try object.int("batch"), lastSequence: try object.int("lastSequence"), hash: try object.hash("hash"),
            sealedAt: object.isNull("sealedAt") ? nil : try object.time("sealedAt"), events: try object.int("events"))
    }
}

/// The members of an object of an export, read by name.
private struct AuditObject {
    let members: [JSON.Member]

    init(_ members: [JSON.Member]) { self.members = members }

    /// - Throws: unless the members are exactly these, in this order.
    func expect(_ names: [String]) throws(AuditLineError) {
        guard members.map(\.name) == names else {
            throw AuditLineError("its members are not \(names.joined(separator: ", "))")
        }
    }

    func isNull(_ name: String) -> Bool { value(name) == .null }

    func object(_ name: String) throws(AuditLineError) -> AuditObject {
        guard case .object(let members) = value(name) else { throw AuditLineError("\(name) is not an object") }
        return AuditObject(members)
    }

    func int(_ name: String) throws(AuditLineError) -> Int {
        guard case .int(let value) = value(name) else { throw AuditLineError("\(name) is not a whole number") }
        return value
    }

    func text(_ name: String) throws(AuditLineError) -> String {
        guard case .string(let value) = value(name) else { throw AuditLineError("\(name) is not text") }
        return value
    }

    func id<Subject>(_ name: String) throws(AuditLineError) -> Identifier<Subject> {
        guard let id = Identifier<Subject>(try text(name)) else { throw AuditLineError("\(name) is not an id") }
        return id
    }

    func time(_ name: String) throws(AuditLineError) -> Date {
        guard let date = Timestamp.date(try text(name)) else { throw AuditLineError("\(name) is not a time") }
        return date
    }

    func hash(_ name: String) throws(AuditLineError) -> AuditHash {
        guard let hash = AuditHash(try text(name)) else { throw AuditLineError("\(name) is not a hash") }
        return hash
    }

    func leaves(_ name: String) throws(AuditLineError) -> [AuditLeaf] {
        guard case .array(let items) = value(name) else { throw AuditLineError("\(name) is not a list") }
        var leaves: [AuditLeaf] = []
        for item in items {
            guard case .array(let pair) = item, pair.count == 2, case .int(let sequence) = pair[0],
                case .string(let text) = pair[1], let hash = AuditHash(text)
            else { throw AuditLineError("a leaf is not a sequence and a hash") }
            leaves.append(AuditLeaf(sequence: sequence, hash: hash))
        }
        return leaves
    }

    private func value(_ name: String) -> JSON? { members.first { $0.name == name }?.value }
}
