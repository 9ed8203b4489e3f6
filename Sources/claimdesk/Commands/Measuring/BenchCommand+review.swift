import ArgumentParser

extension BenchCommand {
    /// `claimdesk bench review`
    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how many claims a second reviewers take and review with evidence, beside pgbench.",
            discussion: """
                EXAMPLES
                  claimdesk bench review
                  claimdesk bench review --slots 1000000 --reviewers 32 --rounds 5 --json

                On a Postgres of its own, as durable as any, in a temporary folder, which goes when it ends. Each reviewer
                takes a claim over HTTP (wrk), reviews it with one item of evidence and takes the next; in the same minute
                pgbench, over as many connections, does the same by the fewest statements that keep the same rules, a
                transaction for the take and one for the review. Medians of the rounds are printed with the least and the
                most. Needs wrk, pgbench and psql.
                """)

        @Option(help: ArgumentHelp("Reviewers at once.", valueName: "n"))
        var reviewers = 32

        @OptionGroup var load: LoadOptions
        @OptionGroup var breaks: BreakOptions

        func validate() throws {
            guard (1...150).contains(reviewers) else { throw ValidationError("--reviewers must be from 1 to 150.") }
        }

        func run() async throws {
            let (reviewers, seconds, slots, breakage) = (reviewers, load.seconds, load.slots, breaks.breakage)
            let measured = try await load.measure(breaking: breakage) { queue in
                try await ReviewRun(queue: queue, reviewers: reviewers, seconds: seconds, breakage: breakage)
                    .round(rows: slots)
            }
            typealias Figure = BenchFigures.Figure
            let rate = Figure("claims taken and reviewed by \(reviewers)", "a second", measured.map(\.rate))
            let ratio = Figure("reviewers to pgbench", "times", measured.map(\.ratio))
            let tallies = measured.compactMap(\.tally?.text)
            load.report(
                [
                    rate, Figure("p50 of a request", "ms", measured.map(\.requests.p50)),
                    Figure("p99 of a request", "ms", measured.map(\.requests.p99)),
                    Figure("pgbench, taking and reviewing", "a second", measured.map(\.reference.rate)), ratio,
                ],
                summary:
                    "\(reviewers) reviewers take and review \(Timing.text(rate.median)) claims a second, "
                    + "\(Timing.text(ratio.median)) of pgbench's; \(slots) open slots.",
                broken: tallies)
        }
    }
}
