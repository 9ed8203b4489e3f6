import Extraction

/// Pieces of text that readers of text stumble over.
enum OddText {
    /// What ends a line somewhere: LF, CRLF, CR, NEL, LS, PS, VT, FF, an empty line, and a blank where there was one.
    static let lineEnds = scalars([
        "\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}", "\n\n", " ",
    ])

    /// All kinds; each kind is put in as often as the others.
    static let kinds = [quotes, controls, marks, directions, invisible, pictures, lineEnds, markdown, scripts, words]

    private static let quotes = scalars([
        "\"", "'", "“", "”", "‘", "’", "«", "»", "‹", "›", "„", "‚", "‟", "‛", "「", "」", "『", "』", "＂", "ʼ", "``",
        "''", "`", "“‘", "’”", "\"\"", " \"", "\" ", "” “", "‘’",
    ])
    private static let controls = scalars([
        "\u{0}", "\u{1}", "\u{7}", "\u{8}", "\t", "\u{1B}[31m", "\u{1F}", "\u{7F}", "\u{80}", "\u{9F}", "\u{AD}",
        "\u{FFFC}", "\u{FFFD}", "\u{FFFE}", "\u{10FFFF}", "\u{E000}",
    ])
    private static let marks = scalars([
        "\u{301}", "\u{308}", "\u{20E3}", "\u{FE0F}", "\u{489}", "\u{1AB0}", "\u{302}\u{302}\u{302}", "e\u{301}",
        "e\u{301}.", " \u{301}", "\n\u{301}", "\u{93F}", "\u{E31}",
    ])
    private static let directions = scalars([
        "\u{200E}", "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}",
        "\u{2069}", "\u{61C}", "שלום", "مرحبا بالعالم", "‏”‏",
    ])
    private static let invisible = scalars([
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{A0}", "\u{202F}", "\u{2007}", "\u{3000}",
        "\u{180E}", "\u{E0001}", "\u{34F}", ".\u{200B}", "\u{200B}said",
    ])
    private static let pictures = scalars([
        "👩🏽‍🚒", "👨‍👩‍👧‍👦", "🇨🇭", "🇨", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "😀.", "❤️", "🏳️‍🌈", "\u{1F3FD}", "𝔘𝔫𝔦", "𐍈", "•", "▪", "…", "—",
    ])
    private static let markdown = scalars([
        "# ", "\n# ", "\n## a\n", "\n---\n", "\n===\n", "**", "*", "_", "~~", "`", "\n```\n", "[", "](", "](a)",
        "![a](",
        "<a href=\"", "<!--", "-->", "\n> ", "\n- ", "\n1. ", "\n    ", "|", "\\", "&nbsp;", "[^1]", "<https://a.b>",
    ])
    private static let scripts = scalars([
        "日本語。", "東京", "ﬁ", "ß", "İ", "ı", "ǅ", "Ω", "Ж", "한국어", "ไทย", "हिन्दी।", "۵", "½", "Ⅳ", "１２", "。", "！",
        "ŉ", "ΐ", "K",
    ])
    private static let words = scalars([
        ". ", "U.S. ", "Mr. ", " said ", " he said, ", "according to ", " who ", "(", ")", "[", "1. ", "$3.5",
        " million",
        " on Monday ", " in 2015", " denied that ", " was killed", "Ann Roe", ", ", "; ", ": ", "?", "!", "?!", "...",
        "a.b.c.", "http://", "a@b.c", "-", "--", "’s", "s’", "%", "€", "9", "0,0", "1.1.1", "A.", "and/or",
        "Read more\n",
        "wordwordwordword", "By ", "Photo: ",
    ])

    private static func scalars(_ pieces: [String]) -> [[Unicode.Scalar]] { pieces.map { Array($0.unicodeScalars) } }
}
