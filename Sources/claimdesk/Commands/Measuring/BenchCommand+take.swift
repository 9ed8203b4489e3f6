import ArgumentParser

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

        @Option(help: ArgumentHelp("Connections at once.", valueName: "n"))
        var connections = 64

        @OptionGroup var load: LoadOptions
        @OptionGroup var breaks: BreakOptions

        func validate() throws {
            guard (1...150).contains(connections) else { throw ValidationError("--connections must be from 1 to 150.") }
        }

        func run() async throws {
            let (connections, seconds, slots, breakage) = (connections, load.seconds, load.slots, breaks.breakage)
            let measured = try await load.measure(breaking: breakage) { queue in
                try await TakeRun(queue: queue, connections: connections, seconds: seconds, breakage: breakage)
                    .round(rows: slots)
            }
            typealias Figure = BenchFigures.Figure
            let rate = Figure("takes over \(connections) connections", "a second", measured.map(\.takes.rate))
            let ratio = Figure("takes to pgbench", "times", measured.map(\.ratio))
            let single = Figure("p50 over one connection", "ms", measured.map(\.single.p50))
            let latency = Figure("p50 to pgbench over one connection", "times", measured.map(\.latencyRatio))
            let tallies = measured.compactMap(\.tally?.text)
            load.report(
                [
                    rate, Figure("p50 of these", "ms", measured.map(\.takes.p50)),
                    Figure("p99 of these", "ms", measured.map(\.takes.p99)),
                    Figure(
                        "pgbench, the better of 16 and 64 connections", "a second", measured.map(\.reference.rate)),
                    ratio, single,
                    Figure("pgbench over one connection", "ms", measured.map(\.singleReference.latency)), latency,
                ],
                summary:
                    "\(Timing.text(rate.median)) takes a second, \(Timing.text(ratio.median)) of pgbench's; one alone takes "
                    + "\(Timing.text(single.median)) ms, \(Timing.text(latency.median)) times pgbench's; \(slots) open slots.",
                broken: tallies)
        }
    }
}
