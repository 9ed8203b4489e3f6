/// Merkle trees as in Certificate Transparency (RFC 6962 §2.1): leaves and nodes are hashed with different first bytes,
/// so that a node cannot pass for a leaf, and a tree whose count is no power of two has its largest full tree on the left.
package struct MerkleTree: Sendable {
    private static let leafMark: UInt8 = 0x00
    private static let nodeMark: UInt8 = 0x01

    let sha256: SHA256Function

    package init(_ sha256: @escaping SHA256Function) { self.sha256 = sha256 }

    /// The hash of one entry's bytes.
    package func leaf(_ bytes: some Sequence<UInt8>) -> AuditHash { sha256([Self.leafMark] + bytes) }

    /// The root over the leaves' hashes in their order; of none, the hash of nothing.
    package func root(of leaves: [AuditHash]) -> AuditHash {
        // The trees that are full so far, the largest first; two of one height become one of the next. What is left at
        // the end is joined from the right, which is the split of the RFC read backwards.
        var full: [(height: Int, hash: AuditHash)] = []
        for leaf in leaves {
            var (height, hash) = (0, leaf)
            while let last = full.last, last.height == height {
                full.removeLast()
                hash = node(last.hash, hash)
                height += 1
            }
            full.append((height, hash))
        }
        guard var root = full.popLast()?.hash else { return sha256([]) }
        while let left = full.popLast() { root = node(left.hash, root) }
        return root
    }

    private func node(_ left: AuditHash, _ right: AuditHash) -> AuditHash {
        sha256([Self.nodeMark] + left.bytes + right.bytes)
    }
}
