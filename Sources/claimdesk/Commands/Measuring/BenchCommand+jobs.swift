import ArgumentParser
import Domain
import Foundation
import Volume

extension BenchCommand {
    /// `claimdesk bench jobs`
    struct Jobs: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how many jobs a second one worker does, beside pgbench, and how soon it begins one.",
            discussion: """
                EXAMPLES
                  claimdesk bench jobs
                  claimdesk bench jobs --jobs 1000000 --rounds 5 --peers .venv/bin/python3 --json

                On a Postgres of its own, as durable as any, in a temporary folder, which goes when it ends. Jobs that do
                nothing are enqueued, ten thousand a statement, with COPY of the same rows beside it; one worker process
                does them, and ended ones are kept; in the same minute pgbench leases and ends rows of a table of its own,
                a hundred a transaction, over 1, 2, 4 and 8 connections, of which the best counts: by the one statement
                that keeps a worker's rules (tokens, leases, ended rows in a table of their own), and by two that only mark
                rows where they stand. A lost job or one done
                twice is an error. Then single jobs are enqueued on the idle queue. The ratios are of each round; medians of
                the rounds are printed with the least and the most, the first round is not counted. Needs pgbench and psql.
                --peers also measures PgQueuer and Procrastinate with that interpreter, for which they must be installed.
                """)

        @Option(help: ArgumentHelp("Jobs in the queue.", valueName: "n"))
        var jobs = 200_000

        @Option(help: ArgumentHelp("Jobs that the worker does at the same time.", valueName: "n"))
        var concurrency = 2

        @Option(
            help: ArgumentHelp(
                "Jobs that are enqueued on an idle queue, for the time until they begin.", valueName: "n"))
        var singles = 300

        @Option(
            help: ArgumentHelp(
                "A python3 that has PgQueuer and Procrastinate, to measure these too.", valueName: "path"))
        var peers: String?

        @OptionGroup var rounds: RoundOptions
        @OptionGroup var breaks: BreakOptions

        func validate() throws {
            guard (1000...20_000_000).contains(jobs) else {
                throw ValidationError("--jobs must be from 1000 to 20000000.")
            }
            guard (1...64).contains(concurrency) else { throw ValidationError("--concurrency must be from 1 to 64.") }
            guard (1...100_000).contains(singles) else {
                throw ValidationError("--singles must be from 1 to 100000.")
            }
        }

        func run() async throws {
            let settings = try Settings()
            let progress = ProgressLine()
            defer { progress.done() }
            let figures = try await BenchServer.run(
                settings, progress, sharedBuffers: 512, environment: BenchServer.silent(breaking: breaks.breakage)
            ) { server in
                let run = try await JobsRun.prepare(
                    jobs: jobs, concurrency: concurrency, breaking: breaks.breakage, on: server)
                let measured = try await rounds.run(progress) { _ in try await run.round() }
                progress.step("Enqueueing \(singles) jobs one by one")
                let latencies = try await run.latencies(singles, settings)
                let all =
                    Self.figures(measured)
                    + Self.figures(
                        "from the commit of an enqueued job to its end on an idle queue", latencies.committed)
                    + Self.figures("from before it was enqueued", latencies.asked)
                    + (try await peerFigures(measured, on: server, progress))
                return (
                    all: all, summary: Self.summary(measured, latencies.committed),
                    broken: measured.compactMap(\.broken)
                )
            }
            progress.done()
            BenchFigures(
                figures: figures.all, facts: ["jobs": jobs, "concurrency": concurrency], summary: figures.summary,
                broken: figures.broken
            ).show(json: rounds.json)
        }

        private typealias Figure = BenchFigures.Figure

        private static func summary(_ rounds: [JobsRun.Round], _ times: [Double]) -> String {
            func median(_ values: [Double]) -> Double { Figure("", "", values).median }
            return "One worker does \(Int(median(rounds.map(\.worked)))) jobs a second, "
                + "\(Timing.text(median(rounds.map { $0.worked / $0.rate(of: .ruled) }))) times what pgbench leases and ends; a single job "
                + "is done \(Timing.text(median(times))) ms after its commit."
        }

        private static func figures(_ rounds: [JobsRun.Round]) -> [Figure] {
            [
                Figure("jobs done by one worker", "a second", rounds.map(\.worked)),
                Figure("pgbench, a hundred a transaction", "a second", rounds.map { $0.rate(of: .ruled) }),
                Figure("jobs to pgbench", "times", rounds.map { $0.worked / $0.rate(of: .ruled) }),
                Figure("pgbench marking rows in place", "a second", rounds.map { $0.rate(of: .marked) }),
                Figure("jobs to pgbench marking rows", "times", rounds.map { $0.worked / $0.rate(of: .marked) }),
                Figure("jobs enqueued in bulk", "a second", rounds.map(\.enqueued)),
                Figure("COPY of the same rows", "a second", rounds.map(\.copied)),
                Figure("bulk to COPY", "times", rounds.map { $0.enqueued / $0.copied }),
            ]
        }

        private static func figures(_ what: String, _ times: [Double]) -> [Figure] {
            let result = BenchResult(what: what, unit: "ms", values: times, machine: "", at: Date())
            return [
                Figure("p50 \(what)", "ms", [result.percentile(0.5)]),
                Figure("p99 \(what)", "ms", [result.percentile(0.99)]),
            ]
        }

        private func peerFigures(
            _ rounds: [JobsRun.Round], on server: BenchServer, _ progress: ProgressLine
        ) async throws -> [Figure] {
            guard let peers else { return [] }
            let worked = Figure("", "", rounds.map(\.worked)).median
            var figures: [Figure] = []
            for peer in QueuePeers.allCases {
                progress.step("Measuring \(peer.rawValue)")
                let rate = try await peer.rate(peers, on: server.connection)
                figures.append(Figure("\(peer.rawValue), the best of its batches", "a second", [rate]))
                figures.append(Figure("jobs to \(peer.rawValue)", "times", [worked / rate]))
            }
            return figures
        }
    }
}
