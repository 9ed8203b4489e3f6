package import Domain
import Foundation
import Postgres
import Store

extension Desk {
    /// The desk's audit events that the principal may see, the newest first.
    package func audit(
        _ filter: AuditFilter, _ page: PageRequest, for principal: Principal
    ) async throws -> Page<AuditEntry> {
        try await read(.seeAudit, for: principal) { try AuditEntry.page(page, filter, for: principal, in: $0) }
    }
}

// What operators check and export, without a key.
extension Desk {
    /// How many sequences one look at what is not sealed covers: some ten thousand rows take tens of milliseconds.
    private static let stretch = 20_000
    private static let goneLimit = 1000

    /// Every desk, by slug.
    package func allDesks() async throws -> [DeskProfile] {
        try await readAsDesk { try DeskProfile.all(in: $0) }
    }

    /// The desk of a slug.
    ///
    /// - Throws: `NotFound` when there is none.
    package func desk(_ slug: String) async throws -> DeskProfile {
        try await readAsDesk { session in
            guard let desk = try DeskProfile.find(slug: slug, in: session) else { throw NotFound("desk \(slug)") }
            return desk
        }
    }

    /// Hands the desk's whole audit trail over, piece by piece in its order, each batch read in a short transaction of its
    /// own: a long one would keep the queues' dead rows. What is sealed never changes, so the trail is of one piece all the
    /// same, up to the last seal that there is when its place comes; what is sealed after that counts as waiting.
    ///
    /// - Parameter receive: gets the items of a batch or so at a time; nothing is read on until it returns.
    package func auditTrail(of desk: DeskProfile.ID, _ receive: ([AuditItem]) async throws -> Void) async throws {
        var last: AuditSeal?
        while let (seal, rows) = try await batch(after: last?.batch ?? 0, of: desk) {
            try await receive(rows.compactMap { $0.record.map(AuditItem.event) } + [.seal(seal, rows.map(\.leaf))])
            last = seal
        }
        let sealed = last?.batch ?? 0
        if let sequences = try await readAsDesk({ try AuditRecord.sequences(on: desk, in: $0) }) {
            for start in stride(from: sequences.lowerBound, through: sequences.upperBound, by: Self.stretch) {
                let range = start...min(sequences.upperBound, start + Self.stretch - 1)
                let loose = try await readAsDesk {
                    try AuditRecord.loose(range, afterBatch: sealed, on: desk, in: $0)
                }
                if !loose.isEmpty {
                    try await receive(loose.map { $0.waits ? .waiting($0.record) : .event($0.record) })
                }
            }
        }
        let gone = try await readAsDesk { try AuditRecord.gone(limit: Self.goneLimit, on: desk, in: $0) }
        try await receive(gone.map(AuditItem.gone) + [.head(AuditHead(last))])
    }

    /// Compares what was reviewed, decided and published with what their events hold: a row that was forged, or is gone, is
    /// named with its event. Needs the database itself; an export of the trail has no rows to compare.
    package func forgedRows(of desk: DeskProfile.ID) async throws -> [AuditFinding] {
        try await readAsDesk { session in
            try session.limitStatements(to: nil)
            return try HashedContent.allCases.flatMap { content in
                let noun = Self.noun(content)
                let forged = try content.forged(on: desk, in: session).map { row in
                    let what = row.isMissing ? "is not there any more" : "says something else than when it was written"
                    return AuditFinding(.forged, "\(row.action): the \(noun) \(row.id) \(what)", sequence: row.sequence)
                }
                let untold = try content.untold(on: desk, in: session).map { id in
                    AuditFinding(.forged, "no event tells of the \(noun) \(id): it was put there past the desk")
                }
                return Self.counted(forged, noun) + Self.counted(untold, noun)
            }
        }
    }

    /// No more than are named, and that there are more.
    private static func counted(_ findings: [AuditFinding], _ noun: String) -> [AuditFinding] {
        let limit = HashedContent.limit
        if findings.count <= limit { return findings }
        return findings.prefix(limit) + [
            AuditFinding(.forged, "more than \(limit) of this kind (\(noun)): the others are not named")
        ]
    }

    private static func noun(_ content: HashedContent) -> String {
        switch content {
        case .verdict: "verdict"
        case .review: "review"
        case .entry: "ledger entry"
        case .claim: "claim"
        case .reply: "contact attempt"
        }
    }

    private func batch(
        after batch: Int, of desk: DeskProfile.ID
    ) async throws -> (AuditSeal, [(leaf: AuditLeaf, record: AuditRecord?)])? {
        try await readAsDesk { session in
            guard let seal = try AuditSeal.first(afterBatch: batch, on: desk, in: session) else { return nil }
            return (seal, try AuditRecord.all(inBatch: seal.batch, on: desk, in: session))
        }
    }
}
