import Extraction

/// A text that is made to hurt: a few words or marks, over and over. The time to read one may grow with its length alone.
public struct HostileText: Sendable {
    /// What it is made of, in words.
    public let name: String
    /// What is repeated.
    public let piece: String
    /// What stands before the first piece.
    public let opening: String
    /// What fills the first half: a beginning, a piece that is repeated, an end; nil where there is no such half.
    private let half: (start: String, piece: String, end: String)?

    init(
        _ name: String, _ piece: String, opening: String = "", half: (start: String, piece: String, end: String)? = nil
    ) {
        self.name = name
        self.piece = piece
        self.opening = opening
        self.half = half
    }

    /// The text.
    ///
    /// - Parameter bytes: its length in UTF-8, met to the piece.
    public func text(bytes: Int) -> String {
        let first = half.map { $0.start + Self.repeated($0.piece, to: bytes / 2) + $0.end } ?? ""
        return first + opening + Self.repeated(piece, to: bytes - first.utf8.count - opening.utf8.count)
    }

    private static func repeated(_ piece: String, to bytes: Int) -> String {
        String(repeating: piece, count: max(1, bytes / piece.utf8.count))
    }

    /// Every such text that is tested and measured.
    public static let all: [HostileText] = marks + words + sentences + halves + lines

    private static let marks: [HostileText] = [
        HostileText("quotation marks", "\""), HostileText("opening quotation marks", "“"),
        HostileText("parentheses", "("), HostileText("brackets", "["), HostileText("periods", "."),
        HostileText("periods with blanks", ". "), HostileText("two periods", ".. "),
        HostileText("three periods", "... "), HostileText("ellipses", "… "), HostileText("ellipses in a row", "…"),
        HostileText("ellipses and stops", "…? "), HostileText("closing marks", "a.)."), HostileText("commas", ", "),
        HostileText("apostrophes", "a'"), HostileText("stars", "*"), HostileText("link openings", "[a]("),
        HostileText("link openings without a text", "]("), HostileText("reference openings", "]["),
        HostileText("combining marks", "e\u{301}"), HostileText("emoji", "👨‍👩‍👧‍👦"),
        HostileText("right-to-left words", "שלום "), HostileText("zero-width spaces", "a\u{200B}"),
    ]

    private static let words: [HostileText] = [
        HostileText("one word without blanks", "a"), HostileText("one word again", "word "),
        HostileText("one name again", "Roe "), HostileText("cues", "said "), HostileText("he said", "he said "),
        HostileText("sources", "according to "), HostileText("addresses", "a://"), HostileText("at signs", "a@"),
        HostileText("initials", "A. "), HostileText("hours", "11 p.m. Mr. "), HostileText("half-days", "p.m. Mr. "),
        HostileText("list numbers", "1. a "), HostileText("dates", "on Monday 5 "),
        HostileText("figures", "$3.5 million "), HostileText("commas between names", "Ann Roe, "),
        HostileText("relative clauses", "Bob, who "), HostileText("tags", "he said, “a” "),
        HostileText("open quotations", "“a "),
    ]

    private static let sentences: [HostileText] = [
        HostileText("quotations", "He said. “A.” "), HostileText("inverted tags", "“It sank,” said Smith. "),
        HostileText("tags alone", "said Smith. "), HostileText("speakers", "The old customs official said so. "),
        HostileText("unnamed sources", "Officials said it sank. "),
        HostileText("deaths", "Bob Roe was killed on Sunday. "),
        HostileText("denied deaths", "They denied that Bob Roe was killed in 2015. "),
        HostileText("pronouns", "He was killed. "), HostileText("names", "Ann Roe met Bob Doe (AB). "),
        HostileText("figures in sentences", "It cost 12 boats. "),
        HostileText("one speech of many sentences", "It sank on Monday. ", opening: "He said, “"),
        HostileText(
            "tags after one speech", "he said, ", opening: "“" + String(repeating: "It sank. ", count: 400) + "” "),
    ]

    /// One half makes something large that each piece of the other half leads to.
    private static let halves: [HostileText] = [
        HostileText("speakers in one quotation", "Roe: “a. ", opening: "“"),
        HostileText("titles in quotation marks", "“Roe: Plan Has Failed Now.” "),
        HostileText("shouting speakers in one quotation", "ROE: “a. b.” c. ", opening: "“"),
        HostileText("an acronym for a page of names", "RR said it sank. ", half: ("The ", "Roe ", "(RR) met. ")),
        HostileText("a name of a page", "He said it cost 12 boats. ", half: ("Ann R", "a", "bcd met. Rabcd sat. ")),
        HostileText("a source of a page", "He said it cost 12 boats. ", half: ("R", "a", " said so. ")),
        HostileText("a quotation over half of the text", "“A.” he said, ", half: ("“", "It sank. ", "” ")),
        HostileText("names before a quotation", "It sank. ", half: ("", "Roe said, ", "“")),
        HostileText(
            "a list of dates", "He denied that he was killed and died. ", half: ("In ", "June 5, ", "it sank. ")),
        HostileText(
            "long and short sentences", "harbour wall cost boats. ", half: ("", "harbour wall cost boats ", ". ")),
    ]

    private static let lines: [HostileText] = [
        HostileText("newlines", "\n"), HostileText("three-word lines", "One two three\n"),
        HostileText("lines with a figure", "Bob lost 12\n"), HostileText("prompts", "Read more\n"),
        HostileText("one-letter headings", "# a\n"), HostileText("headings with a rule", "a b\n---\n"),
        HostileText("one-letter paragraphs", "a\n\n"), HostileText("list items", "- a b\n"),
        HostileText("quoted lines", "> He said so.\n"), HostileText("lines that end in CRLF", "It sank today.\r\n"),
    ]
}
