import Extraction
import ExtractionLab
import Testing

/// Text made to hurt.
@Suite(.serialized)
struct HostileTextTests {
    /// Slow is not wrong here, where other tests use the machine at the same time: `claimdesk bench extract --hostile`
    /// measures. What must hold anywhere: an answer, and every place in it inside the text.
    @Test(arguments: HostileText.all)
    func hostileTextIsReadToItsEnd(hostile: HostileText) {
        let text = hostile.text(bytes: 6_000)
        let length = text.unicodeScalars.count
        for mediaType in MediaType.allCases {
            let found = Extractor().extract(Document(text: text, mediaType: mediaType, language: "en"))
            #expect(found.sentences.allSatisfy { 0 <= $0.range.start && $0.range.start < $0.range.end })
            #expect(found.sentences.allSatisfy { $0.range.end <= length })
            #expect(found.claims.allSatisfy { $0.anchor.end <= length })
        }
    }
}
