import ExtractionLab
import Testing

@testable import Extraction

/// Reading takes steps in proportion to the length of the text, whatever it is made of. Steps, not seconds: they are the
/// same on every machine. `claimdesk bench extract --pairs` walks all pairs to a megabyte.
@Suite struct StepTests {
    private static let extractor = Extractor()

    private static func steps(_ text: String, _ mediaType: MediaType = .plainText) -> StepCount {
        StepCount(of: text, mediaType, with: extractor)
    }

    /// Windows of a few hundred tokens are filled before the shorter text ends, so that from there on three times the text
    /// takes three times the steps; a rule that looks back to the beginning takes nine times.
    private static func expectLinear(_ name: String, _ mediaType: MediaType, _ text: (Int) -> String) {
        let (short, long) = (steps(text(2_000), mediaType), steps(text(6_000), mediaType))
        #expect(long.steps <= 4 * short.steps + 40_000, "\(name), \(mediaType): \(short.steps), then \(long.steps)")
        #expect(long.perCodePoint <= Double(ReadingBudget.mostPerCodePoint), "\(name), \(mediaType)")
    }

    @Test(arguments: HostileText.all)
    func aHostileTextTakesStepsInProportionToItsLength(hostile: HostileText) {
        for mediaType in MediaType.allCases { Self.expectLinear(hostile.name, mediaType, hostile.text) }
    }

    /// A part of all pairs in which each kind comes first and second several times.
    @Test func pairsOfTokensTakeStepsInProportionToTheirLength() {
        for (index, pair) in TokenPair.all.enumerated() where index % 97 == 0 {
            for mediaType in pair.mediaTypes { Self.expectLinear(pair.name, mediaType, pair.text) }
        }
    }

    @Test func aReadingEndsWhereItsStepsEnd() {
        let text = String(repeating: "The harbour wall cost 38 million crowns. ", count: 100)
        let whole = Self.steps(text).steps
        #expect(throws: ReadingInterruption.tooManySteps) {
            try Self.extractor.extract(Document(text: text), within: ReadingBudget(steps: whole / 2))
        }
        #expect(throws: Never.self) {
            try Self.extractor.extract(Document(text: text), within: ReadingBudget(steps: whole * 2))
        }
    }

    @Test func aReadingEndsWhenNobodyWaitsForIt() {
        let text = String(repeating: "The harbour wall cost 38 million crowns. ", count: 2_000)
        var asked = 0
        #expect(throws: ReadingInterruption.stopped) {
            try Self.extractor.extract(
                Document(text: text),
                within: ReadingBudget {
                    asked += 1
                    return asked < 3
                })
        }
        #expect(asked == 3)
    }

    @Test func anOrdinaryTextTakesFarFewerStepsThanAnyMay() {
        let text = String(
            repeating: "The harbour wall cost 38 million crowns in 2021, Ann Roe said on Monday.\n\n", count: 50)
        #expect(Self.steps(text).perCodePoint < Double(ReadingBudget.mostPerCodePoint) / 2)
    }

    @Test func aClaimantsNameIsNoPage() throws {
        let page = "Ann R" + String(repeating: "a", count: 5_000) + "bcd met. Rabcd sat. "
        let text = page + "He said it cost 12 million boats in 2021. "
        let claims = Self.extractor.extract(Document(text: text, language: "en")).claims
        #expect(claims.allSatisfy { ($0.claimant.name?.unicodeScalars.count ?? 0) <= 1_000 })
    }
}
