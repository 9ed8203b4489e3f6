import ArgumentParser
import Domain
import Foundation
import Postgres
import Volume

extension BenchCommand {
    /// `claimdesk bench submit`
    struct Submit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how many articles a second are sent, read and stored, and the time of a single one.",
            discussion: """
                EXAMPLES
                  claimdesk bench submit
                  claimdesk bench submit --articles 2000 --claims 50 --rounds 5 --json
                  CLAIMDESK_URL=http://desk:8080 CLAIMDESK_KEY=cd_… claimdesk bench submit --count 200

                On a Postgres of its own, as durable as any, in a temporary folder, which goes when it ends. First one article
                after the other is sent to the idle desk, which is asked every 5 ms whether it is ready; the first one is not
                counted. Then curl sends many articles, each with words of its own, over several connections, and a worker reads
                them; the time is that from the first request until the last article's claims are in the queue. In the same
                minute the very same texts are read in this process, by one thread, and stored nowhere. A lost claim or one that
                is there twice is an error. Medians of the rounds are printed with the least and the most. With CLAIMDESK_URL
                only single articles are sent, to that desk, which keeps them. Needs curl and psql.
                """)

        @Option(help: ArgumentHelp("How many single articles.", valueName: "n"))
        var count = 50

        @Option(help: ArgumentHelp("The single article (default: the sample \"harbour raid\").", valueName: "file"))
        var file: String?

        @Option(help: ArgumentHelp("Articles of a round.", valueName: "n"))
        var articles = 500

        @Option(help: ArgumentHelp("Claims of each of these.", valueName: "n"))
        var claims = 50

        @Option(help: ArgumentHelp("Connections that send at once.", valueName: "n"))
        var connections = 4

        @Option(help: ArgumentHelp("Jobs that the worker does at the same time.", valueName: "n"))
        var concurrency = 4

        @Option(
            help: ArgumentHelp(
                "Also print the statements that took Postgres the longest in the last round; counting them costs a little.",
                valueName: "n"))
        var statements = 0

        @OptionGroup var rounds: RoundOptions
        @OptionGroup var breaks: BreakOptions

        func validate() throws {
            guard (1...100_000).contains(count) else { throw ValidationError("--count must be from 1 to 100000.") }
            guard (10...100_000).contains(articles) else {
                throw ValidationError("--articles must be from 10 to 100000.")
            }
            guard (1...1000).contains(claims) else { throw ValidationError("--claims must be from 1 to 1000.") }
            guard (1...100).contains(connections) else { throw ValidationError("--connections must be from 1 to 100.") }
            guard (1...64).contains(concurrency) else { throw ValidationError("--concurrency must be from 1 to 64.") }
            guard (0...100).contains(statements) else { throw ValidationError("--statements must be from 0 to 100.") }
        }

        func run() async throws {
            let settings = try Settings()
            let single = try SingleSubmission(file: file, count: count)
            let progress = ProgressLine()
            defer { progress.done() }
            guard settings.source(of: .url) == .standard else {
                guard let key = settings.key else { throw Failure("no access key: set CLAIMDESK_KEY") }
                let times = try await single.times(
                    on: Client(try ServerAddress(settings.url), key: key), progress)
                progress.done()
                return BenchFigures(
                    figures: Self.figures(times), facts: ["count": count], summary: "On \(settings.url)."
                ).show(json: rounds.json)
            }
            let (options, counts) = (self, statements > 0)
            let (times, measured, statements) = try await BenchServer.run(
                settings, progress, sharedBuffers: 512, database: counts ? Database.countingStatements : [:],
                environment: BenchServer.unlimited(breaking: breaks.breakage)
            ) { server in
                let database = server.installation.database
                return try await WorkerProcess.run(on: server, concurrency: options.concurrency) { worker in
                    let run = try await SubmitRun.prepare(options, on: server, worker)
                    let times = try await single.times(on: Client(server.serverAddress, key: run.key), progress)
                    let measured = try await options.rounds.run(progress) {
                        try await database.analyze()
                        if counts { try await database.countStatements() }
                    } _: {
                        try await run.round($0)
                    }
                    return (times, measured, counts ? try await database.statementTimes(options.statements) : [])
                }
            }
            progress.done()
            for time in statements { print(time.line) }
            show(measured, times)
        }

        private typealias Figure = BenchFigures.Figure

        private static func figures(_ times: [Double]) -> [Figure] {
            let result = BenchResult(what: "", unit: "ms", values: times, machine: "", at: Date())
            return [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1)].map { name, share in
                Figure("\(name) of one article, from sending it until it is ready", "ms", [result.percentile(share)])
            }
        }

        private func show(_ measured: [SubmitRun.Round], _ times: [Double]) {
            let rate = Figure("articles sent, read and stored", "a second", measured.map(\.rate))
            let alone = Figure("articles read alone in process", "a second", measured.map(\.extractionRate))
            let ratio = Figure("desk to reading alone", "times", measured.map { $0.rate / $0.extractionRate })
            let found = Figure("claims of an article", "", measured.map(\.claims))
            BenchFigures(
                figures: [rate, alone, ratio, found] + Self.figures(times), facts: ["articles": articles],
                summary:
                    "\(Timing.text(rate.median)) articles of \(Int(found.median.rounded())) claims a second, "
                    + "\(Timing.text(ratio.median)) of reading alone.",
                broken: measured.compactMap(\.tally?.text)
            ).show(json: rounds.json)
        }
    }
}
