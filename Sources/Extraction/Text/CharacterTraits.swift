/// What a code point is, as far as reading an article cares.
package struct CharacterTraits: OptionSet, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    static let upper = CharacterTraits(rawValue: 1 << 0)
    static let lower = CharacterTraits(rawValue: 1 << 1)
    /// A letter of any script, or a mark that belongs to one.
    static let letter = CharacterTraits(rawValue: 1 << 2)
    static let digit = CharacterTraits(rawValue: 1 << 3)
    /// Blank, including line ends and zero-width spaces.
    static let space = CharacterTraits(rawValue: 1 << 4)
    static let newline = CharacterTraits(rawValue: 1 << 5)
    static let apostrophe = CharacterTraits(rawValue: 1 << 6)
    static let hyphen = CharacterTraits(rawValue: 1 << 7)
    /// A letter of a script that writes no spaces between words.
    static let ideograph = CharacterTraits(rawValue: 1 << 8)
    /// Joins what stands around it: combining marks, zero-width joiners, variation selectors.
    static let mark = CharacterTraits(rawValue: 1 << 9)

    static let wordPart: CharacterTraits = [.letter, .digit, .mark]

    private static let ascii: [CharacterTraits] = (0..<128).map { code in
        switch UInt8(code) {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): [.lower, .letter]
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): [.upper, .letter]
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case 0x0A, 0x0D: [.space, .newline]
        case 0x00...0x20, 0x7F: .space
        case UInt8(ascii: "'"): .apostrophe
        case UInt8(ascii: "-"): .hyphen
        default: []
        }
    }

    /// The traits of a code point.
    @inline(__always)
    static func of(_ scalar: UInt32) -> CharacterTraits { scalar < 128 ? ascii[Int(scalar)] : beyondASCII(scalar) }

    private static func beyondASCII(_ scalar: UInt32) -> CharacterTraits {
        switch scalar {
        case 0x85, 0x2028, 0x2029: return [.space, .newline]
        // Zero-width space, word joiner and byte order mark part words as blanks do.
        case 0xA0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: return .space
        case 0x200C, 0x200D, 0xFE00...0xFE0F, 0x300...0x36F: return .mark
        case 0x2019, 0x2BC: return .apostrophe
        case 0xAD, 0x2010, 0x2011: return .hyphen
        case 0x2012...0x206F, 0x20A0...0x20CF, 0x2190...0x2BFF, 0x1F000...0x1FAFF: return []
        case 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0xE00...0xEFF,
            0x1780...0x17FF, 0x1000...0x109F:
            return [.letter, .ideograph]
        default: break
        }
        guard let properties = Unicode.Scalar(scalar)?.properties else { return [] }
        switch properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: return [.letter, .upper]
        case .lowercaseLetter: return [.letter, .lower]
        case .otherLetter, .modifierLetter, .letterNumber: return .letter
        case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
        case .decimalNumber, .otherNumber: return .digit
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
        default: return []
        }
    }

    /// The lower-case code point, where it is a single one; apostrophes and hyphens are made alike.
    @inline(__always)
    package static func folded(_ scalar: UInt32) -> UInt32 {
        if scalar < 128 { return scalar &- 65 < 26 ? scalar + 32 : scalar }
        return foldedBeyondASCII(scalar)
    }

    private static func foldedBeyondASCII(_ scalar: UInt32) -> UInt32 {
        if scalar == 0x2019 || scalar == 0x2BC { return 0x27 }
        if scalar == 0x2010 || scalar == 0x2011 { return 0x2D }
        guard let value = Unicode.Scalar(scalar), value.properties.generalCategory == .uppercaseLetter else {
            return scalar
        }
        let lower = value.properties.lowercaseMapping.unicodeScalars
        guard lower.count == 1, let first = lower.first else { return scalar }
        return first.value
    }
}
