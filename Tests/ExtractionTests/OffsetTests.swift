import Extraction
import Foundation
import Testing

@Suite("Offsets")
struct OffsetTests {
    /// A small generator (SplitMix64), so that every run mutates alike.
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private static let odd: [String] = [
        "👩🏽‍🚒", "e\u{301}", "שלום", "مرحبا بالعالم", "\r\n", "\u{200B}", "\u{FEFF}", "“", "”", "\"", "'", "’", "‘", "«",
        "»", "…", "—", "\n\n",
        "\t", "\u{2028}", "日本語。", "🇨🇭", "ﬁ", "ß", "İ", "\u{0}", ". ", "U.S. ", " said ", "(", ")", "[", "](", "**", "# ",
        "1. ", "• ", "$3.5",
    ]

    private func mutated(_ text: String, _ random: inout Seeded) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let place = Int.random(in: 0...scalars.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                scalars.insert(
                    contentsOf: Self.odd.randomElement(using: &random)?.unicodeScalars ?? "".unicodeScalars,
                    at: place
                )
            case 1:
                let end = min(scalars.count, place + Int.random(in: 0...9, using: &random))
                scalars.removeSubrange(place..<end)
            case 2:
                let end = min(scalars.count, place + Int.random(in: 0...40, using: &random))
                scalars.insert(
                    contentsOf: Array(scalars[place..<end]),
                    at: Int.random(in: 0...scalars.count, using: &random)
                )
            default:
                if place < scalars.count {
                    scalars[place] = Unicode.Scalar(UInt32.random(in: 1...0xD7FF, using: &random)) ?? "?"
                }
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// What must hold of every extraction, whatever the text.
    private func check(_ text: String, _ mediaType: MediaType) {
        let extraction = Extractor().extract(
            Document(text: text, mediaType: mediaType, publishedOn: PublicationDay(year: 2015, month: 6, day: 15))
        )
        let scalars = Array(text.unicodeScalars)
        func words(_ range: TextRange) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range.start..<range.end])
            return String(view)
        }
        var last = 0
        for sentence in extraction.sentences {
            guard sentence.range.start >= last, sentence.range.end > sentence.range.start,
                sentence.range.end <= scalars.count
            else {
                Issue.record("sentence out of order or of bounds in \(text.debugDescription)")
                return
            }
            #expect(sentence.text.unicodeScalars.elementsEqual(words(sentence.range).unicodeScalars))
            #expect((0...1).contains(sentence.score))
            last = sentence.range.end
        }
        last = 0
        for passage in extraction.passages {
            #expect(passage.range.start >= last && passage.range.end <= scalars.count)
            last = passage.range.end
        }
        for attribution in extraction.attributions {
            for range in [attribution.source, attribution.cue].compactMap({ $0 }) + attribution.content {
                #expect(range.start >= 0 && range.start < range.end && range.end <= scalars.count)
            }
        }
        for claim in extraction.claims {
            for anchor in [claim.anchor] + claim.otherAnchors { checkAnchor(anchor, text, words) }
            #expect(
                claim.conflictsWith.allSatisfy { (1...extraction.claims.count).contains($0) && $0 != claim.ordinal }
            )
        }
    }

    private func checkAnchor(_ anchor: Anchor, _ text: String, _ words: (TextRange) -> String) {
        let exact = anchor.exact
        #expect(
            exact.unicodeScalars.elementsEqual(words(TextRange(start: anchor.start, end: anchor.end)).unicodeScalars)
        )
        // The same place by Foundation's own counting.
        let utf16 = NSString(string: text).substring(
            with: NSRange(location: anchor.utf16.start, length: anchor.utf16.count)
        )
        #expect(Array(utf16.utf16) == Array(exact.utf16))
        #expect(Array(Data(text.utf8)[anchor.utf8.start..<anchor.utf8.end]) == Array(exact.utf8))
    }

    @Test(
        "Code points, UTF-16 and UTF-8 agree",
        arguments: [
            "The 👩🏽‍🚒 crew of Port Calder saved 14 people on Monday. 🇨🇭 Swiss aid worth $3.5 million arrived in 2015.",
            "Cafe\u{301} Zu\u{308}rich lost 14 workers in 2015, officials said.\r\nThe strike\u{200B} ended on Monday.\r\n",
            "The ministry in שלום said 14 people died in 2015. مرحبا بالعالم was closed by police on Monday.",
            "\u{FEFF}‘It sank,’ she said. «It sank in 2015», he said. \"It sank,\" they said of the 14 boats.",
        ]
    )
    func scripts(text: String) {
        #expect(!Extractor().extract(Document(text: text, language: "en")).claims.isEmpty)
        for mediaType in MediaType.allCases { check(text, mediaType) }
    }

    @Test("Mutated articles keep every promise")
    func mutations() {
        var random = Seeded(state: 20_150_615)
        for _ in 0..<400 {
            check(mutated(Samples.harbor, &random), MediaType.allCases.randomElement(using: &random) ?? .plainText)
        }
    }
}
