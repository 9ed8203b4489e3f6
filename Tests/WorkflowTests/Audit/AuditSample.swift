import Domain
import Foundation

@testable import Workflow

/// Events and trails of the pure tests.
extension AuditRecord {
    static func sample(
        _ sequence: Int = 42, action: String = "claim.edited", transaction: Int = 7, details: [Detail] = []
    ) -> AuditRecord {
        AuditRecord(
            deskID: .init(rawValue: uuid("8")), sequence: sequence, transactionID: transaction,
            at: Timestamp.date("2026-03-14T07:00:01.250031+01:00") ?? .distantPast, actorID: .init(rawValue: uuid("7")),
            keyID: nil, requestID: "r-1", action: action, subject: "claim", subjectID: uuid("9"), details: details)
    }

    private static func uuid(_ last: Character) -> UUID {
        UUID(uuidString: "01890a5d-ac96-774b-bcce-b302099a805\(last)") ?? UUID()
    }
}

extension MerkleTree {
    static let sha256 = MerkleTree(SHA256Hash.of)
}

extension [AuditItem] {
    /// Three batches of four, three and one event, one event that waits, and the head.
    static func trail() -> [AuditItem] {
        var items: [AuditItem] = []
        var last: AuditSeal?
        for sequences in [[1, 2, 3, 4], [6, 7, 9], [5]] {
            let records = sequences.map { AuditRecord.sample($0, details: [.init("n", "\($0)")]) }
            let time = Date(timeIntervalSinceReferenceDate: Double(sequences[0]))
            guard let (seal, leaves) = AuditSeal.sealing(records, after: last, at: time, .sha256) else { return [] }
            items += records.map(AuditItem.event) + [.seal(seal, leaves)]
            last = seal
        }
        return items + [.waiting(.sample(10)), .head(AuditHead(last))]
    }

    /// What a verifier says of the trail, one line each.
    func findings(noted: AuditHash? = nil) -> [String] {
        var verifier = AuditVerifier(SHA256Hash.of, noted: noted)
        return (flatMap { verifier.take($0) } + verifier.end()).map(\.description)
    }

    /// Where the event of a sequence stands.
    func place(of sequence: Int) -> Int {
        firstIndex { if case .event(let record) = $0 { record.sequence == sequence } else { false } } ?? -1
    }

    var seals: [(place: Int, seal: AuditSeal, leaves: [AuditLeaf])] {
        enumerated().compactMap { place, item in
            if case .seal(let seal, let leaves) = item { (place, seal, leaves) } else { nil }
        }
    }
}
