/// The words, pairs of words and parts of words of a sentence, as keys of a weight table.
///
/// In pairs, names count as one word and so do numbers: a score should rest on how a sentence speaks, not on whom the
/// training articles were about.
package struct NGrams {
    package let source: SourceText

    package init(source: SourceText) { self.source = source }

    package static let name = WordKey("\u{1}name").value
    static let number = WordKey("\u{1}number").value
    static let partLengths = 3...5

    /// What stands for a token in words and pairs; 0 for marks that do not count.
    package func word(_ tokens: [Token], _ index: Int, opens: Bool) -> UInt64 {
        let token = tokens[index]
        switch token.kind {
        case .number: return Self.number
        case .word:
            if token.shape != .lower, token.shape != .none, !opens,
                !token.has([.weekday, .month, .personalPronoun, .title])
            {
                return Self.name
            }
            return token.key
        case .question, .exclamation, .percent, .currency, .openQuote, .closeQuote, .colon, .semicolon:
            return UInt64(token.kind.rawValue) &+ 1
        default: return 0
        }
    }

    package static func single(_ word: UInt64) -> UInt64 { word &* 0x9E37_79B9_7F4A_7C15 }

    package static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        (first &* 0xC2B2_AE3D_27D4_EB4F ^ (second &+ 0x165667B1)) &* 0x9E37_79B1_85EB_CA87
    }

    /// Calls `body` with the key of each part of a word and with where the part begins and how long it is; the word's
    /// edges count as a character.
    package func parts(_ token: Token, _ body: (UInt64, Int, Int) -> Void) {
        let start = Int(token.start) - 1
        // The key of a word leaves out its possessive ending and its period; so must its parts.
        var last = Int(token.end)
        if last > start + 2, source.scalars[last - 1] == 0x2E { last -= 1 }
        if token.possessive, last - 2 > start, source.scalars[last - 1] | 0x20 == 0x73 { last -= 2 }
        let end = last + 1
        for first in start..<end {
            var hash: UInt64 = 0x51_7CC1_B727_220A
            for offset in 0..<Self.partLengths.upperBound {
                let position = first + offset
                guard position < end else { break }
                let scalar =
                    position == start || position == last ? 0x20 : CharacterTraits.folded(source.scalars[position])
                hash = WordKey.mix(hash, scalar)
                if Self.partLengths.contains(offset + 1) { body(hash, first, offset + 1) }
            }
        }
    }

    /// Whether a token's parts count: plain words, and not of a length that no word has.
    package func hasParts(_ token: Token, _ word: UInt64) -> Bool {
        token.kind == .word && token.count >= 2 && token.count <= 24
    }
}
