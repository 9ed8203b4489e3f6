import ArgumentParser
import Extraction
import ExtractionLab
import Foundation

/// `claimdesk train checkworthiness --data FILE… -o WEIGHTS`
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Learn the weights of check-worthiness from labelled articles and debates.",
        discussion: """
            The same data give the same file, byte for byte. The file names its data: give one --provenance for each
            source, with its licence and whom to attribute.

            EXAMPLE
              claimdesk train checkworthiness --data news/*.gold.json debates.csv \\
                --provenance "110 articles of Example News, CC BY 2.5" -o checkworthiness.tsv
            """)

    /// What can be learned.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case checkworthiness
    }

    @Argument(help: "checkworthiness.")
    var part: Part

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Labelled articles (NAME.gold.json) and lines (NAME.csv).", valueName: "file"))
    var data: [String]

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "What the data are, their licence and whom to attribute; one for each source.", valueName: "text"))
    var provenance: [String] = []

    @Option(name: [.customShort("o"), .long], help: "Where to write (default: standard output).")
    var output: String?

    func validate() throws {
        if data.isEmpty { throw ValidationError("--data needs at least one file.") }
        if provenance.isEmpty { throw ValidationError("--provenance is needed: the weights must name their data.") }
    }

    func run() throws {
        let labelled = try LabelledData(files: data)
        StandardError.write("Learning from \(labelled.articles.count) articles and \(labelled.lines.count) lines …")
        let options = labelled.articles.isEmpty ? CheckWorthinessTrainer.Options.lines : .init()
        let head =
            ["Trained by \"claimdesk train checkworthiness\" on:"] + provenance.map { "- \($0)" }
            + ["Only counts of words enter the weights; no sentence of the data is stored here."]
        let weights = CheckWorthinessTrainer(provenance: head, options: options).train(
            articles: labelled.articles, lines: labelled.lines)
        guard let output else { return print(weights, terminator: "") }
        do {
            try Data(weights.utf8).write(to: URL(filePath: output))
        } catch {
            throw Failure("\(output) cannot be written: \(error.localizedDescription)")
        }
    }
}
