import ArgumentParser
import Domain
import Foundation
import Postgres
import Volume

extension BenchCommand {
    /// `claimdesk bench lists`
    struct Lists: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how many lists and counts a second a desk of many claims answers, beside pgbench.",
            discussion: """
                EXAMPLES
                  claimdesk bench lists
                  claimdesk bench lists --claims 1000000 --rounds 5 --json
                  claimdesk bench lists --claims 1000000 --plans

                On a Postgres of its own, as durable as any, in a temporary folder, which goes when it ends. The figures of the
                queue, claims by two filters, articles and a member's own page are asked for over HTTP (wrk); in the same minute
                pgbench reads one row of a million in each transaction (-S), over 16 and 64 connections, of which the better
                one counts. The ratios are of each round; medians of the rounds are printed with the least and the most. With
                --plans nothing is timed: lists, counts, a report and claims to review are asked for, and it fails when Postgres
                has read a large table from end to end for any of them. Needs wrk, pgbench and psql.
                """)

        @Option(help: ArgumentHelp("Claims of the desk.", valueName: "n"))
        var claims = 100_000

        @Option(help: ArgumentHelp("Keys that ask, one after the other.", valueName: "n"))
        var keys = 20

        @Option(help: ArgumentHelp("Connections at once.", valueName: "n"))
        var connections = 64

        @Option(help: ArgumentHelp("Of each measurement.", valueName: "seconds"))
        var seconds = 5

        @Option(
            help: ArgumentHelp(
                "Also print the statements that took Postgres the longest in the last round; counting them costs a little.",
                valueName: "n"))
        var statements = 0

        @Flag(help: "Look how Postgres reads its large tables instead of measuring.")
        var plans = false

        @OptionGroup var rounds: RoundOptions

        func validate() throws {
            guard (1000...20_000_000).contains(claims) else {
                throw ValidationError("--claims must be from 1000 to 20000000.")
            }
            guard (1...1000).contains(keys) else { throw ValidationError("--keys must be from 1 to 1000.") }
            guard (1...150).contains(connections) else { throw ValidationError("--connections must be from 1 to 150.") }
            guard (1...60).contains(seconds) else { throw ValidationError("--seconds must be from 1 to 60.") }
            guard (0...100).contains(statements) else { throw ValidationError("--statements must be from 0 to 100.") }
        }

        func run() async throws {
            let settings = try Settings()
            let progress = ProgressLine()
            defer { progress.done() }
            let (options, counts) = (self, statements > 0 && !plans)
            let outcome = try await BenchServer.run(
                settings, progress, sharedBuffers: 512, database: counts ? Database.countingStatements : [:]
            ) { server in
                let run = try await ListsRun.prepare(
                    claims: options.claims, members: options.keys, connections: options.connections,
                    seconds: options.seconds, on: server, progress)
                if options.plans {
                    progress.step("Asking for everything")
                    return Outcome(reads: try await run.indexReads())
                }
                let database = server.installation.database
                let rounds = try await options.rounds.run(progress) {
                    if counts { try await database.countStatements() }
                } _: { _ in
                    try await run.round()
                }
                return Outcome(
                    rounds: rounds, times: counts ? try await database.statementTimes(options.statements) : [])
            }
            progress.done()
            for read in outcome.reads {
                print("\(read.index): \(read.scans) scans of \(read.entries / max(1, read.scans)) entries")
            }
            for time in outcome.times { print(time.line) }
            if !plans { figures(outcome.rounds).show(json: rounds.json) }
        }

        private struct Outcome: Sendable {
            var rounds: [ListsRun.Round] = []
            var times: [StatementTime] = []
            var reads: [IndexReads] = []
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
