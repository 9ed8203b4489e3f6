import Extraction
import ExtractionLab
import Testing

struct EvaluationTests {
    @Test func boundariesCountWhatIsFoundAndWhatIsMadeUp() {
        var figures = BoundaryFigures(gold: [3, 9, 20], predicted: [3, 20, 25, 30])
        #expect((figures.marked, figures.predicted, figures.right) == (3, 4, 2))
        #expect(figures.precision == 0.5 && figures.f1 == 4.0 / 7)
        figures += BoundaryFigures(gold: [1], predicted: [1])
        #expect(figures.right == 3)
        #expect(BoundaryFigures().f1 == 0)
    }

    // The values are scikit-learn's for the same scores.
    @Test func averagePrecisionIsTheOneThatPeopleQuote() {
        let mixed = RankingFigures([
            (0.9, true, true), (0.8, true, false), (0.7, true, true), (0.4, false, false), (0.3, false, true),
        ])
        #expect(abs(mixed.averagePrecision - (1 + 2.0 / 3 + 3.0 / 5) / 3) < 1e-12)
        #expect(abs(mixed.f1 - 2.0 / 3) < 1e-12)
        let tied = RankingFigures([(0.5, true, true), (0.5, true, false), (0.5, true, false), (0.5, true, true)])
        #expect(tied.averagePrecision == 0.5 && tied.prevalence == 0.5)
        #expect(RankingFigures([]).averagePrecision == 0)
    }

    @Test(
        arguments: [
            ("the Pentagon", "Pentagon", true), ("Col. Ann Reyes", "army spokeswoman Col. Ann Reyes", true),
            ("Officials", "officials", true), ("Ann Reyes", "Anna Reyes", false), ("the", "a", false),
            ("a senior official", "security officials", false),
        ])
    func namesAreTheSameWhenTheShorterStandsInTheLonger(one: String, other: String, same: Bool) {
        #expect(ArticleFigures.areSame(one, other) == same)
        #expect(ArticleFigures.areSame(other, one) == same)
    }

    @Test func anArticleIsMeasuredSentenceBySentence() throws {
        let text = """
            The mill in Corrin burned down on 3 May 2019 and 14 people were hurt, police said.

            Sign up for our newsletter!

            The fire brigade came from three towns. Nobody knows yet how the fire began in the old mill.
            """
        let extraction = Extractor().extract(Document(text: text))
        let sentences = extraction.sentences
        try #require(sentences.count == 4)
        let gold = [
            GoldSentence(
                range: sentences[0].range, checkWorthiness: .important, role: .body, claimants: ["police"],
                isAnonymous: false),
            GoldSentence(
                range: sentences[1].range, checkWorthiness: .not, role: .boilerplate, claimants: [], isAnonymous: nil),
            GoldSentence(
                range: sentences[3].range, checkWorthiness: .not, role: .body, claimants: [], isAnonymous: nil),
        ]
        let figures = ArticleFigures(gold: gold, predicted: extraction, top: 5)
        #expect(figures.important == 1 && figures.importantAtTop == 1)
        #expect(figures.claimants == 1 && figures.claimantsRight == 1)
        #expect(figures.boilerplate == 1 && figures.boilerplateFound == 1)
        #expect(figures.body == 2 && figures.bodyLost == 0)
        let none = ArticleFigures(gold: gold, predicted: extraction, top: 0)
        #expect(none.importantAtTop == 0)
    }
}
