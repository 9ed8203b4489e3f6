import ArgumentParser
import Domain
import Foundation

/// `claimdesk statistics`
struct StatisticsCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case json, csv, html
    }

    static let configuration = CommandConfiguration(
        commandName: "statistics",
        abstract: "Show what the desk did over some days.",
        discussion: """
            EXAMPLES
              claimdesk statistics
              claimdesk statistics --from 2026-01-01 --to 2026-03-31 --time-zone Europe/Oslo
              claimdesk statistics --format html --output statistics.html

            Without days these are the last thirty. The page has charts, and prints.
            """)

    @Option(help: ArgumentHelp("The first day.", valueName: "day"))
    var from: Day?

    @Option(help: ArgumentHelp("The last day, included (default: today).", valueName: "day"))
    var to: Day?

    @Option(help: ArgumentHelp("Whose days (default: UTC).", valueName: "name"))
    var timeZone: String?

    @Option(help: "Write it in this form instead of as a table.")
    var format: Format?

    @Option(name: .shortAndLong, help: ArgumentHelp("Write it to a file.", valueName: "file"))
    var output: String?

    @OptionGroup var client: ClientOptions

    func validate() throws {
        if output != nil, format == nil, !client.json { throw ValidationError("--output needs --format.") }
    }

    func run() async throws {
        let format = client.json ? .json : format
        let answer = try await client.client().get(
            ["v1", "statistics"],
            [
                "from": from?.description ?? "", "to": to?.description ?? "", "timeZone": timeZone ?? "",
                "format": (format ?? .json).rawValue,
            ], accept: "*/*")
        guard format != nil else {
            print(Self.text(try answer.decode(Shapes.Figures.self)))
            return
        }
        try answer.write(to: output)
    }

    static func text(_ figures: Shapes.Figures) -> String {
        let (total, times) = (figures.totals, figures.timeToVerdict)
        var table = TextTable("Claims, \(figures.from) to \(figures.to) (\(figures.timeZone))", "")
        for name in [
            "found", "queued", "reviewed", "decided", "published", "republished", "dismissed", "withdrawn", "corrected",
            "retracted",
        ] {
            table.add(name == "reviewed" ? "reviews" : name, "\(total[name] ?? 0)")
        }
        table.add("time to verdict, half within", times.medianSeconds.map(QueueCommand.duration) ?? "–")
        table.add("time to verdict, 9 of 10 within", times.p90Seconds.map(QueueCommand.duration) ?? "–")
        if let same = figures.agreement?.first(where: { $0.metric == "nominal" }) {
            table.add("reviewers agree", same.observedAgreement.map { "\(Int(($0 * 100).rounded())) %" } ?? "–")
            table.add("alpha", same.alpha.map { String(format: "%.2f", $0) } ?? "–")
        }
        var backlog = TextTable("Open now, known for", "")
        for row in figures.backlog.byAge {
            let label = DeskStatistics.Age(rawValue: row.age)?.label ?? row.age
            backlog.add(label, "\(row.total)")
        }
        backlog.add("all", "\(figures.backlog.total)")
        var ratings = TextTable("Verdicts", "")
        for rating in figures.ratings { ratings.add(rating.label, "\(rating.count)") }
        return [table, backlog, ratings].filter { !$0.rows.isEmpty }.map(\.text).joined(separator: "\n\n")
    }
}

extension Day: ExpressibleByArgument {
    /// Reads a day from the command line; nil, and so a usage error, for anything but `2026-03-01`.
    package init?(argument: String) { self.init(argument) }
}

extension Shapes {
    /// Of `GET /v1/statistics`, what the table shows.
    struct Figures: Decodable {
        struct Times: Decodable {
            let medianSeconds: Double?
            let p90Seconds: Double?
        }
        struct Backlog: Decodable {
            struct Row: Decodable {
                let age: String
                let total: Int
            }
            let total: Int
            let byAge: [Row]
        }
        struct Rating: Decodable {
            let label: String
            let count: Int
        }
        struct Agreement: Decodable {
            let metric: String
            let alpha: Double?
            let observedAgreement: Double?
        }

        let from: String
        let to: String
        let timeZone: String
        let totals: [String: Int]
        let timeToVerdict: Times
        let backlog: Backlog
        let ratings: [Rating]
        let agreement: [Agreement]?
    }
}
