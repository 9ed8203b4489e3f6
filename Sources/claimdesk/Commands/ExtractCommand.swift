import ArgumentParser
import Domain
import Extraction
import Foundation

/// `claimdesk extract FILE…`
struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Show what a worker would find in an article. Needs no desk and no database.",
        discussion: """
            EXAMPLES
              claimdesk extract story.txt | jq '.claims[].statement'
              claimdesk extract stories/*.md > found.jsonl
              pandoc story.docx -t plain | claimdesk extract - --title "Harbour raid"

            Prints one JSON document a line, in the order of the files. Offsets count Unicode code points of the text
            that was given.
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

    func validate() throws { _ = try publicationDay() }

    func run() async throws {
        let day = try publicationDay()
        let extractor = Extractor()
        for name in files {
            let file = try TextFile(named: name)
            let document = Document(
                text: file.text, title: title,
                mediaType: MediaType(rawValue: (mediaType ?? file.mediaType).rawValue) ?? .plainText,
                language: language, publishedOn: day)
            print(extractor.extract(document).json.text())
        }
    }

    private func publicationDay() throws -> PublicationDay? {
        guard let publishedOn else { return nil }
        let parts = publishedOn.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, Timestamp.date("\(publishedOn)T00:00:00Z") != nil else {
            throw ValidationError("--published-on must be a day such as 2026-03-01, not \"\(publishedOn)\".")
        }
        return PublicationDay(year: parts[0], month: parts[1], day: parts[2])
    }
}
