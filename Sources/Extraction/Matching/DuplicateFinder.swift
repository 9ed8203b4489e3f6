/// Finds sentences of one article that say the same in nearly the same words.
///
/// Min-hashing (Broder, On the resemblance and containment of documents, 1997): sentences that share most words agree in
/// one of a few bands of minimal hashes, so that only those are compared and a long text stays linear.
struct DuplicateFinder {
    let tokens: [Token]

    /// The share of common words from which two sentences say the same.
    private static let resemblance = 0.75
    private static let bands = 4
    private static let rows = 2
    /// At most so many earlier sentences are compared in one band.
    private static let mostCompared = 6

    /// The words that count for what a sentence says, and those that would turn it round.
    private struct Content {
        var words: Set<UInt64> = []
        /// Numbers and negations: sentences that differ in one do not say the same.
        var decisive: Set<UInt64> = []
    }

    /// For each sentence the first one that says the same, or nil.
    func duplicates(of sentences: [Range<Int>]) -> [Int?] {
        var buckets: [UInt64: [Int]] = [:]
        let contents = sentences.map(content)
        return sentences.indices.map { index in
            let content = contents[index]
            guard content.words.count >= 4 else { return nil }
            var found: Int?
            for key in signature(content.words) {
                let others = buckets[key, default: []]
                for other in others.prefix(Self.mostCompared) where found.map({ other < $0 }) ?? true {
                    if isSame(content, contents[other]) { found = other }
                }
                if others.count < Self.mostCompared { buckets[key, default: []].append(index) }
            }
            return found
        }
    }

    private func content(_ range: Range<Int>) -> Content {
        var content = Content()
        for token in tokens[range].prefix(400) where token.key != 0 {
            if token.kind == .number || token.has([.negation, .numberWord]) || token.isWord("denied")
                || token.isWord("denies")
            {
                content.decisive.insert(token.key)
            }
            if !token.has(.stop) { content.words.insert(token.key) }
        }
        return content
    }

    private func isSame(_ first: Content, _ second: Content) -> Bool {
        guard first.decisive == second.decisive else { return false }
        let common = first.words.intersection(second.words).count
        let all = first.words.count + second.words.count - common
        return Double(common) >= Self.resemblance * Double(all)
    }

    private func signature(_ words: Set<UInt64>) -> [UInt64] {
        (0..<Self.bands).map { band in
            var key = UInt64(band) &+ 1
            for row in 0..<Self.rows {
                let seed = UInt64(band * Self.rows + row + 1) &* 0x9E37_79B9_7F4A_7C15
                let minimum = words.lazy.map { ($0 ^ seed) &* 0xD6E8_FEB8_6659_FD93 }.min() ?? 0
                key = (key ^ minimum) &* 0x100_0000_01B3
            }
            return key
        }
    }
}
