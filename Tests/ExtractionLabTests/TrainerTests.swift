import Testing

@testable import Extraction
@testable import ExtractionLab

@Suite
struct TrainerTests {
    private let lines: [LabelledLine] = (0..<30).flatMap { number in
        [
            LabelledLine(
                text: "The council spent \(number + 3) million dollars on the harbour in 20\(10 + number % 9).",
                checkWorthiness: .important
            ),
            LabelledLine(text: "I think we should be proud of the harbour number \(number).", checkWorthiness: .not),
            LabelledLine(text: "We met in the harbour office on that day.", checkWorthiness: .minor),
        ]
    }

    @Test
    func theSameDataGiveTheSameFileAndTheFileSaysWhereItComesFrom() {
        let trainer = CheckWorthinessTrainer(provenance: ["Sentences of our own."], options: .lines)
        let first = trainer.train(articles: [], lines: lines)
        #expect(first == trainer.train(articles: [], lines: lines))
        #expect(first.split(separator: "\n")[1] == "# Sentences of our own.")
    }

    @Test
    func whatWasLearnedRanksNewSentencesAndTheFileReadsBackToTheSameScores() {
        let weights = CheckWorthinessTrainer(provenance: [], options: .lines).train(articles: [], lines: lines)
        let extractor = Extractor(checkWorthinessWeights: weights)
        let figure = extractor.score(line: "The council spent 40 million dollars on the bridge.")
        let opinion = extractor.score(line: "I think we should be proud of the bridge.")
        #expect(figure > 0.6)
        #expect(opinion < 0.4)
        #expect(extractor.detector != Extractor().detector)
    }

    @Test
    func articlesAreLearnedFromByTheSentencesThatTheirLabelsCover() {
        let text =
            "The council spent 40 million dollars on the harbour in 2014.\n\nIt was a lovely day, was it not?\n\nMany agreed with that."
        let labels = Extractor().extract(Document(text: text, language: "en")).sentences.map {
            LabelledArticle.Label(range: $0.range, checkWorthiness: $0.text.contains("40") ? .important : .not)
        }
        let articles = Array(
            repeating: LabelledArticle(document: Document(text: text, language: "en"), labels: labels),
            count: 10
        )
        let weights = CheckWorthinessTrainer(provenance: []).train(articles: articles, lines: lines)
        let sentences = Extractor(checkWorthinessWeights: weights).extract(Document(text: text, language: "en"))
            .sentences
        #expect(sentences[0].score > sentences[1].score)
    }

    @Test
    func aSeparablePairOfPointsIsFittedThePenaltyHoldsTheWeightBack() {
        var rows = LogisticRegression.Rows()
        for (value, target) in [(Float(1), 1.0), (-1, 0.0), (2, 1.0), (-2, 0.0)] {
            rows.features.append(0)
            rows.values.append(value)
            rows.starts.append(rows.features.count)
            rows.targets.append(target)
            rows.importance.append(1)
            rows.offsets.append(0)
        }
        let loose = LogisticRegression(penalties: [0.01]).fit(rows)
        let tight = LogisticRegression(penalties: [10]).fit(rows)
        #expect(loose[0] > tight[0] && tight[0] > 0)
        #expect(abs(loose[1]) < 1e-3)
    }

    @Test
    func probabilitiesAreFittedToWhatWasHeldOut() {
        let held: [(sum: Double, worth: CheckWorthiness)] = (0..<400).map { number in
            let sum = Double(number) / 100 - 2
            return (sum, number % 4 == 0 ? .not : number > 200 ? .important : .minor)
        }
        let calibration = Calibration(held)
        #expect(calibration.probability(2) > 0.6)
        #expect(calibration.probability(-2) < 0.2)
        #expect(calibration.minorFrom <= calibration.importantFrom)
    }
}
