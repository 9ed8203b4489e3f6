import Extraction
import ExtractionLab
import Testing

/// A check that never finds anything would pass every text: each promise is broken here once.
@Suite
struct ExtractionCheckTests {
    private static let document = Document(
        text: "Mayor 😀 Ann Roe said on Monday that 14 boats sank. She denied that Bob Doe was killed in 2015.",
        language: "en", publishedOn: PublicationDay(year: 2015, month: 6, day: 15))

    /// What the check says of findings that were changed.
    private func faults(_ change: (inout Findings) throws -> Void) throws -> [String] {
        var extraction = Extractor().extract(Self.document)
        try #require(extraction.claims.count == 2 && !extraction.attributions.isEmpty)
        try #require(!extraction.claims[0].dates.isEmpty)
        #expect(ExtractionCheck.faults(extraction, of: Self.document).isEmpty)
        try change(&extraction)
        return ExtractionCheck.faults(extraction, of: Self.document)
    }

    @Test
    func placesThatAreOffByOneAreFound() throws {
        #expect(try !faults { $0.claims[0].anchor.start += 1 }.isEmpty)
        #expect(try !faults { $0.claims[0].anchor.end = 1_000 }.isEmpty)
        #expect(try !faults { $0.sentences[1].range.start -= 2 }.isEmpty)
        #expect(try !faults { $0.passages[0].range.end = 1_000 }.isEmpty)
        #expect(try !faults { $0.attributions[0].cue.start = $0.attributions[0].cue.end }.isEmpty)
        #expect(try !faults { $0.attributions[0].content[0].end = -1 }.isEmpty)
        #expect(try !faults { $0.claims[0].dates[0].range.start += 1 }.isEmpty)
    }

    @Test
    func utf16AndUTF8OffsetsThatAreCodePointsAreFound() throws {
        #expect(
            try faults { $0.claims[1].anchor.utf16.start -= 1 } == ["claim 2: other words stand at its UTF-16 offsets"])
        #expect(
            try faults { $0.claims[1].anchor.utf8.end = $0.claims[1].anchor.end }
                == ["claim 2: other words stand at its UTF-8 offsets"])
    }

    @Test
    func wordsThatOnlyLookLikeThoseInTheTextAreFound() throws {
        #expect(try !faults { $0.claims[0].anchor.exact += "\u{301}" }.isEmpty)
        #expect(try !faults { $0.claims[1].anchor.prefix = "" }.isEmpty)
        #expect(try !faults { $0.claims[0].dates[0].words = "Sunday" }.isEmpty)
        #expect(try !faults { $0.sentences[0].text = "" }.isEmpty)
    }

    @Test
    func whatContradictsItselfIsFound() throws {
        #expect(try faults { $0.claims[0].conflictsWith = [2] } == ["claim 1: a conflict of one side alone"])
        #expect(try !faults { $0.claims[0].conflictsWith = [1] }.isEmpty)
        #expect(try !faults { $0.claims[0].conflictsWith = [9] }.isEmpty)
        #expect(try !faults { $0.claims.swapAt(0, 1) }.isEmpty)
        #expect(try !faults { $0.sentences.swapAt(0, 1) }.isEmpty)
        #expect(try !faults { $0.sentences[0].role = .caption }.isEmpty)
        #expect(try !faults { $0.languageSupported = false }.isEmpty)
        #expect(try !faults { $0.claims[0].otherAnchors = [$0.claims[0].anchor] }.isEmpty)
    }

    @Test
    func findingsThatDifferHaveAnotherFingerprint() throws {
        let extraction = Extractor().extract(Self.document)
        var other = extraction
        other.claims[0].figures.append("14")
        #expect(extraction.fingerprint == Extractor().extract(Self.document).fingerprint)
        #expect(extraction.fingerprint != other.fingerprint)
    }
}
