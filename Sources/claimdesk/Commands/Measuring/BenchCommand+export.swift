import ArgumentParser
import Domain
import Foundation
import Volume
import Workflow

extension BenchCommand {
    /// `claimdesk bench export`
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure the export of a desk full of verdicts, beside psql's \\copy of the same rows.",
            discussion: """
                EXAMPLES
                  claimdesk bench export --volume 100000
                  claimdesk bench export --volume 1000000 --small 10000 --rounds 3

                Starts a Postgres of its own in a temporary folder, fills two desks, and runs `claimdesk serve` as a
                process of its own. In turn psql copies the rows to /dev/null, once as the planner likes and once with
                the settings that exports use, and curl downloads the stream; needs psql and curl. It takes some minutes
                for a million and goes when it ends.
                """)

        @Option(help: ArgumentHelp("Claims of the large desk.", valueName: "n"))
        var volume = 100_000

        @Option(help: ArgumentHelp("Claims of the small desk, for the cost of a row.", valueName: "n"))
        var small = 10_000

        @Option(help: ArgumentHelp("How often each.", valueName: "n"))
        var rounds = 3

        @Option(
            help: ArgumentHelp(
                "Postgres's own cache, megabytes; a quarter of the machine's memory unless it is said.",
                valueName: "n"))
        var sharedBuffers = Int(ProcessInfo.processInfo.physicalMemory / 4_194_304)

        func validate() throws {
            guard (16...1_000_000).contains(sharedBuffers) else {
                throw ValidationError("--shared-buffers must be from 16 to 1000000.")
            }
            guard (100...50_000_000).contains(volume), (100...volume).contains(small) else {
                throw ValidationError("--small and --volume must be from 100 to 50000000, the small one no larger.")
            }
            guard (1...100).contains(rounds) else { throw ValidationError("--rounds must be from 1 to 100.") }
        }

        func run() async throws {
            let settings = try Settings()
            let progress = ProgressLine()
            defer { progress.done() }
            // Said as soon as it is known: who ends a long run early has what was measured until then.
            @Sendable func say(_ lines: String...) {
                progress.done()
                for line in lines { print(line) }
                fflush(nil)
            }
            say("\(Timestamp.text(Date())), \(Machine.description), shared_buffers \(sharedBuffers) MB")
            try await BenchServer.run(settings, progress, sharedBuffers: sharedBuffers) { server in
                for (slug, claims) in [("large", volume), ("small", small)] {
                    progress.step("Filling the desk \(slug): \(claims) claims")
                    let clock = ContinuousClock()
                    let filling = try await clock.measure { try await server.fill(slug, claims: claims) }
                    say("filling the \(slug) desk with \(claims) claims: \(Int(filling / .seconds(1))) s")
                }
                for format in [ExportFormat.csv, .ndjson] {
                    say("\(format.rawValue):")
                    let large = try await rounds(format, "large", server, progress)
                    say(large.text(named: "large desk"))
                    let small = try await rounds(format, "small", server, progress)
                    say(small.text(named: "small desk"))
                    let share = large.stream.median / large.fasterCopy
                    let cost = small.stream.median == 0 ? 0 : small.stream.median / large.stream.median
                    say("  of psql's speed: \(Timing.text(share)); a row's cost, large by small: \(Timing.text(cost))")
                }
                say("server's memory at most: \(server.peak() / 1_000_000) MB")
            }
        }

        /// Each way in turn, so that a busy moment of the machine hits all of them.
        private func rounds(
            _ format: ExportFormat, _ slug: String, _ server: BenchServer, _ progress: ProgressLine
        ) async throws -> ExportRates {
            var rates = ExportRates()
            for round in 1...rounds {
                progress.step("\(format.rawValue) of the \(slug) desk, round \(round) of \(rounds)")
                let download = try await server.download(format, of: slug)
                let count = Double(download.rows)
                rates.rows = download.rows
                rates.bytes = download.bytes
                rates.firstByte.add(download.firstByte * 1000)
                rates.stream.add(count / download.seconds)
                rates.plainCopy.add(count / (try await server.copy(format, of: slug, prepared: false)))
                rates.preparedCopy.add(count / (try await server.copy(format, of: slug, prepared: true)))
            }
            return rates
        }
    }
}

/// What the rounds of one format on one desk came to.
private struct ExportRates {
    struct Spread {
        private(set) var values: [Double] = []

        mutating func add(_ value: Double) { values.append(value) }

        var median: Double { values.sorted()[values.count / 2] }
        var text: String { "\(Int(median)) (\(Int(values.min() ?? 0))–\(Int(values.max() ?? 0)))" }
    }

    var rows = 0
    var bytes = 0
    /// Rows a second.
    var stream = Spread()
    var plainCopy = Spread()
    var preparedCopy = Spread()
    /// Milliseconds.
    var firstByte = Spread()

    var fasterCopy: Double { max(plainCopy.median, preparedCopy.median) }

    func text(named name: String) -> String {
        """
          \(name), \(rows) rows, \(bytes / 1_000_000) MB, rows a second, median (least–most):
            claimdesk stream            \(stream.text), first byte after \(firstByte.text) ms
            psql \\copy, as planned      \(plainCopy.text)
            psql \\copy, as we plan it   \(preparedCopy.text)
        """
    }
}
