import ArgumentParser
import Domain
import Foundation

extension BenchCommand {
    /// `claimdesk bench wake`
    struct Wake: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how soon a waiting take gets a claim, and a listener hears of a change.",
            discussion: """
                EXAMPLES
                  claimdesk bench wake
                  claimdesk bench wake --count 500 --json

                On a desk of its own in a temporary folder, which goes when it ends. A reviewer's take waits at an empty
                queue, an editor puts a claim into it, the reviewer gives it back, and the editor takes it out again, so
                many times. "Queued to taken" is from the moment before the editor's request is sent to the answer of the
                take, "answered to taken" from the answer to that request (0 where the take's came first), "done to heard"
                from the moment before the reviewer's release is sent to its event on GET /v1/events. Then one reviewer
                lets leases of a second run out for which another one's take waits: "run out to taken".
                """)

        @Option(help: ArgumentHelp("How many times.", valueName: "n"))
        var count = 200

        @Option(help: ArgumentHelp("How many leases run out, about a second each.", valueName: "n"))
        var expiries = 30

        @Flag(help: "As JSON, one measurement a line.")
        var json = false

        func validate() throws {
            guard (1...100_000).contains(count) else { throw ValidationError("--count must be from 1 to 100000.") }
            guard (1...10_000).contains(expiries) else {
                throw ValidationError("--expiries must be from 1 to 10000.")
            }
        }

        func run() async throws {
            let settings = try Settings()
            let progress = ProgressLine()
            defer { progress.done() }
            let times = try await BenchDesk.run(settings, progress) { desk in
                let claim = try await WakeRun.onlyClaim(on: desk)
                progress.step("Waking a reviewer \(count) times")
                let run = WakeRun(desk: desk, claim: claim)
                let woken = try await run.times(count)
                progress.step("Letting \(expiries) leases run out")
                return (woken: woken, after: try await run.timesAfterExpiry(expiries))
            }
            progress.done()
            for (what, values) in [
                ("queued to taken", times.woken.taken), ("answered to taken", times.woken.takenAfterAnswer),
                ("done to heard", times.woken.heard), ("run out to taken", times.after),
            ] {
                let result = BenchResult(
                    what: what, unit: "ms", values: values, machine: Machine.description, at: Date())
                print(json ? result.json.text() : result.text)
            }
        }
    }
}
