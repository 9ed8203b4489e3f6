import Domain
import Samples
import Testing

@Suite struct ClaimStatusTests {
    @Test func `a step that the life of a claim has is allowed, any other is refused by name`() throws {
        for from in Claim.Status.allCases {
            for to in Claim.Status.allCases {
                let claim = Claim.sample(status: from)
                if from.next.contains(to) {
                    try claim.requireStep(to: to)
                } else {
                    #expect(throws: ClaimError.wrongState(from, wanted: to)) { try claim.requireStep(to: to) }
                }
            }
        }
    }

    @Test func `every state can be reached from detected`() {
        var reached: Set<Claim.Status> = [.detected]
        while let new = reached.flatMap(\.next).first(where: { !reached.contains($0) }) { reached.insert(new) }
        #expect(reached == Set(Claim.Status.allCases))
    }

    @Test func `nothing leads back from a verdict to open, or from public to anything but a correction`() {
        for status in Claim.Status.allCases where !status.isOpen { #expect(status.next.filter { $0.isOpen } == []) }
        for status in Claim.Status.allCases where status.isPublic {
            #expect(status.next.isSubset(of: [.corrected, .retracted]))
        }
    }

    @Test func `open, under review and public claims`() {
        #expect(Claim.Status.allCases.filter(\.isUnderReview) == [.queued, .inReview])
        #expect(
            Claim.Status.allCases.filter(\.isOpen) == [.detected, .queued, .dismissed, .inReview, .agreed, .disputed]
        )
        #expect(Claim.Status.allCases.filter(\.isPublic) == [.published, .corrected])
    }

    @Test func `states sort by how far a claim has come`() {
        #expect(
            [Claim.Status.merged, .published, .queued, .detected].sorted() == [.detected, .queued, .published, .merged]
        )
    }

    @Test func `triage leads to the queue or out of it`() {
        #expect(TriageDecision.queue.status == .queued)
        #expect(TriageDecision.dismiss.status == .dismissed)
        #expect(TriageDecision.split.status == .dismissed)
        #expect(TriageDecision.merge.status == .merged)
    }

    @Test func `only jobs at their end are finished`() {
        #expect(Job.State.allCases.filter(\.isFinished) == [.completed, .discarded, .cancelled])
        #expect(Job.State.allCases.filter { $0.isFinished }.flatMap { $0.next }.filter { $0 != .available } == [])
    }
}
