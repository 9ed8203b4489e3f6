/// Checks a desk's audit trail piece by piece, in constant memory: it holds one batch at a time.
///
/// What it proves: every event up to the head is, byte for byte and in that order, what was there when it was sealed.
/// Whoever can rewrite the whole database can rewrite the whole chain too; only a head that was noted elsewhere
/// (`noted`) shows that.
package struct AuditVerifier: Sendable {
    private let tree: MerkleTree
    private let noted: AuditHash?
    private var batch: [AuditRecord] = []
    private var last: AuditSeal?
    private var hasHead = false
    private var metNoted: Bool

    /// Events that were found as they were sealed, and others in sealed batches.
    package private(set) var events = 0
    package private(set) var seals = 0
    /// Events that are not sealed yet.
    package private(set) var waiting = 0

    /// - Parameter noted: the hash of a head that was seen earlier: the chain must have come by it.
    package init(_ sha256: @escaping SHA256Function, noted: AuditHash? = nil) {
        tree = MerkleTree(sha256)
        self.noted = noted
        metNoted = noted == nil || noted == AuditHash.zero
    }

    /// Where the chain ends, as far as it was seen.
    package var head: AuditHead { AuditHead(last) }

    /// - Returns: what is wrong about this piece; empty when nothing is.
    package mutating func take(_ item: AuditItem) -> [AuditFinding] {
        let found: [AuditFinding]
        switch item {
        case .event(let record):
            batch.append(record)
            found = []
        case .seal(let seal, let leaves):
            found = chain(seal) + check(seal, leaves)
            seals += 1
            events += batch.count
            batch = []
            last = seal
            if seal.hash == noted { metNoted = true }
        case .waiting:
            waiting += 1
            found = strays()
        case .gone(let sequence):
            found = strays() + [AuditFinding(.missing, "it was to be sealed, and is not there", sequence: sequence)]
        case .head(let head):
            hasHead = true
            found = strays() + (head == self.head ? [] : [Self.otherHead(head, self.head)])
        }
        return found
    }

    /// The trail has come to its end.
    package mutating func end() -> [AuditFinding] {
        var found = strays()
        if !hasHead { found.append(AuditFinding(.cutOff, "the trail ends without its head: its end is cut off")) }
        if let noted, !metNoted {
            found.append(
                AuditFinding(
                    .headMissing,
                    "the chain never came by \(noted): its end was cut off, an older state was restored, or it was "
                        + "written anew"))
        }
        return found
    }

    /// Events that came after the last seal without waiting for the next.
    private mutating func strays() -> [AuditFinding] {
        defer { batch = [] }
        return batch.map { AuditFinding(.inserted, "it is in no seal and does not wait for one", record: $0) }
    }

    private func chain(_ seal: AuditSeal) -> [AuditFinding] {
        var found: [AuditFinding] = []
        let expected = (last?.batch ?? 0) + 1
        if seal.batch > expected {
            let gap = seal.batch - 1 == expected ? "seal \(expected) is" : "seals \(expected) to \(seal.batch - 1) are"
            found.append(AuditFinding(.sealMissing, "\(gap) not there", batch: expected))
        } else if seal.batch < expected {
            found.append(AuditFinding(.sealBroken, "it does not come after seal \(expected - 1)", batch: seal.batch))
        } else if seal.previous != last?.hash ?? .zero {
            found.append(
                AuditFinding(.sealBroken, "it does not follow on from the seal before it", batch: seal.batch))
        } else if seal.total != (last?.total ?? 0) + seal.events || last.map({ $0.deskID != seal.deskID }) ?? false {
            found.append(AuditFinding(.sealBroken, "it is not of this chain", batch: seal.batch))
        }
        if seal.computedHash(tree) != seal.hash {
            found.append(AuditFinding(.sealBroken, "it was changed: its hash is another", batch: seal.batch))
        }
        return found
    }

    private static func otherHead(_ head: AuditHead, _ seen: AuditHead) -> AuditFinding {
        AuditFinding(
            .cutOff, "the head names seal \(head.batch) (\(head.hash)), the chain ends with seal \(seen.batch)")
    }
}

// MARK: One batch

extension AuditVerifier {
    /// Compares a batch's events with its leaves, and those with the seal.
    private func check(_ seal: AuditSeal, _ leaves: [AuditLeaf]) -> [AuditFinding] {
        let hashes = batch.map { $0.leaf(tree) }
        if tree.root(of: leaves.map(\.hash)) != seal.root {
            // The events themselves may be as they were sealed, the list of leaves alone being another.
            if tree.root(of: hashes) == seal.root {
                return [AuditFinding(.sealBroken, "its leaves were changed; its events are intact", batch: seal.batch)]
            }
            let broken = AuditFinding(
                .sealBroken, "its leaves were changed: they do not make its root", batch: seal.batch)
            return [broken] + compare(hashes, with: leaves, seal)
        }
        let sequences = leaves.map(\.sequence)
        if leaves.count != seal.events || sequences.min() != seal.firstSequence || sequences.max() != seal.lastSequence
        {
            let broken = AuditFinding(
                .sealBroken, "the numbers of its leaves were changed: they are not those that it names",
                batch: seal.batch)
            return [broken] + compare(hashes, with: leaves, seal)
        }
        return compare(hashes, with: leaves, seal)
    }

    private func compare(_ hashes: [AuditHash], with leaves: [AuditLeaf], _ seal: AuditSeal) -> [AuditFinding] {
        // Most batches hold the events that were sealed.
        if hashes == leaves.map(\.hash), batch.map(\.sequence) == leaves.map(\.sequence) { return [] }
        let places = Dictionary(batch.indices.map { (batch[$0].sequence, $0) }) { first, _ in first }
        let intact = Set(
            leaves.compactMap { leaf in places[leaf.sequence].flatMap { hashes[$0] == leaf.hash ? $0 : nil } })
        let empty = leaves.filter { leaf in places[leaf.sequence].map { !intact.contains($0) } ?? true }
        let known = Set(leaves.map(\.sequence))
        let missing = leaves.filter { places[$0.sequence] == nil }.map { leaf in
            AuditFinding(
                .missing, "it was sealed in batch \(seal.batch), and is not there", batch: seal.batch,
                sequence: leaf.sequence)
        }
        let present = batch.indices.compactMap { place -> AuditFinding? in
            let record = batch[place]
            if !known.contains(record.sequence) || places[record.sequence] != place {
                return AuditFinding(
                    .inserted, "it is not among the events that were sealed in batch \(seal.batch)", batch: seal.batch,
                    record: record)
            }
            return intact.contains(place) ? nil : changed(record, empty, seal)
        }
        let order = leaves.compactMap { places[$0.sequence] }
        let moved = zip(order, order.dropFirst()).filter { $1 < $0 }.map { left, right in
            AuditFinding(
                .reordered, "it stands before event \(batch[left].sequence), and was sealed after it",
                batch: seal.batch, record: batch[right])
        }
        return missing + present + moved
    }

    /// An event that differs from its leaf: another one of the batch that was moved here, or a changed one.
    ///
    /// - Parameter empty: the leaves that no event has; one that was moved left its own.
    private func changed(_ record: AuditRecord, _ empty: [AuditLeaf], _ seal: AuditSeal) -> AuditFinding {
        // Rows that trade their numbers keep all else. Where hundreds were changed, trying them all would take minutes.
        let tried = empty.count <= 100 ? empty : []
        let origin = tried.first {
            $0.sequence != record.sequence && record.numbered($0.sequence).leaf(tree) == $0.hash
        }
        if let origin {
            return AuditFinding(
                .reordered, "it was sealed in batch \(seal.batch) as event \(origin.sequence)", batch: seal.batch,
                record: record)
        }
        return AuditFinding(
            .changed, "it is not what was sealed in batch \(seal.batch)", batch: seal.batch, record: record)
    }
}
