import Domain
import Testing

@Suite struct ClaimStatusTests {
    @Test func aStepThatTheLifeOfAClaimHasIsAllowedAnyOtherIsRefusedByName() throws {
        for from in Claim.Status.allCases {
            for to in Claim.Status.allCases {
                if from.next.contains(to) {
                    try from.requireStep(to: to)
                } else {
                    #expect(throws: ClaimError.wrongState(from, wanted: to)) { try from.requireStep(to: to) }
                }
            }
        }
    }

    @Test func everyStateCanBeReachedFromDetected() {
        var reached: Set<Claim.Status> = [.detected]
        while let new = reached.flatMap(\.next).first(where: { !reached.contains($0) }) { reached.insert(new) }
        #expect(reached == Set(Claim.Status.allCases))
    }

    @Test func onlyARetractionLeadsBackFromAVerdictToOpenAndFromPublicToNothingButACorrection() {
        for status in Claim.Status.allCases where !status.isOpen {
            #expect(status.next.filter { $0.isOpen } == (status == .retracted ? [.queued] : []))
        }
        for status in Claim.Status.allCases where status.isPublic {
            #expect(status.next.isSubset(of: [.corrected, .retracted]))
        }
    }

    @Test func openUnderReviewAndPublicClaims() {
        #expect(Claim.Status.allCases.filter(\.isUnderReview) == [.queued, .inReview])
        #expect(
            Claim.Status.allCases.filter(\.isOpen) == [.detected, .queued, .dismissed, .inReview, .agreed, .disputed]
        )
        #expect(Claim.Status.allCases.filter(\.isPublic) == [.published, .corrected])
    }

    @Test func statesSortByHowFarAClaimHasCome() {
        #expect(
            [Claim.Status.merged, .published, .queued, .detected].sorted() == [.detected, .queued, .published, .merged]
        )
    }

    @Test func triageLeadsToTheQueueOrOutOfIt() {
        #expect(TriageDecision.queue.status == .queued)
        #expect(TriageDecision.dismiss.status == .dismissed)
        #expect(TriageDecision.split.status == .dismissed)
        #expect(TriageDecision.merge.status == .merged)
    }

    @Test func onlyJobsAtTheirEndAreFinished() {
        #expect(Job.State.allCases.filter(\.isFinished) == [.completed, .discarded, .cancelled])
        #expect(Job.State.allCases.filter { $0.isFinished }.flatMap { $0.next }.filter { $0 != .available } == [])
    }
}
