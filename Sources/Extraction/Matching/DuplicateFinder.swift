/// Finds sentences of one article that say the same in nearly the same words.
///
/// Min-hashing (Broder, On the resemblance and containment of documents, 1997): sentences that share most words agree in
/// one of a few bands of minimal hashes, so that only those are compared and a long text stays linear.
struct DuplicateFinder {
    let tokens: [Token]
    var budget = ReadingBudget()

    /// The share of common words from which two sentences say the same.
    private static let resemblance = 0.75
    private static let bands = 4
    private static let rows = 2
    /// At most so many earlier sentences are compared in one band.
    private static let mostCompared = 6
    /// Sentences with fewer different words are not compared.
    private static let fewest = 4

    /// The words that count for what a sentence says, and those that would turn it round: in order, each once.
    private struct Content {
        var words: [UInt64] = []
        /// Numbers and negations: sentences that differ in one do not say the same.
        var decisive: [UInt64] = []
    }

    /// For each sentence the first one that says the same, or nil.
    ///
    /// - Throws: `ReadingInterruption` when the budget ends the reading.
    func duplicates(of sentences: [Range<Int>]) throws(ReadingInterruption) -> [Int?] {
        // Who stands in a bucket, with its content: most sentences of a long text stand in none.
        var buckets: [UInt64: [(sentence: Int, content: Content)]] = [:]
        func first(as index: Int) -> Int? {
            guard let content = content(sentences[index]) else { return nil }
            var found: Int?
            for key in signature(content.words) {
                let place = buckets.index(forKey: key)
                var known = 0
                if let place {
                    known = buckets.values[place].count
                    for other in buckets.values[place] where found.map({ other.sentence < $0 }) ?? true {
                        if isSame(content, other.content) { found = other.sentence }
                    }
                }
                if known < Self.mostCompared { buckets[key, default: []].append((index, content)) }
            }
            return found
        }
        var duplicates: [Int?] = []
        duplicates.reserveCapacity(sentences.count)
        for index in sentences.indices {
            try budget.check()
            duplicates.append(first(as: index))
        }
        return duplicates
    }

    /// Nil for sentences with too few words to be called the same.
    private func content(_ range: Range<Int>) -> Content? {
        var content = Content()
        budget.charge(min(range.count, 400))
        for token in tokens[range].prefix(400) where token.key != 0 {
            if token.kind == .number || token.has([.negation, .numberWord]) || token.isWord("denied")
                || token.isWord("denies")
            {
                content.decisive.append(token.key)
            }
            if !token.has(.stop) { content.words.append(token.key) }
        }
        guard content.words.count >= Self.fewest else { return nil }
        content.words = Self.unique(content.words)
        guard content.words.count >= Self.fewest else { return nil }
        content.decisive = Self.unique(content.decisive)
        return content
    }

    private static func unique(_ keys: [UInt64]) -> [UInt64] {
        var unique: [UInt64] = []
        unique.reserveCapacity(keys.count)
        for key in keys.sorted() where unique.last != key { unique.append(key) }
        return unique
    }

    private func isSame(_ first: Content, _ second: Content) -> Bool {
        let (fewer, more) = (min(first.words.count, second.words.count), max(first.words.count, second.words.count))
        // A short sentence has no such share of a long one.
        guard Double(fewer) >= Self.resemblance * Double(more), first.decisive == second.decisive else { return false }
        budget.charge(fewer + more)
        var common = 0
        var (left, right) = (0, 0)
        while left < first.words.count, right < second.words.count {
            let (one, other) = (first.words[left], second.words[right])
            if one == other { common += 1 }
            if one <= other { left += 1 }
            if other <= one { right += 1 }
        }
        let all = first.words.count + second.words.count - common
        return Double(common) >= Self.resemblance * Double(all)
    }

    private func signature(_ words: [UInt64]) -> [UInt64] {
        budget.charge(Self.bands * Self.rows * words.count)
        return (0..<Self.bands).map { band in
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
