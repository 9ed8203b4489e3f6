import Extraction
import ExtractionLab
import Testing

@Suite
struct OffsetTests {
    private static let day = PublicationDay(year: 2015, month: 6, day: 15)

    @Test(arguments: [
        "The 👩🏽‍🚒 crew of Port Calder saved 14 people on Monday. 🇨🇭 Swiss aid worth $3.5 million arrived in 2015.",
        "Cafe\u{301} Zu\u{308}rich lost 14 workers in 2015, officials said.\r\nThe strike\u{200B} ended on Monday.\r\n",
        "The ministry in שלום said 14 people died in 2015. مرحبا بالعالم was closed by police on Monday.",
        "\u{FEFF}‘It sank,’ she said. «It sank in 2015», he said. \"It sank,\" they said of the 14 boats.",
    ]
    )
    func codePointsUTF16AndUTF8Agree(text: String) {
        #expect(!Extractor().extract(Document(text: text, language: "en")).claims.isEmpty)
        for mediaType in MediaType.allCases {
            let document = Document(text: text, mediaType: mediaType, publishedOn: Self.day)
            #expect(ExtractionCheck.read(document, with: Extractor()).faults.isEmpty)
        }
    }

    /// `claimdesk bench extract --mutations` does the same with as many as one likes.
    @Test(arguments: 0..<4)
    func spoiledArticlesKeepEveryPromise(part: UInt64) {
        let documents = MediaType.allCases.map {
            Document(text: Samples.harbor, mediaType: $0, language: "en", publishedOn: Self.day)
        }
        for seed in part * 50..<(part + 1) * 50 {
            var mutator = TextMutator(seed: seed)
            let faults = ExtractionCheck.read(mutator.mutated(oneOf: documents), with: Extractor()).faults
            #expect(faults.isEmpty, "seed \(seed)")
        }
    }

    @Test
    func anArticleIsSpoiledAlikeByTheSameSeedAndOtherwiseByAnother() {
        func spoiled(_ seed: UInt64) -> String {
            var mutator = TextMutator(seed: seed)
            return mutator.mutated(Samples.harbor)
        }
        #expect(spoiled(7) == spoiled(7))
        #expect(Set((0..<50).map(spoiled)).count == 50)
        #expect(!(0..<50).map(spoiled).contains(Samples.harbor))
    }
}
