import ArgumentParser
import Domain
import Faults
import Foundation

extension BenchCommand {
    /// `claimdesk bench outage`
    struct Outage: AsyncParsableCommand {
        /// How the database fails.
        enum Fault: String, ExpressibleByArgument, CaseIterable, Sendable {
            /// A proxy in between takes everything and passes nothing on.
            case silent
            /// The processes of the server are stopped.
            case stopped
            /// The address leads to a standby, and then to the primary again.
            case moving
        }

        static let configuration = CommandConfiguration(
            abstract: "Measure how long requests wait for a database that fails, and when the desk is well again.",
            discussion: """
                EXAMPLES
                  claimdesk bench outage silent
                  claimdesk bench outage moving --seconds 3 --json

                On a desk of its own in a temporary folder, which goes when it ends. Eight members work and a balancer asks
                for /readyz while the database fails. silent: a proxy takes everything and passes nothing on; stopped: the
                server's processes are stopped; moving: the address leads to a standby, and then to the primary again.
                """)

        @Argument(help: "silent, stopped or moving.")
        var fault: Fault

        @Option(help: ArgumentHelp("How long it lasts (default: 10, of a moving address 3).", valueName: "n"))
        var seconds: Int?

        @Flag(help: "As JSON.")
        var json = false

        func validate() throws {
            guard (1...600).contains(length) else { throw ValidationError("--seconds must be from 1 to 600.") }
        }

        private var length: Int { seconds ?? (fault == .moving ? 3 : 10) }

        func run() async throws {
            let settings = try Settings()
            let progress = ProgressLine()
            defer { progress.done() }
            let (fault, length) = (fault, length)
            let figures = try await OutageDesk.run(settings, progress, withStandby: fault == .moving) { desk in
                progress.step("Working through an outage of \(length) s")
                let (outage, answers) = try await OutageRun(desk: desk).run(lasting: .seconds(length)) {
                    Self.fail(fault, desk)
                } mend: {
                    Self.mend(fault, desk)
                }
                return OutageFigures(what: "outage \(fault.rawValue)", outage: outage, answers: answers)
            }
            progress.done()
            print(json ? figures.json.text() : figures.text)
        }

        private static func fail(_ fault: Fault, _ desk: OutageDesk) {
            switch fault {
            case .silent: desk.forwarder.silence()
            case .stopped: desk.signal(SIGSTOP)
            case .moving:
                if let standby = desk.standby { desk.forwarder.turn(to: standby.target) }
                desk.forwarder.cut()
            }
        }

        private static func mend(_ fault: Fault, _ desk: OutageDesk) {
            switch fault {
            case .silent: desk.forwarder.resume()
            case .stopped: desk.signal(SIGCONT)
            // What is open stays where it is: with the standby.
            case .moving: desk.forwarder.turn(to: desk.primary)
            }
        }
    }
}
