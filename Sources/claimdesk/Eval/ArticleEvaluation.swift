import Extraction
import ExtractionLab

/// Measures how labelled articles are read.
enum ArticleEvaluation {
    /// Roles: boilerplate found, body text lost.
    static func roles(_ files: [String], into table: inout FigureTable) throws {
        let figures = try sum(files, top: 40)
        table.add(
            "roles",
            counts: [
                ("articles", files.count), ("boilerplate sentences", figures.boilerplate),
                ("found as furniture", figures.boilerplateFound), ("body sentences", figures.body),
                ("lost as furniture", figures.bodyLost),
            ], [])
    }

    /// Everything that a desk sees of an article.
    static func article(_ files: [String], top: Int, into table: inout FigureTable) throws {
        let figures = try sum(files, top: top)
        table.add(
            "articles",
            counts: [
                ("articles", files.count), ("important sentences", figures.important),
                ("of them in the top \(top) claims", figures.importantAtTop),
                ("sentences with a claimant", figures.claimants), ("claimants right", figures.claimantsRight),
                ("named or unnamed told", figures.anonymity), ("told rightly", figures.anonymityRight),
            ],
            [
                ("claimants right, share", share(figures.claimantsRight, figures.claimants)),
                ("named or unnamed right, share", share(figures.anonymityRight, figures.anonymity)),
            ])
        try roles(files, into: &table)
    }

    /// Scores of sentences against labels, over all articles together.
    static func checkWorthiness(_ files: [String], with extractor: Extractor, into table: inout FigureTable) throws {
        var examples: [(score: Double, predicted: Bool, wanted: Bool)] = []
        for path in files {
            let gold = try GoldFile(path: path)
            let found = extractor.extract(gold.document).sentences
            for sentence in gold.sentences {
                guard let worth = sentence.checkWorthiness else { continue }
                let best = found.max { $0.range.overlap(sentence.range) < $1.range.overlap(sentence.range) }
                guard let best, best.range.overlap(sentence.range) > 0 else {
                    examples.append((0, false, worth == .important))
                    continue
                }
                examples.append((best.score, best.checkWorthiness == .important, worth == .important))
            }
        }
        add(examples, "\(files.count) articles", to: &table)
    }

    static func add(
        _ examples: [(score: Double, predicted: Bool, wanted: Bool)], _ name: String, to table: inout FigureTable
    ) {
        let figures = RankingFigures(examples)
        table.add(
            name, counts: [("sentences", figures.count)],
            [
                ("average precision of important", figures.averagePrecision),
                ("F1 at the threshold", figures.f1), ("prevalence", figures.prevalence),
            ])
    }

    private static func sum(_ files: [String], top: Int) throws -> ArticleFigures {
        let extractor = Extractor()
        var sum = ArticleFigures()
        for path in files {
            let gold = try GoldFile(path: path)
            sum += ArticleFigures(gold: gold.sentences, predicted: extractor.extract(gold.document), top: top)
        }
        return sum
    }

    private static func share(_ part: Int, _ whole: Int) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }
}
