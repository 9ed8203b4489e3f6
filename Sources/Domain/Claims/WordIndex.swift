import Foundation

/// Which words and phrases stand in some texts, upper and lower case alike.
///
/// A word is a run of letters, digits and the marks on them; in scripts that put no blanks between words every character
/// is a word, so that 气候 is found within 全球气候变化.
struct WordIndex {
    private var phrases: Set<[String]> = []

    /// - Parameter lengths: how many words the phrases have that will be asked for.
    init(_ texts: [String], phrases lengths: Set<Int>) {
        if lengths.isEmpty { return }
        for text in texts {
            let words = Self.words(of: text)
            for length in lengths where length > 0 && length <= words.count {
                for start in 0...(words.count - length) { phrases.insert(Array(words[start..<(start + length)])) }
            }
        }
    }

    /// True when the words stand next to each other in one of the texts.
    func contains(_ phrase: [String]) -> Bool { phrases.contains(phrase) }

    /// The words of a text, folded.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        func end() {
            if !word.isEmpty { words.append(String(word)) }
            word = String.UnicodeScalarView()
        }
        for scalar in folded(text).unicodeScalars {
            if standsAlone(scalar) {
                end()
                words.append(String(scalar))
            } else if isPartOfWord(scalar) {
                word.append(scalar)
            } else {
                end()
            }
        }
        end()
        return words
    }

    /// Upper case first: it makes one of ß and ss, of ς and σ, of ı and i.
    static func folded(_ text: String) -> String { text.uppercased().lowercased() }

    /// Folded, and é as e.
    static func foldedWithoutMarks(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in folded(text).decomposedStringWithCanonicalMapping.unicodeScalars
        where scalar.properties.generalCategory != .nonspacingMark { out.append(scalar) }
        return String(out)
    }

    static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    /// Han, Kana, Thai and Lao.
    static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isIdeographic { return true }
        return switch scalar.value {
        case 0x0E01...0x0E30, 0x0E81...0x0EB0, 0x3041...0x3096, 0x30A1...0x30FA: true
        default: false
        }
    }
}
