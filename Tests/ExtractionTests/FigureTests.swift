import Extraction
import Testing

@Suite
struct FigureTests {
    private func figures(_ text: String) -> [String] {
        Extractor().extract(Document(text: text, language: "en")).claims.flatMap(\.figures)
    }

    @Test(arguments: [
        ("Police arrested three skippers in Weir at 2 a.m. on Saturday.", ["three"]),
        ("Police closed the harbour at 9:40 p.m. and seized 14 boats.", ["14"]),
        ("The coast guard stormed a cannery on Pier 9, and 14 people were arrested.", ["14 people"]),
        ("A Boeing 737 crashed near Weir and killed 31 people, officials said.", ["31 people"]),
        ("On page 214 of the budget, 38 million crowns are listed for pilots.", ["38 million"]),
        ("In the summer of 2001 the adjusted rate of unemployment stood at 4.0 percent.", ["4.0 percent"]),
        ("Under the Fiscal Balance Act of 2009 the deficit may not exceed 1.5 percent.", ["1.5 percent"]),
    ])
    func aNumberThatCountsNothingIsNoFigure(text: String, expected: [String]) { #expect(figures(text) == expected) }

    @Test(arguments: [
        ("In Weir 11 people were killed in the fire on Saturday.", ["11 people"]),
        ("The factory in Weir laid off 2000 workers in the spring.", ["2000"]),
        ("In the final of the league cup on Saturday, Weir beat Calder 3 – 0.", ["3", "0"]),
        ("The council paid $2000 for the pier in the spring.", ["$2000"]),
    ])
    func aNumberBesideANameOrAsLargeAsAYearCanStillBeAFigure(text: String, expected: [String]) {
        #expect(figures(text) == expected)
    }
}
