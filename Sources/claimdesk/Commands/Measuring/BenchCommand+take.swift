import ArgumentParser
import Domain
import Foundation

extension BenchCommand {
    /// `claimdesk bench take`
    struct Take: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how many claims a second reviewers take from a long queue, beside pgbench.",
            discussion: """
                EXAMPLES
                  claimdesk bench take
                  claimdesk bench take --slots 1000000 --connections 64 --rounds 5 --json

                On a Postgres of its own, as durable as any, in a temporary folder, which goes when it ends. Two hundred
                reviewers take one claim after the other over HTTP (wrk), first over many connections, then over one; in
                the same minute pgbench takes one row of a table with as many rows in each transaction, over 16, 64 and 1
                connections. The ratios are of each round; medians of the rounds are printed with the least and the most.
                Needs wrk, pgbench and psql.
                """)

        @Option(help: ArgumentHelp("Open slots in the queue.", valueName: "n"))
        var slots = 100_000

        @Option(help: ArgumentHelp("Connections at once.", valueName: "n"))
        var connections = 64

        @Option(help: ArgumentHelp("Of each measurement.", valueName: "seconds"))
        var seconds = 5

        @Option(help: ArgumentHelp("How often all is measured.", valueName: "n"))
        var rounds = 3

        @Flag(help: "As JSON, one measurement a line.")
        var json = false

        func validate() throws {
            guard (1000...20_000_000).contains(slots) else {
                throw ValidationError("--slots must be from 1000 to 20000000.")
            }
            guard (1...150).contains(connections) else { throw ValidationError("--connections must be from 1 to 150.") }
            guard (1...60).contains(seconds) else { throw ValidationError("--seconds must be from 1 to 60.") }
            guard (1...100).contains(rounds) else { throw ValidationError("--rounds must be from 1 to 100.") }
        }

        func run() async throws {
            let settings = try Settings()
            let progress = ProgressLine()
            defer { progress.done() }
            let measured = try await BenchServer.run(
                settings, progress, sharedBuffers: 512,
                environment: ["CLAIMDESK_RATE_WRITES": "0", "CLAIMDESK_RATE_FAILURES": "0"]
            ) { server in
                let run = try await TakeRun.prepare(
                    slots: slots, connections: connections, seconds: seconds, on: server, progress)
                // Statements are prepared, pages are read: a desk's first minutes are not its day.
                progress.step("Warming up")
                _ = try await run.round(rows: slots)
                var measured: [TakeRun.Round] = []
                for round in 1...rounds {
                    progress.step("Round \(round) of \(rounds)")
                    measured.append(try await run.round(rows: slots))
                }
                return measured
            }
            progress.done()
            let figures: [(String, String, [Double])] = [
                ("takes over \(connections) connections", "a second", measured.map(\.takes.rate)),
                ("p50 of these", "ms", measured.map(\.takes.p50)), ("p99 of these", "ms", measured.map(\.takes.p99)),
                ("pgbench, the better of 16 and 64 connections", "a second", measured.map(\.reference.rate)),
                ("takes to pgbench", "times", measured.map(\.ratio)),
                ("p50 over one connection", "ms", measured.map(\.single.p50)),
                ("pgbench over one connection", "ms", measured.map(\.singleReference.latency)),
                ("p50 to pgbench over one connection", "times", measured.map(\.latencyRatio)),
            ]
            for (what, unit, values) in figures { print(line(what, unit, values.sorted())) }
            if !json { print("\(Timestamp.text(Date())), \(Machine.description)") }
        }

        private func line(_ what: String, _ unit: String, _ values: [Double]) -> String {
            let (least, median, most) = (values[0], values[values.count / 2], values[values.count - 1])
            if json {
                let object: JSON = [
                    "what": .string(what), "unit": .string(unit), "slots": .int(slots), "median": .double(median),
                    "least": .double(least), "most": .double(most), "rounds": .int(rounds), "at": JSON(Date()),
                    "machine": .string(Machine.description),
                ]
                return object.text()
            }
            return "\(what): \(Timing.text(median)) \(unit) (\(Timing.text(least))–\(Timing.text(most)))"
        }
    }
}
