import ArgumentParser
import Foundation
import Volume

/// What fails in the middle of a round.
enum Breakage: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// The worker is killed, and begun anew as a supervisor would.
    case worker
    /// Postgres is restarted.
    case postgres
    /// All sessions of the database are ended.
    case sessions

    /// What was done, for a person.
    var text: String {
        switch self {
        case .worker: "a worker killed"
        case .postgres: "Postgres restarted"
        case .sessions: "all sessions ended"
        }
    }
}

/// Whether something fails in the middle of each round.
struct BreakOptions: ParsableArguments {
    @Option(
        name: .customLong("break"),
        help: ArgumentHelp(
            "In the middle of each round kill the worker, restart Postgres or end all of its sessions (worker, postgres, "
                + "sessions); then count what was acknowledged against what is stored, and look for broken rules.",
            valueName: "what"))
    var breakage: Breakage?
}
