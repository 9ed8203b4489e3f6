import Extraction
import Testing

/// Text made to hurt: time must grow with its length, and no faster.
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

    @Test("Twice the text takes about twice the time, as plain text and as Markdown", arguments: pieces)
    func linear(name: String, piece: String) {
        let extractor = Extractor()
        _ = extractor.extract(Document(text: piece))
        for mediaType in MediaType.allCases {
            let text = String(repeating: piece, count: 6_000 / piece.utf8.count)
            let short = time(extractor, text, mediaType)
            let long = time(extractor, text + text + text + text, mediaType)
            // Four times the text: quadratic time would be sixteen times as long. Small times are noise.
            #expect(long < short * 9 || long < .milliseconds(600), "\(name) \(mediaType): \(short) then \(long)")
        }
    }

    private func time(_ extractor: Extractor, _ text: String, _ mediaType: MediaType) -> Duration {
        let clock = ContinuousClock()
        return (0..<2).map { _ in
            clock.measure { _ = extractor.extract(Document(text: text, mediaType: mediaType)) }
        }.min() ?? .zero
    }
}
