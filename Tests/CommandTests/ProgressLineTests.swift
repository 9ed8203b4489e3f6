import Synchronization
import Testing

@testable import claimdesk

@Suite struct ProgressLineTests {
    @Test func withoutATerminalEachStepIsReportedOnce() {
        let steps = Mutex<[String]>([])
        let progress = ProgressLine(isTerminal: false) { step in steps.withLock { $0.append(step) } }
        for step in ["Waiting", "Waiting", "Migrating", "Waiting"] { progress.step(step) }
        progress.done()
        #expect(steps.withLock { $0 } == ["Waiting", "Migrating", "Waiting"])
    }
}
