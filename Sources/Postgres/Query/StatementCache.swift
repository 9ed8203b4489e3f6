internal import Digests

/// Which statements of one connection are prepared, the least recently used forgotten first.
///
/// A statement is prepared when it comes for the second time, so that one that comes once costs one round trip.
struct StatementCache {
    struct Key: Hashable {
        let text: String
        let types: [UInt32]

        /// A part of the statement's name on the server. Whatever session prepared it (behind a pooler that nobody told of,
        /// another client's), a name that has it stands for this text and these types: no other statement is ever run with
        /// these values.
        var digest: String {
            let described = "\(types.map(String.init).joined(separator: ","));\(text)"
            return SHA256.hash(described.utf8).prefix(16).map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }.joined()
        }
    }

    enum Plan: Equatable {
        /// Send text and values in one go.
        case direct
        /// Prepare under this name, then run.
        case prepare(name: String)
        /// Run what is prepared under this name.
        case prepared(name: String)
    }

    private struct Entry {
        var name: String?
        var used: Int
    }

    let capacity: Int
    private var entries: [Key: Entry] = [:]
    private var clock = 0
    private var named = 0

    /// Names that the server still knows and the cache has forgotten.
    private(set) var forgotten: [String] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    mutating func plan(for key: Key) -> Plan {
        clock += 1
        guard var entry = entries[key] else {
            if entries.count >= capacity { evict() }
            entries[key] = Entry(name: nil, used: clock)
            return .direct
        }
        entry.used = clock
        defer { entries[key] = entry }
        if let name = entry.name { return .prepared(name: name) }
        named += 1
        return .prepare(name: "s\(named)_\(key.digest)")
    }

    /// The server has prepared the statement.
    mutating func didPrepare(_ key: Key, name: String) {
        entries[key]?.name = name
    }

    /// The prepared form of the statement is of no use any more.
    mutating func invalidate(_ key: Key) {
        if let name = entries[key]?.name { forgotten.append(name) }
        entries[key]?.name = nil
    }

    /// Returns and clears the names to deallocate.
    mutating func takeForgotten() -> [String] {
        defer { forgotten = [] }
        return forgotten
    }

    private mutating func evict() {
        guard let oldest = entries.min(by: { $0.value.used < $1.value.used }) else { return }
        if let name = oldest.value.name { forgotten.append(name) }
        entries[oldest.key] = nil
    }
}
