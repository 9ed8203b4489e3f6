import Foundation
import TestSupport
import Testing
import Workflow

/// The real program while what it stands on breaks. `make test` plays a short mixture of what needs no server of its own;
/// `make faults` plays everything.
@Suite(.serialized, .timeLimit(.minutes(20 + (FaultRun.minutes ?? 0))))
struct ScenarioTests {
    /// Said before anything is played, and not after a quarter of an hour.
    @Test(arguments: Scenario.ofThisRun) func theMachineHasWhatItNeeds(_ scenario: Scenario) {
        if let missing = scenario.missing { Issue.record("\(scenario): \(missing)") }
    }

    @Test(.database(migrations: Schema.migrations, .time), arguments: Scenario.ofThisRun)
    func nothingAcknowledgedIsLostAndAllIsWellAgain(_ scenario: Scenario) async throws {
        var outcome = Outcome()
        do {
            outcome = try await Stage.play(scenario, for: FaultRun.share(of: Scenario.ofThisRun.count))
        } catch {
            outcome.broken = ["it came to no end: \(error)"]
        }
        FaultRun.report(scenario, outcome)
        #expect(outcome.broken == [])
    }
}
