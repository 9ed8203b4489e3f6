import Testing

@testable import Extraction

@Suite
struct ScoringTests {
    /// The signals of each scored sentence of a text.
    private func signals(_ text: String) -> [[Signal: Double]] {
        let (reading, views) = Extractor().views(Document(text: text, language: "en"))
        let reader = SignalReader(source: reading.source, lexicon: .english)
        return views.map { view in
            Dictionary(uniqueKeysWithValues: reader.signals(view).map { ($0.signal, $0.value) })
        }
    }

    @Test
    func accusationsDenialsAndWordsOfFeelingAreSignals() {
        #expect(signals("The mayor denied the accusation on Tuesday.")[0][.contested] == 1)
        #expect(signals("The mayor opened the bridge on Tuesday.")[0][.contested] == nil)
        #expect(signals("It was a memorable and joyful evening for Weir.")[0][.feeling] == 1)
    }

    @Test
    func leaveToSpeakIsANoteOnAnonymityLeaveForSomethingElseIsNone() {
        #expect(signals("They were not authorized to describe the operation.")[0][.anonymityNote] == 1)
        #expect(signals("The committee authorized subpoenas in April.")[0][.anonymityNote] == nil)
    }

    @Test
    func whatTheOpeningToldOfIsNearToTheStoryTheLastFiveOfALongerTextAreItsTail() {
        let filler = (1...9).map { "Visitors number \($0) bought apples somewhere." }.joined(separator: " ")
        let found = signals("The harbour of Weir burned. Firemen came. The harbour burned down. \(filler)")
        #expect(found[0][.lead] == nil && found[1][.lead] == nil)
        #expect((found[2][.lead] ?? 0) > 0.5)
        #expect(found[3][.lead] == nil)
        #expect(found.map { $0[.tail] == 1 } == Array(repeating: false, count: 7) + Array(repeating: true, count: 5))
    }

    @Test
    func aSumMovesTowardsItsNeighboursAndItsArticleAUsualArticleLeavesItsSumsAlone() {
        #expect(Surroundings.settled([0.5, 0.5, nil], usual: 0.5) == [0.5, 0.5, 0.5])
        let settled = Surroundings.settled([3, 0, -3], usual: 0)
        #expect(settled[0] == 3 && settled[1] > 0 && settled[2] == -3)
        let alone = Surroundings.settled([3], usual: 0)
        let among = Surroundings.settled([3, 3, 3], usual: 0)
        #expect(alone[0] > 3 && among[1] > alone[0])
        #expect(Surroundings.settled([], usual: 1).isEmpty)
    }
}
