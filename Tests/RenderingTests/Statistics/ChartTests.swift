import Domain
import Foundation
import Testing

@testable import Rendering

/// Drawings and their scales, without a desk.
struct ChartTests {
    @Test(arguments: [
        (0.0, [0.0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]), (10, [0, 5, 10]),
        (97, [0, 25, 50, 75, 100]), (1_234, [0, 500, 1_000, 1_500]), (40_000, [0, 10_000, 20_000, 30_000, 40_000]),
        (-5, [0, 1]), (.nan, [0, 1]),
    ])
    func countsHaveRoundSteps(_ largest: Double, _ ticks: [Double]) {
        #expect(Axis(upTo: largest).ticks == ticks)
    }

    @Test func everySizeFitsUnderItsTopWithFewSteps() {
        for power in 0..<16 {
            for first in 1...99 {
                let largest = Double(first) * pow(10, Double(power) - 1)
                for whole in [true, false] {
                    let axis = Axis(upTo: largest, whole: whole)
                    #expect(axis.top >= largest * (1 - 1e-9) && axis.top <= max(1, largest * 2.5))
                    #expect((2...6).contains(axis.ticks.count))
                    if whole { #expect(axis.ticks.allSatisfy { $0 == $0.rounded() }) }
                }
            }
        }
    }

    @Test func labelsKeepTheNewestAndStayApart() {
        #expect(Labels.places(0, most: 4) == [])
        #expect(Labels.places(1, most: 4) == [0])
        #expect(Labels.places(31, most: 4) == [6, 14, 22, 30])
        for count in 1...200 { #expect((1...10).contains(Labels.places(count, most: 10).count)) }
    }

    @Test func wordsOfFigures() {
        #expect([0, 999, 1_000, 1_234_567].map(StatisticsWords.number) == ["0", "999", "1,000", "1,234,567"])
        #expect([0, 2.5, 9_999, 20_000, 3_500_000].map(StatisticsWords.short) == ["0", "2.5", "9,999", "20k", "3.5M"])
        #expect(
            [0, 119, 120, 7_199, 7_200, 12_600, 172_800, 864_000].map(StatisticsWords.duration)
                == ["0 s", "119 s", "2 min", "120 min", "2 h", "3.5 h", "2 days", "10 days"])
        #expect(StatisticsWords.share(1, of: 3) == "33 %" && StatisticsWords.share(0, of: 0) == "–")
    }

    @Test func namesFromOutsideCannotLeaveTheDrawing() {
        let chart = Chart.bars(
            id: "c", title: "T", description: "D",
            [Bar(name: "</text><script>alert(1)</script>\u{0}\"&", value: 3), Bar(name: "e", value: 0)])
        for markup in [chart.markup.wide, chart.markup.narrow] {
            #expect(!markup.contains("<script") && !markup.contains("\u{0}"))
            #expect(markup.contains("&lt;/text&gt;&lt;script&gt;"))
            #expect(isWellFormed(markup))
        }
    }

    @Test func drawingsAreWellFormedForAnyNumberOfBins() {
        let times = DeskStatistics.Times(median: 3_600, p90: 400_000, count: 3)
        for count in [0, 1, 2, 31, 731] {
            let flow = Chart.flow(
                id: "f", title: "T", description: "D",
                bins: (0..<count).map { ("l\($0)", "n\($0)", $0 * 1_000_000_007, $0, $0 % 2) })
            let line = Chart.times(
                id: "t", title: "T", description: "D",
                bins: (0..<count).map { ("l\($0)", "n\($0)", $0 % 3 == 1 ? nil : times) })
            for chart in [flow, line] {
                #expect(isWellFormed(chart.markup.wide) && isWellFormed(chart.markup.narrow))
                #expect(!chart.markup.wide.contains("nan") && !chart.markup.wide.contains("inf"))
            }
        }
    }

    /// Every element that is opened is closed, in order.
    private func isWellFormed(_ markup: String) -> Bool {
        var open: [Substring] = []
        for match in markup.matches(of: /<(\/?)([a-z]+)[^<>]*?(\/?)>/) {
            if !match.1.isEmpty {
                guard open.popLast() == match.2 else { return false }
            } else if match.3.isEmpty {
                open.append(match.2)
            }
        }
        return open.isEmpty
    }
}
