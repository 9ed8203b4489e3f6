import ArgumentParser
import Domain
import Foundation
import Logging
import Postgres
import Workflow

/// `claimdesk bench`
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure a desk, and the reading of articles.",
        subcommands: [
            Submit.self, Wake.self, Take.self, Review.self, Jobs.self, Lists.self, Bulk.self, Extract.self, Report.self,
            Export.self,
            Replica.self,
            Hostile.self,
            Attack.self,
            Outage.self,
        ])

    /// `claimdesk bench submit`
    struct Submit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure the time from sending an article until its claims are in the queue.",
            discussion: """
                EXAMPLES
                  claimdesk bench submit
                  CLAIMDESK_URL=http://desk:8080 CLAIMDESK_KEY=cd_… claimdesk bench submit --count 200

                Sends one article after the other to an idle desk and asks every 5 ms whether it is ready; the first one
                is not counted. Without CLAIMDESK_URL it starts a desk of its own in a temporary folder, which goes when
                it ends. On a desk of yours it leaves the articles behind.
                """)

        @Option(help: ArgumentHelp("How many articles.", valueName: "n"))
        var count = 50

        @Option(help: ArgumentHelp("The article (default: the sample \"harbour raid\").", valueName: "file"))
        var file: String?

        @Flag(help: "As JSON.")
        var json = false

        func validate() throws {
            guard (1...100_000).contains(count) else { throw ValidationError("--count must be from 1 to 100000.") }
        }

        func run() async throws {
            let settings = try Settings()
            let article = try article()
            let progress = ProgressLine()
            defer { progress.done() }
            let times: [Double]
            if settings.source(of: .url) == .standard {
                times = try await BenchDesk.run(settings, progress) { desk in
                    try await measure(article, on: desk.submitter, progress)
                }
            } else {
                guard let key = settings.key else { throw Failure("no access key: set CLAIMDESK_KEY") }
                times = try await measure(article, on: Client(try ServerAddress(settings.url), key: key), progress)
            }
            progress.done()
            let result = BenchResult(
                what: "submit to ready", unit: "ms", values: times, machine: Machine.description, at: Date())
            print(json ? result.json.text() : result.text)
        }

        private func article() throws -> (title: String, body: String) {
            if let file {
                let text = try TextFile(named: file)
                return (text.firstLine ?? file, text.text)
            }
            guard let sample = try Seeds.articles().first(where: { $0.externalID == "seed-harbour-raid" }) else {
                throw Failure("the sample article is missing")
            }
            return (sample.title, sample.body)
        }

        /// Milliseconds of each article, the first one left out.
        private func measure(
            _ article: (title: String, body: String), on desk: Client, _ progress: ProgressLine
        ) async throws -> [Double] {
            let run = UUID().text
            var times: [Double] = []
            progress.step("Measuring \(count) articles")
            for number in 0...count {
                let begun = ContinuousClock.now
                let answer = try await desk.post(
                    ["v1", "articles"],
                    [
                        "externalId": .string("\(run)-\(number)"), "source": "bench", "title": .string(article.title),
                        "body": .string(article.body),
                    ])
                let id = try answer.decode(Shapes.Receipt.self).id
                while true {
                    let seen = try await desk.get(["v1", "articles", id]).decode(Shapes.Article.self)
                    if seen.status == "failed" { throw Failure("an article could not be read: \(seen.error ?? "")") }
                    if seen.isRead { break }
                    try await Task.sleep(for: .milliseconds(5))
                }
                if number > 0 { times.append(begun.duration(to: .now) / .milliseconds(1)) }
            }
            return times
        }
    }
}
