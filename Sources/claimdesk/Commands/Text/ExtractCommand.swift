import ArgumentParser
import Domain
import Extraction
import Foundation
import Workflow

/// `claimdesk extract FILE…`
struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Show what a worker would find in an article. Needs no desk and no database.",
        discussion: """
            EXAMPLES
              claimdesk extract story.txt | jq '.claims[].statement'
              claimdesk extract stories/*.md > found.jsonl
              claimdesk extract story.txt --published-on 2026-03-01 --explain
              claimdesk extract story.txt --explain --color always | less -R
              pandoc story.docx -t plain | claimdesk extract - --title "Harbour raid"

            Prints one JSON document a line, in the order of the files. Offsets count Unicode code points of the text
            that was given.

            --explain shows a person the article instead, in reading order: each passage with its role, claims numbered
            [1] where they are important and (2) where they are minor, and under each passage its important claims with
            their score (the probability that checking is worth it), kind, claimant, reasons, dates, figures and the
            claims that contradict them.
            """)

    @Argument(help: ArgumentHelp("Articles, UTF-8 text or Markdown; - reads standard input.", valueName: "file"))
    var files: [String]

    @Option(help: "The headline, where it is not in the text.")
    var title: String?

    @Option(help: "text/plain or text/markdown (default: by the file's name).")
    var mediaType: ArticleMediaType?

    @Option(help: ArgumentHelp("The text's language: en (default: recognized).", valueName: "tag"))
    var language: String?

    @Option(
        help: ArgumentHelp("The day of publication, which \"on Sunday\" is counted from: 2026-03-01.", valueName: "day")
    )
    var publishedOn: String?

    @Flag(help: "JSON, which is also the default.")
    var json = false

    @Flag(help: "Show the marked-up article to a person instead of printing JSON.")
    var explain = false

    @Option(
        help: ArgumentHelp(
            "Colours of --explain: always, never, or auto: on a terminal, unless NO_COLOR is set (default: auto).",
            valueName: "when"))
    var color: ColourChoice?

    func validate() throws {
        _ = try publicationDay()
        if explain, json { throw ValidationError("--explain is for a person and --json for a program: choose one.") }
        if color != nil, !explain { throw ValidationError("--color goes with --explain; JSON has no colours.") }
    }

    func run() async throws {
        let day = try publicationDay()
        let extractor = Extractor()
        let terminal = Terminal(color ?? .auto)
        for (index, name) in files.enumerated() {
            let file = try TextFile(named: name)
            let document = Document(
                text: file.text, title: title,
                mediaType: MediaType(mediaType ?? file.mediaType),
                language: language, publishedOn: day)
            let extraction = extractor.extract(document)
            guard explain else {
                extraction.writeJSON { print($0, terminator: "") }
                continue
            }
            if index > 0 { print() }
            let shown = name == "-" ? "standard input" : name
            Explanation(extraction, name: shown, terminal: terminal).write { Swift.print($0, terminator: "") }
        }
    }

    private func publicationDay() throws -> PublicationDay? {
        guard let publishedOn else { return nil }
        guard let day = Day(publishedOn) else {
            throw ValidationError("--published-on must be a day such as 2026-03-01, not \"\(publishedOn)\".")
        }
        return PublicationDay(day)
    }
}

extension ColourChoice: ExpressibleByArgument {}
