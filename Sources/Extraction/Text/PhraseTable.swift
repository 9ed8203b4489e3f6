/// Phrases of several words that are looked up by their first word.
struct PhraseTable<Value: Sendable>: Sendable {
    struct Entry: Sendable {
        var rest: [UInt64]
        var value: Value
    }

    private var entries: [UInt64: [Entry]] = [:]
    /// The first words, for the many tokens that begin no phrase.
    private var first = KeyTable<Bool>(none: false)

    /// Adds a phrase, its words parted by blanks.
    mutating func add(_ phrase: some StringProtocol, _ value: Value) {
        let keys = phrase.split(separator: " ").map { WordKey($0).value }
        guard let first = keys.first, first != 0 else { return }
        self.first.set(first, true)
        entries[first, default: []].append(Entry(rest: Array(keys.dropFirst()), value: value))
    }

    /// Calls `body` with each phrase that stands at a token, and how many tokens it takes.
    @inline(__always)
    func matches(_ tokens: [Token], at index: Int, limit: Int, _ body: (Value, Int) -> Void) {
        guard first[tokens[index].key], let candidates = entries[tokens[index].key] else { return }
        for entry in candidates where index + entry.rest.count < limit {
            var matched = true
            for (offset, key) in entry.rest.enumerated() where tokens[index + 1 + offset].key != key {
                matched = false
                break
            }
            if matched { body(entry.value, entry.rest.count + 1) }
        }
    }
}
