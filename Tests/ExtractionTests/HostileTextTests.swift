import Extraction
import Testing

/// Text made to hurt.
@Suite("Hostile text", .serialized)
struct HostileTextTests {
    static let pieces: [(name: String, piece: String)] = [
        ("quotation marks", "\""), ("curly quotation marks", "“"), ("one word", "a"), ("newlines", "\n"),
        ("parentheses", "("),
        ("brackets", "["), ("periods", "."), ("periods with blanks", ". "), ("closers", "a.)."), ("cues", "said "),
        ("tags", "he said, “a” "), ("quotations", "He said. “A.” "), ("commas", ", "), ("addresses", "a://"),
        ("at signs", "a@"),
        ("numbers", "1. a "), ("open quotations", "“a "), ("initials", "A. "), ("apostrophes", "a'"),
        ("relative clauses", "Bob, who "),
        ("sources", "according to "), ("officials", "The official said so. "), ("combining marks", "e\u{301}"),
        ("emoji", "👨‍👩‍👧‍👦"),
        ("deaths", "Bob Roe was killed on Sunday. "), ("lines", "Read more\n"), ("stars", "*"), ("links", "[a]("),
        ("hashes", "# a\n"),
    ]

    /// Slow is not wrong here, where other tests use the machine at the same time: `claimdesk bench extract --hostile`
    /// measures. What must hold anywhere: an answer, and every place in it inside the text.
    @Test("Hostile text is read to its end", arguments: pieces)
    func isRead(name: String, piece: String) {
        let text = String(repeating: piece, count: 6_000 / piece.utf8.count)
        let length = text.unicodeScalars.count
        for mediaType in MediaType.allCases {
            let found = Extractor().extract(Document(text: text, mediaType: mediaType, language: "en"))
            #expect(found.sentences.allSatisfy { 0 <= $0.range.start && $0.range.start < $0.range.end })
            #expect(found.sentences.allSatisfy { $0.range.end <= length })
            #expect(found.claims.allSatisfy { $0.anchor.end <= length })
        }
    }
}
