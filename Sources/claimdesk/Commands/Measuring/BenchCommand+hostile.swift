import ArgumentParser
import Domain
import Foundation

extension BenchCommand {
    /// `claimdesk bench hostile`
    struct Hostile: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Measure what articles that are made to hurt do to the workers, and to ordinary ones behind them.",
            discussion: """
                EXAMPLES
                  claimdesk bench hostile
                  claimdesk bench hostile --limit 1 --bytes 4000000

                Starts a Postgres of its own in a temporary folder and two workers, each a process of its own. Sends four
                hostile articles and five ordinary ones behind them: how long until the hostile ones are read or have
                failed, until the ordinary ones are ready then, and how late a heartbeat came at worst (they are due every
                10 s, and a lease ends after 30). Then sends an article of --claims claims and withdraws it, and hostile ones
                again, with SIGTERM while they are read.
                """)

        @Option(help: ArgumentHelp("The length of a hostile article.", valueName: "n"))
        var bytes = 2_500_000

        @Option(help: ArgumentHelp("How often.", valueName: "n"))
        var rounds = 3

        @Option(help: ArgumentHelp("Claims of the long article; 0 for none.", valueName: "n"))
        var claims = 69_000

        @Option(help: ArgumentHelp("The longest that reading one may take, seconds (default: 60).", valueName: "s"))
        var limit: Int?

        func validate() throws {
            guard (1_000...4_000_000).contains(bytes) else {
                throw ValidationError("--bytes must be from 1000 to 4000000.")
            }
            guard (1...100).contains(rounds) else { throw ValidationError("--rounds must be from 1 to 100.") }
            guard (0...70_000).contains(claims) else { throw ValidationError("--claims must be from 0 to 70000.") }
            if let limit, !(1...3600).contains(limit) { throw ValidationError("--limit must be from 1 to 3600.") }
        }

        func run() async throws {
            let settings = try Settings()
            let progress = ProgressLine()
            defer { progress.done() }
            try await HostileDesk.run(settings, progress, limit: limit) { desk in
                try await desk.working { workers in
                    for number in 1...rounds {
                        progress.step("Round \(number) of \(rounds)")
                        let round = try await desk.round(number, bytes: bytes)
                        progress.done()
                        print("round \(number): \(Self.text(round))")
                        fflush(nil)
                    }
                    if claims > 0 { try await measureLong(desk, progress) }
                    let (seconds, returned) = try await desk.stop(workers, rounds + 1, bytes: bytes)
                    progress.done()
                    print(
                        "SIGTERM with four in hand: \(Timing.text(seconds)) s until both workers had ended, \(returned) jobs "
                            + "given back uncounted")
                }
            }
            print("\(Timestamp.text(Date())), four articles of \(bytes) bytes, \(Machine.description)")
        }

        private func measureLong(_ desk: HostileDesk, _ progress: ProgressLine) async throws {
            progress.step("An article of \(claims) claims")
            let long = try await desk.long(claims: claims)
            progress.done()
            print(
                "\(long.claims) claims in \(long.bytes) bytes: \(Timing.text(long.reading)) s until ready, "
                    + "\(Timing.text(long.withdrawing)) s to withdraw")
            fflush(nil)
        }

        private static func text(_ round: HostileDesk.Round) -> String {
            let failed = round.endings.count { $0 == .failed }
            let times = round.hostile.sorted().map(Timing.text).joined(separator: ", ")
            let last = round.ordinaryAfter.max() ?? 0
            return "hostile articles ended after \(times) s (\(failed) failed); ordinary ones were ready "
                + "\(Timing.text(abs(last))) s \(last < 0 ? "before" : "after") the last of them at the latest; oldest "
                + "heartbeat \(Timing.text(round.oldestHeartbeat)) s"
        }
    }
}
