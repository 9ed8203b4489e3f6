/// A word, a number or a mark of a text, as far as reading an article needs to know it.
package struct Token: Sendable {
    enum Kind: UInt8, Sendable {
        case word, number, link
        case period, question, exclamation, ellipsis
        case comma, colon, semicolon, dash
        /// Double quotation marks; straight ones are told apart by what stands around them.
        case openQuote, closeQuote
        case openSingle, closeSingle
        case openBracket, closeBracket
        case currency, percent, bullet, symbol
    }

    /// How a word is written.
    enum Shape: UInt8, Sendable {
        case lower, capitalized, upper, mixed, none
    }

    /// First code point.
    package var start: Int32
    /// Past the last code point.
    package var end: Int32
    var kind: Kind
    var shape: Shape
    /// Whether a blank or the start of the block stands before it.
    var spaced: Bool
    /// Whether it ends in an apostrophe and s, or an apostrophe after s.
    package var possessive: Bool
    /// Hash of the lower-case word (of the word without its possessive ending); 0 for marks.
    package var key: UInt64
    /// What the lexicon knows about the word.
    var classes: WordClass

    /// No word is longer, in code points; what is has no plural and is no spelling of a name.
    static let longestWord = 100

    package var range: TextRange { TextRange(start: Int(start), end: Int(end)) }
    package var count: Int { Int(end - start) }

    @inline(__always)
    func isWord(_ word: WordKey) -> Bool { key == word.value }

    @inline(__always)
    func has(_ any: WordClass) -> Bool { !classes.isDisjoint(with: any) }

    /// Whether it could end a sentence.
    var isTerminator: Bool {
        kind == .period || kind == .question || kind == .exclamation || kind == .ellipsis
    }
}

/// The hash under which a word is known: FNV-1a over its lower-case code points.
package struct WordKey: Hashable, Sendable, ExpressibleByStringLiteral {
    package let value: UInt64

    package static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    init(value: UInt64) { self.value = value }

    /// Words in the code are ASCII and static, so that their bytes can be hashed where they are: rules ask for them all
    /// the time.
    @inline(__always)
    package init(stringLiteral word: StaticString) {
        guard word.hasPointerRepresentation, word.isASCII else {
            self.init(text: word.description)
            return
        }
        var hash = Self.seed
        for offset in 0..<word.utf8CodeUnitCount { hash = Self.mix(hash, UInt32(word.utf8Start[offset])) }
        self.init(value: hash)
    }

    package init(_ word: some StringProtocol) { self.init(text: word) }

    private init(text word: some StringProtocol) {
        var hash = Self.seed
        for scalar in word.unicodeScalars { hash = Self.mix(hash, CharacterTraits.folded(scalar.value)) }
        value = hash
    }

    @inline(__always)
    package static func mix(_ hash: UInt64, _ scalar: UInt32) -> UInt64 { (hash ^ UInt64(scalar)) &* 0x100_0000_01B3 }
}
