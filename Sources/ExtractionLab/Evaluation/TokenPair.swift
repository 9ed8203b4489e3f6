public import Extraction

/// Two kinds of tokens in turn, over and over. Rules look at what stands before and after, so that whatever a rule repeats
/// shows in one of the pairs.
public struct TokenPair: Sendable {
    /// What it is made of, in words.
    public let name: String
    private let piece: String
    /// In which formats its marks mean something of their own.
    public let mediaTypes: [MediaType]

    /// The text.
    ///
    /// - Parameter bytes: its length in UTF-8, met to the piece.
    public func text(bytes: Int) -> String { String(repeating: piece, count: max(1, bytes / piece.utf8.count)) }

    /// Every kind before every kind, itself included.
    public static let all: [TokenPair] = kinds.flatMap { first in
        kinds.map { second in
            let hasLayout = layout.contains { $0.name == first.name || $0.name == second.name }
            return TokenPair(
                name: "\(first.name), \(second.name)", piece: first.text + second.text,
                mediaTypes: hasLayout ? MediaType.allCases : [.plainText])
        }
    }

    private static let kinds = ends + marks + layout + words + sources + scripts

    private static let ends: [(name: String, text: String)] = [
        ("a period", ". "), ("two periods", ".. "), ("three periods", "... "), ("an ellipsis", "… "),
        ("a period without a blank", "."), ("a question mark", "? "), ("an exclamation mark", "! "),
    ]

    private static let marks: [(name: String, text: String)] = [
        ("a comma", ", "), ("a semicolon", "; "), ("a colon", ": "), ("a dash", " — "), ("a hyphen", "-"),
        ("a straight quotation mark", "\""), ("an opening quotation mark", "“"), ("a closing quotation mark", "” "),
        ("an apostrophe", "'"), ("an opening single mark", "‘"), ("a guillemet", "«"), ("an opening bracket", "("),
        ("a closing bracket", ") "), ("a percent sign", "% "), ("a currency sign", "$"),
    ]

    private static let layout: [(name: String, text: String)] = [
        ("a line end", "\n"), ("a blank line", "\n\n"), ("a star", "*"), ("an underscore", "_"), ("a heading", "\n# "),
        ("a quoted line", "\n> "), ("a list item", "\n- "), ("a link", "[a]("), ("a link's end", "]("),
        ("a fence", "```"),
        ("a backslash", "\\"), ("a pipe", "|"),
    ]

    private static let words: [(name: String, text: String)] = [
        ("a plain word", "harbour "), ("a word without a blank", "a"), ("a determiner", "the "),
        ("a preposition", "of "), ("a conjunction", "and "), ("a negation", "not "), ("a verb", "sank "),
        ("an auxiliary", "was "), ("an event", "killed "), ("a number", "12 "), ("a year", "2015 "),
        ("a list number", "1. "), ("a month", "June "), ("a weekday", "Monday "), ("an abbreviation", "p.m. "),
        ("an address", "a.b/c@d "),
    ]

    private static let sources: [(name: String, text: String)] = [
        ("a name", "Ann Roe "), ("a capital", "Roe "), ("an initial", "A. "), ("a title", "Mr. "),
        ("an acronym", "WHO "),
        ("a speaker", "ROE: "), ("a pronoun", "he "), ("a plural", "they "), ("a relative word", "who "),
        ("people", "officials "), ("an office", "the mayor "), ("that", "that "), ("a cue", "said "),
        ("a cue in the present", "says "), ("a participle", "adding "), ("a cue noun", "claim "),
        ("a state", "worried "), ("according", "according to "), ("a document", "statement "), ("a credit", "Photo: "),
        ("a prompt", "Read more "),
    ]

    private static let scripts: [(name: String, text: String)] = [
        ("an emoji", "👨‍👩‍👧‍👦"), ("a combining mark", "\u{301}"), ("a zero-width space", "\u{200B}"), ("a control", "\u{1}"),
        ("an ideograph", "漢"), ("an ideographic stop", "。"), ("an Arabic word", "السلام "), ("a Hebrew word", "שלום "),
        ("a Cyrillic word", "порт "),
    ]
}
