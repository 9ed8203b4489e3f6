import Domain
import Testing
import Worker
import Workflow

@Suite struct JobFailureTests {
    private struct Broken: Error, CustomDebugStringConvertible {
        var debugDescription: String { "details for operators" }
    }

    @Test func aLostLeaseLeavesNothingToRecord() {
        #expect(JobFailure(JobError.leaseLost) == .leaseLost)
    }

    @Test func anUnavailableDatabaseIsNoFaultOfTheJob() {
        #expect(JobFailure(Unavailable(reason: "restarting")) == .unavailable)
    }

    @Test func aJobThatTakesTooLongIsNotTriedForEver() {
        guard
            case .failed(let text, hopeless: false, told: nil) = JobFailure(
                Unavailable(.tooSlow, reason: "30 s are over"))
        else {
            Issue.record("it must count as an attempt")
            return
        }
        #expect(text.contains("30 s are over"))
    }

    @Test func aHopelessJobIsNotTriedAgain() {
        #expect(JobFailure(JobError.hopeless("no text")) == .failed("no text", hopeless: true))
    }

    @Test func anyOtherErrorIsKeptInDetailAndTriedAgain() {
        #expect(JobFailure(Broken()) == .failed("details for operators", hopeless: false))
    }

    @Test func longErrorTextsAreCut() {
        let text = String(repeating: "x", count: 100_000)
        #expect(JobFailure(JobError.hopeless(text)) == .failed(String(text.prefix(4000)), hopeless: true))
    }

    @Test func anUnknownKindIsNamedWithTheKnownOnes() throws {
        guard case .failed(let text, hopeless: true, told: nil) = JobFailure(JobFailure.unknownKind("send_pigeon"))
        else {
            Issue.record("an unknown kind is hopeless for this worker")
            return
        }
        #expect(text.contains("send_pigeon") && text.contains("extract_article"))
    }
}
