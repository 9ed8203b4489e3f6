import Extraction
import ExtractionLab
import Testing

@Suite
struct AttributionFiguresTests {
    private func range(_ start: Int, _ end: Int) -> TextRange { TextRange(start: start, end: end) }

    @Test
    func standoffEventsBecomeAttributionsInPartsWhereASpanIsInParts() {
        let standoff = """
            T1\tSource 0 4\tDoe\u{20}
            T2\tCue 5 9\tsaid
            T3\tContent 10 20;30 40\tsome words
            E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
            T4\tDiscuss 50 60\tno matter
            E2\tAttribution:T2 Source:T1 Cue:T2
            #1\tAnnotatorNotes T1\ta note
            nonsense
            """
        #expect(
            AttributionGold.brat(standoff) == [
                AttributionGold(source: [range(0, 4)], cue: [range(5, 9)], content: [range(10, 20), range(30, 40)])
            ]
        )
    }

    @Test
    func exactFiguresCountSpansOnceFoundOnesNeedHalfOfBoth() {
        let gold = [
            AttributionGold(source: [range(0, 4)], cue: [range(5, 9)], content: [range(10, 20)]),
            AttributionGold(source: [range(0, 4)], cue: [range(30, 34)], content: [range(40, 60)]),
            AttributionGold(source: [], cue: [range(70, 74)], content: [range(80, 90)]),
        ]
        let predicted = [
            Attribution(
                source: range(0, 4), cue: range(5, 9), content: [range(10, 20)], quotation: .indirect),
            Attribution(
                source: range(1, 4), cue: range(30, 34), content: [range(50, 60)], quotation: .indirect),
            Attribution(source: nil, cue: range(70, 75), content: [range(80, 101)], quotation: .indirect),
        ]
        let figures = AttributionFigures(gold: gold, predicted: predicted)
        #expect(figures.source.marked == 1)
        #expect(figures.source.right == 1)
        #expect(figures.source.predicted == 2)
        #expect(figures.cue.f1 == 2 * 2 / 6.0)
        #expect(figures.content.right == 1)
        #expect(figures.contentFound == 2)
        #expect(figures.bothFound == 2)
        var sum = figures
        sum += figures
        #expect(sum.attributions == 6)
        #expect(sum.contentShare == figures.contentShare)
    }

    @Test
    func nothingMarkedAndNothingFoundDividesByNothing() {
        let figures = AttributionFigures(gold: [], predicted: [])
        #expect(figures.source.f1 == 0)
        #expect(figures.contentShare == 0)
        #expect(figures.bothShare == 0)
    }
}
