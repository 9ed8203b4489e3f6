import Domain
import Testing

@testable import Rendering

@Suite struct StandingWordsTests {
    /// What is none of the others' is not put together with them.
    @Test func aPauseAndARetractionAreCalledWhatTheyAre() {
        let aside = StandingWords.of(.dismissed)
        for standing in [ReportStanding.paused, .retracted, .published, .unchecked] {
            let words = StandingWords.of(standing)
            #expect(words.title != aside.title && words.tally.one != aside.tally.one && words.remark != aside.remark)
        }
        #expect(Set(ReportStanding.allCases.map { StandingWords.of($0).remark }).count == ReportStanding.allCases.count)
    }

    @Test(arguments: LedgerEntry.Kind.allCases)
    func onlyAVerdictThatStandsIsSaidToStand(kind: LedgerEntry.Kind) {
        let sentence = StandingWords.entered(kind.rawValue, version: 2)
        #expect(sentence.contains("verdict 2") && sentence.hasSuffix("."))
        #expect(sentence.contains(" stands") == [.clarification, .update, .correction, .noChange].contains(kind))
        if kind == .retraction { #expect(sentence.contains("does not stand")) }
    }

    @Test func whatANewerServerNamesIsToldAsItIs() {
        #expect(StandingWords.entered("annulment", version: 3) == "Entered: annulment, verdict 3.")
    }
}
