/// Tells the language of a text by its script and its commonest words.
struct LanguageDetector: Sendable {
    private struct Language: Sendable {
        var tag: String
        var words: Set<UInt64>
    }

    private let languages: [Language]

    /// The languages that there are resources for.
    static let supported: Set<String> = ["en"]
    /// Enough to tell a language; more would cost time and change nothing.
    private static let longestLook = 4_000

    init() {
        languages = Resource.lines("languages.tsv").compactMap { line in
            let columns = line.split(separator: "\t")
            guard columns.count == 2 else { return nil }
            return Language(
                tag: String(columns[0]),
                words: Set(columns[1].split(separator: " ").map { WordKey($0).value })
            )
        }
    }

    /// The language of a document: what the sender says, unless the words plainly speak another; nil where there is too
    /// little to tell.
    func language(declared: String?, _ tokens: [Token], _ source: SourceText) -> String? {
        let found = detect(tokens, source)
        guard let declared, !declared.isEmpty else { return found?.tag }
        if let found, found.isPlain, found.tag != Self.primary(declared) { return found.tag }
        return declared
    }

    /// Whether there are resources for a language. A text that does not tell is read as English.
    static func isSupported(_ language: String?) -> Bool { language.map { supported.contains(primary($0)) } ?? true }

    private static func primary(_ tag: String) -> String {
        tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map { $0.lowercased() } ?? ""
    }

    private func detect(_ tokens: [Token], _ source: SourceText) -> (tag: String, isPlain: Bool)? {
        var scripts: [String: Int] = [:]
        var hits = Array(repeating: 0, count: languages.count)
        var words = 0
        for token in tokens where token.kind == .word {
            words += 1
            if words > Self.longestLook { break }
            if let tag = Script.tag(source.scalars, token) {
                scripts[tag, default: 0] += 1
                continue
            }
            for (index, language) in languages.enumerated() where language.words.contains(token.key) {
                hits[index] += 1
            }
        }
        guard words > 0 else { return nil }
        words = min(words, Self.longestLook)
        if let tag = Script.dominant(scripts), scripts.values.reduce(0, +) * 2 > words { return (tag, true) }
        let ranked = hits.indices.sorted { hits[$0] != hits[$1] ? hits[$0] > hits[$1] : $0 < $1 }
        guard let best = ranked.first, ranked.count > 1, hits[best] >= 2, hits[best] > hits[ranked[1]] else {
            return nil
        }
        let isPlain = words >= 20 && hits[best] * 8 >= words && hits[best] * 2 >= hits[ranked[1]] * 3
        // A few words prove little: names and menus are full of "de" and "la".
        return hits[best] * 12 >= words ? (languages[best].tag, isPlain) : nil
    }
}

/// The scripts that give a language away.
enum Script {
    /// A tag for a word's script; nil for Latin and for scripts that are not told apart.
    static func tag(_ scalars: [UInt32], _ token: Token) -> String? {
        switch scalars[Int(token.start)] {
        case 0x370...0x3FF, 0x1F00...0x1FFF: "el"
        case 0x400...0x52F:
            scalars[Int(token.start)..<Int(token.end)].contains { (0x454...0x457).contains($0) || $0 == 0x491 }
                ? "uk" : "ru"
        case 0x590...0x5FF: "he"
        case 0x600...0x6FF, 0x750...0x77F:
            scalars[Int(token.start)..<Int(token.end)].contains {
                $0 == 0x67E || $0 == 0x686 || $0 == 0x698 || $0 == 0x6AF
            }
                ? "fa" : "ar"
        case 0x900...0x97F: "hi"
        case 0xE00...0xE7F: "th"
        case 0x3040...0x30FF: "ja"
        case 0x3400...0x9FFF, 0x20000...0x3FFFF: "zh"
        case 0xAC00...0xD7A3, 0x1100...0x11FF: "ko"
        default: nil
        }
    }

    /// The language of most words; some kana make a text of Chinese characters Japanese, a few letters make it Ukrainian
    /// or Persian.
    static func dominant(_ counts: [String: Int]) -> String? {
        for (special, general) in [("ja", "zh"), ("uk", "ru"), ("fa", "ar")] {
            if let some = counts[special], let most = counts[general], some * 10 > most { return special }
        }
        return counts.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }?.key
    }
}
