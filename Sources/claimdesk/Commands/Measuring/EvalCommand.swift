import ArgumentParser
import Extraction
import ExtractionLab

/// `claimdesk eval WHAT FILE…`
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Measure how articles are read, against texts that people have labelled.",
        discussion: """
            The forms of labelled files are told in docs/extraction.md.

            EXAMPLES
              claimdesk eval sentences golden-rules-en.json ud-pud-en.txt wikinews/*.gold.json
              claimdesk eval checkworthiness wikinews/*.gold.json
              claimdesk eval checkworthiness --train debates-1960-2008.csv -- debates-2012.csv
              claimdesk eval attribution polnear-dev
              claimdesk eval article story.gold.json --json
            """)

    /// What can be measured.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case sentences, checkworthiness, attribution, roles, article
    }

    @Argument(help: "sentences, checkworthiness, attribution, roles or article.")
    var part: Part

    @Argument(help: ArgumentHelp("Labelled files.", valueName: "file"))
    var files: [String]

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "For checkworthiness: measure weights trained on these files instead of the ones that ship.",
            valueName: "file"))
    var train: [String] = []

    @Option(help: "For article: how many claims count as the top of the queue.")
    var top = 40

    @Flag(help: "JSON instead of a table.")
    var json = false

    func validate() throws {
        if !train.isEmpty, part != .checkworthiness { throw ValidationError("--train goes with checkworthiness.") }
        if top < 1 { throw ValidationError("--top must be at least 1.") }
    }

    func run() throws {
        var table = FigureTable()
        switch part {
        case .sentences: try SentenceEvaluation.measure(files, into: &table)
        case .checkworthiness: try measureCheckWorthiness(&table)
        case .attribution: try AttributionEvaluation.measure(files, into: &table)
        case .roles: try ArticleEvaluation.roles(files, into: &table)
        case .article: try ArticleEvaluation.article(files, top: top, into: &table)
        }
        table.print(json: json)
    }

    private func measureCheckWorthiness(_ table: inout FigureTable) throws {
        let extractor = try train.isEmpty ? Extractor() : Extractor(checkWorthinessWeights: weights())
        let articles = files.filter { !$0.hasSuffix(".csv") }
        if !articles.isEmpty { try ArticleEvaluation.checkWorthiness(articles, with: extractor, into: &table) }
        for path in files where path.hasSuffix(".csv") {
            let examples = try LabelledData.lines(path).map { line in
                let score = extractor.score(line: line.text)
                let isImportant = extractor.checkWorthiness(ofScore: score) == .important
                return (score: score, predicted: isImportant, wanted: line.checkWorthiness == .important)
            }
            ArticleEvaluation.add(examples, path.split(separator: "/").last.map(String.init) ?? path, to: &table)
        }
    }

    private func weights() throws -> String {
        let data = try LabelledData(files: train)
        let options = data.articles.isEmpty ? CheckWorthinessTrainer.Options.lines : .init()
        return CheckWorthinessTrainer(provenance: train, options: options).train(
            articles: data.articles, lines: data.lines)
    }
}
