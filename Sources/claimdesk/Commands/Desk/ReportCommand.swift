import ArgumentParser
import Domain
import Foundation

/// `claimdesk report ARTICLE`
struct ReportCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case json, csv, md, html, claimreview
    }

    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write an article's report: what it claims, and what the desk found.",
        discussion: """
            EXAMPLES
              claimdesk report 0198c2f1-… --format md
              claimdesk report 0198c2f1-… --format html --output report.html
              claimdesk report 0198c2f1-… --format claimreview | claimdesk lint claimreview -
            """)

    @Argument(help: "The article.")
    var article: Article.ID

    @Option(help: "The report's form.")
    var format = Format.md

    @Option(name: .shortAndLong, help: ArgumentHelp("Write it to a file.", valueName: "file"))
    var output: String?

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let format = client.json ? .json : format
        let answer = try await client.client()
            .get(["v1", "articles", article.description, "report"], ["format": format.rawValue], accept: "*/*")
        try answer.write(to: output)
    }
}
