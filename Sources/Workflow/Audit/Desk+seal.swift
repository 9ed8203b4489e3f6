import Digests
package import Domain
import Foundation
import Postgres
import Store

/// SHA-256 by the system's library, for the rules of the audit.
package enum SHA256Hash {
    @Sendable package static func of(_ bytes: [UInt8]) -> AuditHash {
        guard let hash = AuditHash(SHA256.hash(bytes)) else { fatalError("SHA-256 has 32 bytes") }
        return hash
    }
}

extension Desk {
    /// Events in one seal at most: enough for a busy second, and little enough to hash within milliseconds.
    package static let sealLimit = 1000

    /// Seals what waits, on every desk: batch after batch, each in a transaction of its own, until only the events of
    /// transactions that are still under way are left. Several workers may do it at the same time: a desk that another
    /// one is at is left to it.
    ///
    /// - Parameter limit: events in one seal at most.
    /// - Returns: how many events were sealed.
    @discardableResult
    package func sealAudit(limit: Int = Desk.sealLimit) async throws -> Int {
        var sealed = 0
        for desk in try await readAsDesk({ try AuditSeal.desksWaiting(in: $0) }) {
            while true {
                try Task.checkCancellation()
                let count = try await writeAsDesk { try Self.sealBatch(of: desk, limit: limit, in: $0) }
                sealed += count
                if count < limit { break }
            }
        }
        return sealed
    }

    /// Where the desk's chain of seals ends.
    package func auditHead(for principal: Principal) async throws -> AuditHead {
        try await read(.seeAuditHead, for: principal) { AuditHead(try AuditSeal.last(on: principal.deskID, in: $0)) }
    }

    private static func sealBatch(of desk: DeskProfile.ID, limit: Int, in session: Session) throws -> Int {
        // A statement of its own: those that follow see what the lock's last holder has committed.
        guard try AuditSeal.tryLock(desk: desk, in: session) else { return 0 }
        let records = try AuditRecord.sealable(limit: limit, on: desk, in: session)
        let last = try AuditSeal.last(on: desk, in: session)
        let now = try session.timeOfClock()
        guard
            let (seal, leaves) = AuditSeal.sealing(records, after: last, at: now, MerkleTree(SHA256Hash.of))
        else { return 0 }
        try seal.insert(leaves, in: session)
        return leaves.count
    }
}
