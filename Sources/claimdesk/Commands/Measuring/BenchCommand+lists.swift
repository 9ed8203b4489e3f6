import ArgumentParser
import Domain
import Foundation

extension BenchCommand {
    /// `claimdesk bench lists`
    struct Lists: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how many lists and counts a second a desk of many claims answers, beside pgbench.",
            discussion: """
                EXAMPLES
                  claimdesk bench lists
                  claimdesk bench lists --claims 1000000 --rounds 5 --json

                On a Postgres of its own, as durable as any, in a temporary folder, which goes when it ends. The figures of the
                queue, claims by two filters, articles and a member's own page are asked for over HTTP (wrk); in the same minute
                pgbench reads one row of a million in each transaction (-S), over 16 and 64 connections, of which the better
                one counts. The ratios are of each round; medians of the rounds are printed with the least and the most. Needs
                wrk, pgbench and psql.
                """)

        @Option(help: ArgumentHelp("Claims of the desk.", valueName: "n"))
        var claims = 100_000

        @Option(help: ArgumentHelp("Keys that ask, one after the other.", valueName: "n"))
        var keys = 20

        @Option(help: ArgumentHelp("Connections at once.", valueName: "n"))
        var connections = 64

        @Option(help: ArgumentHelp("Of each measurement.", valueName: "seconds"))
        var seconds = 5

        @OptionGroup var rounds: RoundOptions

        func validate() throws {
            guard (1000...20_000_000).contains(claims) else {
                throw ValidationError("--claims must be from 1000 to 20000000.")
            }
            guard (1...1000).contains(keys) else { throw ValidationError("--keys must be from 1 to 1000.") }
            guard (1...150).contains(connections) else { throw ValidationError("--connections must be from 1 to 150.") }
            guard (1...60).contains(seconds) else { throw ValidationError("--seconds must be from 1 to 60.") }
        }

        func run() async throws {
            let settings = try Settings()
            let progress = ProgressLine()
            defer { progress.done() }
            let measured = try await BenchServer.run(settings, progress, sharedBuffers: 512) { server in
                let run = try await ListsRun.prepare(
                    claims: claims, members: keys, connections: connections, seconds: seconds, on: server, progress)
                return try await rounds.run(progress) { _ in try await run.round() }
            }
            progress.done()
            figures(measured).show(json: rounds.json)
        }

        private func figures(_ measured: [ListsRun.Round]) -> BenchFigures {
            typealias Figure = BenchFigures.Figure
            var figures = [
                Figure("pgbench -S, the better of 16 and 64 connections", "a second", measured.map(\.reference.rate))
            ]
            var ratios: [String] = []
            for question in ListsRun.Question.allCases {
                let ratio = Figure("\(question.rawValue) to pgbench", "times", measured.map { $0.ratio(question) })
                figures += [
                    Figure(question.rawValue, "a second", measured.compactMap { $0.answers[question]?.rate }),
                    Figure("p50 of \(question.rawValue)", "ms", measured.compactMap { $0.answers[question]?.p50 }),
                    ratio,
                ]
                ratios.append("\(question.rawValue) \(Timing.text(ratio.median))")
            }
            return BenchFigures(
                figures: figures, facts: ["claims": claims, "connections": connections],
                summary:
                    "To pgbench reading one row: \(ratios.joined(separator: ", ")), over \(connections) connections on "
                    + "\(counted(claims, "claim")).")
        }
    }
}
