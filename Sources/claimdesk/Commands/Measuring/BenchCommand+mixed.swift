import ArgumentParser

extension BenchCommand {
    /// `claimdesk bench mixed`
    struct Mixed: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure a desk at work as a whole: takes, reviews, lists, submissions and public pages at once.",
            discussion: """
                EXAMPLES
                  claimdesk bench mixed
                  claimdesk bench mixed --slots 1000000 --connections 64 --rounds 5 --json
                  claimdesk bench mixed --break postgres

                On a Postgres of its own, as durable as any, in a temporary folder, which goes when it ends. Of the connections
                half are reviewers', who take a claim, review it with one item of evidence and take the next; a quarter are
                editors', who ask for lists and counts; an eighth send an article every quarter of a second, which a worker
                reads; an eighth read another desk's public pages. Answers a second and their times are printed by kind, and the
                memory of the server beside what it held before anybody came; medians of the rounds with the least and the most.
                Needs wrk, curl and psql.
                """)

        @Option(help: ArgumentHelp("Connections at once.", valueName: "n"))
        var connections = 64

        @OptionGroup var load: LoadOptions
        @OptionGroup var breaks: BreakOptions

        func validate() throws {
            guard (8...150).contains(connections) else { throw ValidationError("--connections must be from 8 to 150.") }
        }

        func run() async throws {
            let (connections, seconds, slots, breakage) = (connections, load.seconds, load.slots, breaks.breakage)
            let measured = try await load.measure(breaking: breakage) { server, progress, rounds in
                try await WorkerProcess.run(on: server) { worker in
                    let run = try await MixedRun.prepare(
                        slots: slots, connections: connections, seconds: seconds, breaking: breakage, on: server,
                        worker,
                        progress)
                    return try await rounds { try await run.round() }
                }
            }
            typealias Figure = BenchFigures.Figure
            var (figures, parts): ([Figure], [String]) = ([], [])
            for kind in MixedRun.Kind.allCases {
                let rate = Figure("\(kind.rawValue)s", "a second", measured.map { $0.rate(kind) })
                let p99 = Figure("p99 of a \(kind.rawValue)", "ms", measured.map { $0.percentile(0.99, kind) })
                figures += [
                    rate, Figure("p50 of a \(kind.rawValue)", "ms", measured.map { $0.percentile(0.5, kind) }), p99,
                ]
                parts.append("\(Timing.text(rate.median)) \(kind.rawValue)s (p99 \(Timing.text(p99.median)) ms)")
            }
            let failures = Figure("requests that failed", "", measured.map { Double($0.failures) })
            let idle = Figure("memory of the idle server", "MB", measured.map(\.idle))
            let peak = Figure("the most memory of the server", "MB", measured.map(\.peak))
            let growth = Figure("the most to idle", "times", measured.map { $0.peak / $0.idle })
            load.report(
                figures + [failures, idle, peak, growth],
                summary:
                    "Over \(connections) connections, a second: \(parts.joined(separator: ", ")); "
                    + "\(Timing.text(growth.median)) times the memory of an idle server.",
                broken: measured.compactMap(\.tally?.text))
        }
    }
}
