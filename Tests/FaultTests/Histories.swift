import Chance
import Synchronization
import Testing

@testable import WebTests

/// Random histories on a stage, some of them with a fault: which one and before which step, the seed tells.
final class Histories: Sendable {
    private static let clients = 4
    private let scenario: Scenario
    private let stage: Stage
    private let begun = Mutex(0)

    init(_ scenario: Scenario, on stage: Stage) { (self.scenario, self.stage) = (scenario, stage) }

    /// Goes on for a time; each fault of the scenario comes at least once.
    func run(for time: Duration) async throws -> [ModelHistory.Past] {
        let end = ContinuousClock.now + time
        if let only = FaultRun.only { return [try await history(only)] }
        let least = scenario.faults.count * Int(scenario.rate)
        return try await withThrowingTaskGroup(of: [ModelHistory.Past].self) { group in
            for _ in 0..<Self.clients {
                group.addTask { [self] in
                    var pasts: [ModelHistory.Past] = []
                    while true {
                        let count = begun.withLock { begun in
                            begun += 1
                            return begun
                        }
                        if count > least, ContinuousClock.now >= end { return pasts }
                        pasts.append(try await history(FaultRun.nextSeed()))
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func history(_ seed: UInt64) async throws -> ModelHistory.Past {
        let fault = fault(of: seed)
        return try await ModelHistory(seed: seed, repeating: "ONLY=\(scenario) SEED").run(on: stage.server) { step in
            if let fault, step == fault.step { try await stage.strike(fault.fault) }
        }
    }

    /// Its own numbers: those of the history are the model's.
    private func fault(of seed: UInt64) -> (fault: Fault, step: Int)? {
        guard seed % scenario.rate == 0 else { return nil }
        var random = SplitMix64(seed: ~seed)
        let faults = scenario.faults
        let step = Int.random(in: 2...8, using: &random)
        return (faults[Int((seed / scenario.rate) % UInt64(faults.count))], step)
    }
}
