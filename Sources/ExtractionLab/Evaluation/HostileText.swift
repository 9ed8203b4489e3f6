import Extraction

/// A text that is made to hurt: a few words or marks, over and over. The time to read one may grow with its length alone.
public struct HostileText: Sendable {
    /// What it is made of, in words.
    public let name: String
    /// What is repeated.
    public let piece: String
    /// What stands before the first piece.
    public let opening: String

    init(_ name: String, _ piece: String, opening: String = "") {
        self.name = name
        self.piece = piece
        self.opening = opening
    }

    /// The text.
    ///
    /// - Parameter bytes: its length in UTF-8, met to the piece.
    public func text(bytes: Int) -> String {
        opening + String(repeating: piece, count: max(1, (bytes - opening.utf8.count) / piece.utf8.count))
    }

    /// Every such text that is tested and measured.
    public static let all: [HostileText] = marks + words + sentences + lines

    private static let marks: [HostileText] = [
        HostileText("quotation marks", "\""), HostileText("opening quotation marks", "“"),
        HostileText("parentheses", "("), HostileText("brackets", "["), HostileText("periods", "."),
        HostileText("periods with blanks", ". "), HostileText("closing marks", "a.)."), HostileText("commas", ", "),
        HostileText("apostrophes", "a'"), HostileText("stars", "*"), HostileText("link openings", "[a]("),
        HostileText("combining marks", "e\u{301}"), HostileText("emoji", "👨‍👩‍👧‍👦"),
        HostileText("right-to-left words", "שלום "), HostileText("zero-width spaces", "a\u{200B}"),
    ]

    private static let words: [HostileText] = [
        HostileText("one word without blanks", "a"), HostileText("one word again", "word "),
        HostileText("one name again", "Roe "), HostileText("cues", "said "), HostileText("he said", "he said "),
        HostileText("sources", "according to "), HostileText("addresses", "a://"), HostileText("at signs", "a@"),
        HostileText("initials", "A. "), HostileText("list numbers", "1. a "), HostileText("dates", "on Monday 5 "),
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

    private static let lines: [HostileText] = [
        HostileText("newlines", "\n"), HostileText("three-word lines", "One two three\n"),
        HostileText("lines with a figure", "Bob lost 12\n"), HostileText("prompts", "Read more\n"),
        HostileText("one-letter headings", "# a\n"), HostileText("headings with a rule", "a b\n---\n"),
        HostileText("one-letter paragraphs", "a\n\n"), HostileText("list items", "- a b\n"),
        HostileText("quoted lines", "> He said so.\n"), HostileText("lines that end in CRLF", "It sank today.\r\n"),
    ]
}
