import Foundation
import Synchronization

/// How long and from which seed the suite goes on: `make faults` says it, `make test` asks for little.
enum FaultRun {
    /// Nil in `make test`.
    static let minutes = number("FAULTS_MINUTES")
    static var isLong: Bool { minutes != nil }

    /// Of a single history that is done again, with its fault.
    static let only = number("FAULTS_SEED").map(UInt64.init)
    static let firstSeed = only ?? UInt64(Date().timeIntervalSince1970 * 10) % 1_000_000_000 * 100_000

    /// What the machine lacks, said by whoever starts the run: scenarios by their names.
    static let skipped = Set(text("FAULTS_SKIP").split(whereSeparator: { ", ".contains($0) }).map(String.init))
    /// Nothing but these, if any are named.
    static let chosen = Set(text("FAULTS_ONLY").split(whereSeparator: { ", ".contains($0) }).map(String.init))

    /// One after the other, whatever scenario they are for.
    private static let seeds = Mutex(firstSeed)

    static func nextSeed() -> UInt64 {
        seeds.withLock { seed in
            defer { seed += 1 }
            return seed
        }
    }

    /// Histories of the whole run.
    private static let histories = Mutex(0)

    /// How long one of so many scenarios goes on.
    static func share(of scenarios: Int) -> Duration {
        guard let minutes else { return .zero }
        return .milliseconds(max(5_000, minutes * 60_000 / max(1, scenarios)))
    }

    /// Prints a row of the table.
    static func report(_ scenario: Scenario, _ outcome: Outcome) {
        let sum = histories.withLock { sum in
            sum += outcome.histories
            return sum
        }
        print(Outcome.heading)
        print(outcome.row(scenario.rawValue))
        for fault in outcome.broken { print("faults: \(scenario.rawValue): \(fault)") }
        print("faults: histories: \(sum), seeds from \(firstSeed)")
    }

    private static func text(_ name: String) -> String { ProcessInfo.processInfo.environment[name] ?? "" }

    private static func number(_ name: String) -> Int? { Int(text(name)) }
}
