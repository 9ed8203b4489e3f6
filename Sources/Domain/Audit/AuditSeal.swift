package import Foundation

/// What an event was when it was sealed. Kept beside the events, so that a changed or missing one can be named.
package struct AuditLeaf: Sendable, Hashable {
    package let sequence: Int
    package let hash: AuditHash

    package init(sequence: Int, hash: AuditHash) {
        self.sequence = sequence
        self.hash = hash
    }
}

/// A batch of a desk's events, closed: the root of their tree, chained to the batch before.
package struct AuditSeal: Sendable, Hashable {
    /// Leaves and nodes of the tree begin with 0 and 1.
    private static let mark: UInt8 = 0x02

    package let deskID: DeskProfile.ID
    /// From 1, without gaps.
    package let batch: Int
    /// The smallest and the largest sequence in it. Ranges of batches may overlap: a long transaction's event comes late.
    package let firstSequence: Int
    package let lastSequence: Int
    /// Events in it.
    package let events: Int
    /// Events in it and in all batches before.
    package let total: Int
    package let root: AuditHash
    /// The hash of the seal before; `AuditHash.zero` in the first.
    package let previous: AuditHash
    /// Over everything above and `sealedAt`.
    package let hash: AuditHash
    package let sealedAt: Date

    package init(
        deskID: DeskProfile.ID, batch: Int, firstSequence: Int, lastSequence: Int, events: Int, total: Int,
        root: AuditHash, previous: AuditHash, hash: AuditHash, sealedAt: Date
    ) {
        self.deskID = deskID
        self.batch = batch
        self.firstSequence = firstSequence
        self.lastSequence = lastSequence
        self.events = events
        self.total = total
        self.root = root
        self.previous = previous
        self.hash = hash
        self.sealedAt = sealedAt
    }

    /// Seals events in the order given, after the seal before them.
    ///
    /// - Returns: the seal and each event's leaf; nil when there are no events.
    package static func sealing(
        _ records: [AuditRecord], after last: AuditSeal?, at time: Date, _ tree: MerkleTree
    ) -> (seal: AuditSeal, leaves: [AuditLeaf])? {
        let leaves = records.map { AuditLeaf(sequence: $0.sequence, hash: $0.leaf(tree)) }
        let sequences = leaves.map(\.sequence)
        guard let desk = records.first?.deskID, let lowest = sequences.min(), let highest = sequences.max()
        else {
            return nil
        }
        let open = AuditSeal(
            deskID: desk, batch: (last?.batch ?? 0) + 1, firstSequence: lowest, lastSequence: highest,
            events: leaves.count, total: (last?.total ?? 0) + leaves.count, root: tree.root(of: leaves.map(\.hash)),
            previous: last?.hash ?? .zero, hash: .zero, sealedAt: time)
        return (open.closed(by: open.computedHash(tree)), leaves)
    }

    /// The hash that the seal should have: SHA-256 of 0x02 and the bytes of its canonical form.
    package func computedHash(_ tree: MerkleTree) -> AuditHash { tree.sha256([Self.mark] + canonical.hashedText.utf8) }

    /// `{"batch","deskId","events","firstSequence","lastSequence","previous","root","sealedAt","total"}`, in the same
    /// manner as events.
    package var canonical: JSON {
        [
            "batch": .int(batch),
            "deskId": JSON(deskID),
            "events": .int(events),
            "firstSequence": .int(firstSequence),
            "lastSequence": .int(lastSequence),
            "previous": .string(previous.description),
            "root": .string(root.description),
            "sealedAt": .string(Timestamp.microsecondText(sealedAt)),
            "total": .int(total),
        ]
    }

    private func closed(by hash: AuditHash) -> AuditSeal {
        AuditSeal(
            deskID: deskID, batch: batch, firstSequence: firstSequence, lastSequence: lastSequence, events: events,
            total: total, root: root, previous: previous, hash: hash, sealedAt: sealedAt)
    }
}

/// Where a desk's chain of seals ends: whoever notes its hash elsewhere can tell later that nothing before it changed.
package struct AuditHead: Sendable, Codable, Hashable {
    /// 0 while nothing is sealed.
    package let batch: Int
    /// The largest sequence in that batch.
    package let lastSequence: Int
    package let hash: AuditHash
    /// Nil while nothing is sealed.
    package let sealedAt: Date?
    /// Sealed events, in all batches.
    package let events: Int

    package init(batch: Int, lastSequence: Int, hash: AuditHash, sealedAt: Date?, events: Int) {
        self.batch = batch
        self.lastSequence = lastSequence
        self.hash = hash
        self.sealedAt = sealedAt
        self.events = events
    }

    /// Of the chain that ends with this seal; nil when there is none yet.
    package init(_ seal: AuditSeal?) {
        self.init(
            batch: seal?.batch ?? 0, lastSequence: seal?.lastSequence ?? 0, hash: seal?.hash ?? .zero,
            sealedAt: seal?.sealedAt, events: seal?.total ?? 0)
    }
}
