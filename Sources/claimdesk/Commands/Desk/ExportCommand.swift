import ArgumentParser
import Domain
import Foundation

/// `claimdesk export`
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the desk's verdicts to a file: a year of them, or those that fit.",
        discussion: """
            EXAMPLES
              claimdesk export --since 2026-01-01 --until 2026-12-31 -o verdicts-2026.csv
              claimdesk export --format claimreview --topic economy -o feed.jsonld
              claimdesk export --format zip -o reports.zip
              claimdesk export --format ndjson -o - | jq .statement
              claimdesk export --resume 0198c2f1-… -o verdicts-2026.csv

            The desk makes the file in the background; this waits for it, downloads it in parts and compares its SHA-256.
            A download that broke off goes on where it was with --resume. Beside the file stands FILE.manifest.json,
            which tells what it holds. Days are in UTC, and the last one is meant whole. Needs a key with the role editor.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case csv, ndjson, json, claimreview, zip }

    enum Status: String, CaseIterable, ExpressibleByArgument { case decided, published, corrected, retracted, paused }

    @Option(help: "The form; zip holds one HTML report an article.")
    var format = Format.csv

    @Option(help: ArgumentHelp("Published on this day or later, or from this time on.", valueName: "day"))
    var since: String?

    @Option(help: ArgumentHelp("Published on this day or earlier, or before this time.", valueName: "day"))
    var until: String?

    @Option(help: "Where the verdicts stand; may be repeated (default: published and corrected).")
    var status: [Status] = []

    @Option(help: ArgumentHelp("A rating's key; may be repeated.", valueName: "key"))
    var rating: [String] = []

    @Option(help: ArgumentHelp("A part of the claimant's name.", valueName: "name"))
    var claimant: String?

    @Option(help: ArgumentHelp("A topic of the article.", valueName: "topic"))
    var topic: String?

    @Option(help: ArgumentHelp("A part of the publisher's name.", valueName: "name"))
    var publisher: String?

    @Option(help: ArgumentHelp("Words of the statement, the article or the rationale.", valueName: "words"))
    var text: String?

    @Option(help: ArgumentHelp("One article alone.", valueName: "id"))
    var article: Article.ID?

    @Flag(help: "Begin a CSV with a byte order mark, for older spreadsheets.")
    var bom = false

    @Flag(inversion: .prefixedNo, help: "Put an apostrophe before cells that a spreadsheet would run as a formula.")
    var defuse = true

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file (default: the desk's name for it); - for stdout.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Go on with an export that was ordered before.", valueName: "id"))
    var resume: Export.ID?

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let desk = try client.client()
        let progress = ProgressLine()
        defer { progress.done() }
        let ordered =
            if let resume { try await desk.get(["v1", "exports", resume.description]) } else {
                try await desk.post(["v1", "exports"], order)
            }
        let first = try ordered.decode(Shapes.Export.self)
        if resume == nil {
            StandardError.write("Export \(first.id) is ordered; --resume \(first.id) goes on with it.")
        }
        let (export, answer) = try await waiting(for: first, on: desk, progress)
        guard let file = export.file else { throw Failure(export.error ?? "the export is \(export.state)") }
        let target = ExportDownload(desk: desk, path: ["v1", "exports", export.id, "file"], file: file)
        let name = output ?? file.name
        try await target.save(to: name) { done in
            progress.step("Downloading: \(file.bytes == 0 ? 100 : done * 100 / file.bytes) % of \(file.bytes) bytes")
        }
        progress.done()
        guard name != "-" else { return }
        try writeManifest(answer, beside: name)
        if client.printJSON(answer) { return }
        let articles = export.manifest?.counts.articles.map { " in \(counted($0, "article"))" } ?? ""
        print(
            "\(counted(export.manifest?.counts.verdicts ?? 0, "verdict"))\(articles) in \(name) (\(file.bytes) bytes)")
        print("SHA-256 \(file.sha256)")
        if let omitted = export.manifest?.counts.omitted, omitted > 0 {
            print("\(omitted) were left out, as no reader of claim reviews could use them: see the manifest.")
        }
    }

    private var order: JSON {
        let days = [("since", since), ("until", until)]
        let texts = days + [("claimant", claimant), ("topic", topic), ("publisher", publisher), ("text", text)]
        var members = [JSON.Member("format", .string(format.rawValue))]
        members += texts.compactMap { name, value in value.map { JSON.Member(name, .string($0)) } }
        if !status.isEmpty { members.append(.init("statuses", JSON(status.map(\.rawValue)))) }
        if !rating.isEmpty { members.append(.init("ratings", JSON(rating))) }
        if let article { members.append(.init("articleId", JSON(article))) }
        if bom { members.append(.init("bom", true)) }
        if !defuse { members.append(.init("defuse", false)) }
        return .object(members)
    }

    /// Asks until the desk is done with it: often at first, as most are small.
    private func waiting(
        for first: Shapes.Export, on desk: Client, _ progress: ProgressLine
    ) async throws -> (Shapes.Export, Client.Answer) {
        var pause = Duration.milliseconds(100)
        while true {
            let answer = try await desk.get(["v1", "exports", first.id])
            let export = try answer.decode(Shapes.Export.self)
            switch export.state {
            case "queued": progress.step("Waiting for a worker")
            case "running":
                let total = export.progress.total.map { " of \($0)" } ?? ""
                progress.step("Making the file: \(export.progress.done)\(total) verdicts")
            default: return (export, answer)
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 1.5, .seconds(2))
        }
    }

    private func writeManifest(_ answer: Client.Answer, beside name: String) throws {
        guard case .object(let members) = JSON(parsing: answer.text),
            let manifest = members.first(where: { $0.name == "manifest" })?.value
        else { throw Failure("the desk's answer has no manifest; is it a claimdesk of this version?") }
        let file = "\(name).manifest.json"
        do {
            try Data((manifest.text(pretty: true) + "\n").utf8).write(to: URL(filePath: file), options: .atomic)
        } catch {
            throw Failure("\(file) cannot be written: \(error.localizedDescription)")
        }
    }
}
