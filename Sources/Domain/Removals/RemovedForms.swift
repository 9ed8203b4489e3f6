/// Other forms of removed words, with other endings or with what some scripts write in front of a word. They stay: whether
/// they mean the same, a person says.
package struct RemovedForms: Sendable {
    /// A form as it stands somewhere, and in how many texts.
    package struct Form: Sendable, Hashable {
        package let words: String
        package let texts: Int

        package init(words: String, texts: Int) {
            self.words = words
            self.texts = texts
        }

        /// `{words,texts}`
        package var json: JSON { ["words": .string(words), "texts": .int(texts)] }
    }

    /// So many are told, the most frequent first.
    package static let limit = 20
    /// How many letters longer a form is at most.
    private static let ending = 4

    private let words: [[UInt32]]
    private let removed: RemovedWords
    private var found: [[[UInt32]]: (words: String, texts: Int)] = [:]

    package init(of words: String) {
        self.words = FoldedText(words).words
        removed = RemovedWords([words])
    }

    /// The forms that were found.
    package var all: [Form] {
        found.values.map { Form(words: $0.words, texts: $0.texts) }
            .sorted { ($1.texts, $0.words) < ($0.texts, $1.words) }.prefix(Self.limit).map { $0 }
    }

    /// Looks for forms in a text.
    package mutating func look(in text: String) {
        if words.isEmpty { return }
        let folded = FoldedText(text)
        let places = folded.elements.indices.filter { place in
            !folded.elements[place].isDivide && (place == 0 || folded.elements[place - 1].isDivide)
        }
        let all = folded.words
        guard all.count >= words.count else { return }
        var seen: Set<[[UInt32]]> = []
        for first in 0...(all.count - words.count) {
            let run = Array(all[first..<(first + words.count)])
            guard zip(run, words).allSatisfy(Self.isForm), !seen.contains(run) else { continue }
            let last = places[first + words.count - 1] + run[words.count - 1].count - 1
            let shown = text[utf8: folded.elements[places[first]].start..<folded.end(of: last)]
            if removed.stand(in: String(shown)) { continue }
            seen.insert(run)
            let line = shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            found[run, default: (line, 0)].texts += 1
        }
    }

    private static func isForm(_ found: [UInt32], of word: [UInt32]) -> Bool {
        if found == word { return true }
        if found.count > word.count + ending { return false }
        if word.count >= 3, found.starts(with: word.prefix(stem(of: word))) { return true }
        // Arabic and Hebrew join articles and prepositions to the word behind them.
        return isJoining(word) && found.count <= word.count + 3 && found.suffix(word.count).elementsEqual(word)
    }

    /// How many letters of a word its forms have in common: of those that end in a vowel all but that.
    private static func stem(of word: [UInt32]) -> Int {
        let vowels: Set<UInt32> = Set("aeiouyаеиоуыяюьй".unicodeScalars.map(\.value))
        return word.count >= 4 && word.last.map(vowels.contains) ?? false ? word.count - 1 : word.count
    }

    private static func isJoining(_ word: [UInt32]) -> Bool {
        word.allSatisfy { (0x0590...0x06FF).contains($0) }
    }
}
