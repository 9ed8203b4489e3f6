import Foundation

/// What becomes of a character when words are compared however they are typed.
struct LetterFolding {
    enum Role {
        /// It says nothing: accents, marks that cannot be seen.
        case none
        case gap, joint, letters
    }

    let role: Role
    let codes: [UInt32]
    let isLower: Bool
    let isUpper: Bool
    let isHyphen: Bool

    init(_ scalar: Unicode.Scalar) {
        role = Self.role(of: scalar)
        codes = role == .letters ? Self.codes(of: scalar) : []
        isLower = scalar.properties.isLowercase
        isUpper = scalar.properties.isUppercase
        isHyphen = scalar.properties.generalCategory == .dashPunctuation
    }

    /// Latin, Greek, Cyrillic, Armenian and Hebrew letters are folded once.
    static func ofTable(_ scalar: Unicode.Scalar) -> LetterFolding? {
        scalar.value < 0x600 ? table[Int(scalar.value)] : nil
    }

    private static let table = (0..<UInt32(0x600)).map { LetterFolding(Unicode.Scalar($0) ?? " ") }

    private static func role(of scalar: Unicode.Scalar) -> Role {
        if apostrophes.contains(scalar) { return .joint }
        // The Arabic lengthening stroke and fillers of Hangul.
        if [0x0640, 0x115F, 0x1160, 0x3164, 0xFFA0].contains(scalar.value) { return .none }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return .none
        // A blank without width divides.
        case .format: return scalar.value == 0x200B ? .joint : .none
        case .dashPunctuation, .connectorPunctuation: return .joint
        // The number of a footnote is not of the word that it stands behind.
        case .otherNumber: return .gap
        default: return WordIndex.isPartOfWord(scalar) ? .letters : .gap
        }
    }

    /// What stands for an apostrophe, the points within Catalan and Japanese names, the minus that stands for a hyphen.
    private static let apostrophes = Set(
        "'`´‘’‛′‵＇｀ʹʻʼʽʾʿˈˊˋ՚׳Ꞌꞌ·‧・−".unicodeScalars)

    private static func codes(of scalar: Unicode.Scalar) -> [UInt32] {
        // Upper case first: it makes one of ß and ss, of ς and σ, of ı and i.
        let cased = String(scalar).decomposedStringWithCompatibilityMapping.uppercased().lowercased()
        return cased.decomposedStringWithCompatibilityMapping.unicodeScalars.flatMap { scalar -> [UInt32] in
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .spaceSeparator: []
            default: (strokes[scalar] ?? String(scalar)).unicodeScalars.map(\.value)
            }
        }
    }

    /// What no decomposition tells apart, as the search for verdicts has it (`search_form`).
    private static let strokes: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t",
        "ı": "i",
        "ς": "σ",
    ]
}
