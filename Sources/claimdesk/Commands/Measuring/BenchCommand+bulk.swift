import ArgumentParser
import Domain
import Foundation

extension BenchCommand {
    /// `claimdesk bench bulk`
    struct Bulk: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how many articles a second come in one a line, beside COPY.",
            discussion: """
                EXAMPLES
                  claimdesk bench bulk
                  claimdesk bench bulk --articles 200000 --rounds 5 --json

                On a Postgres of its own, as durable as any, in a temporary folder, which goes when it ends. curl sends the
                articles in one request (NDJSON) and reads the answers; in the same minute psql copies the very same rows, of
                articles, versions, extractions, jobs and audit events, into tables with the same indexes and checks. No worker
                reads the articles. Medians of the rounds are printed with the least and the most. Needs curl and psql.
                """)

        @Option(help: ArgumentHelp("Articles of a round.", valueName: "n"))
        var articles = 20_000

        @Option(help: ArgumentHelp("Of an article, about.", valueName: "bytes"))
        var bytes = 1024

        @OptionGroup var rounds: RoundOptions
        @OptionGroup var breaks: BreakOptions

        func validate() throws {
            guard (100...5_000_000).contains(articles) else {
                throw ValidationError("--articles must be from 100 to 5000000.")
            }
            guard (300...1_000_000).contains(bytes) else {
                throw ValidationError("--bytes must be from 300 to 1000000.")
            }
        }

        func run() async throws {
            let settings = try Settings()
            let progress = ProgressLine()
            defer { progress.done() }
            let measured = try await BenchServer.run(
                settings, progress, sharedBuffers: 512, environment: BenchServer.silent(breaking: breaks.breakage)
            ) { server in
                let run = BulkRun(server: server, articles: articles, bytes: bytes, breakage: breaks.breakage)
                return try await rounds.run(progress) { try await run.round($0) }
            }
            progress.done()
            typealias Figure = BenchFigures.Figure
            let rate = Figure("articles by lines", "a second", measured.map(\.rate))
            let copied = Figure("articles by COPY", "a second", measured.map(\.copyRate))
            let ratio = Figure("lines to COPY", "times", measured.map { $0.rate / $0.copyRate })
            let peak = Figure("the most memory of the server", "MB", measured.map(\.peak))
            BenchFigures(
                figures: [rate, copied, ratio, peak], facts: ["articles": articles, "bytes": bytes],
                summary:
                    "\(Timing.text(rate.median)) articles of \(bytes) bytes a second, \(Timing.text(ratio.median)) of COPY's "
                    + "\(Timing.text(copied.median)), in \(Timing.text(peak.median)) MB.",
                broken: measured.compactMap(\.tally?.text)
            ).show(json: rounds.json)
        }
    }
}
