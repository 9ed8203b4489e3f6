import Domain
import Foundation
import Samples
import Testing

@Suite struct LedgerTests {
    private typealias Kind = LedgerEntry.Kind

    private func problem(_ check: () throws(InputError) -> Void) -> String? {
        do throws(InputError) { try check() } catch { return "\(error.field): \(error.problem)" }
        return nil
    }

    @Test func everyEntryFollowsTheLifeOfAClaimAndOnlyAPublicationComesFirst() throws {
        for kind in Kind.allCases {
            for status in Claim.Status.allCases {
                let state = LedgerState(status: status, isPaused: kind == .resumption)
                let isNew = kind.takesVerdict
                let isPossible =
                    switch kind {
                    case .publication: status == .decided
                    case .reopening: status == .retracted
                    case .noChange: status.isPublic || status == .retracted
                    default: status.isPublic
                    }
                if isPossible {
                    let next = try state.after(kind, newVerdict: isNew).status
                    #expect(next == status || status.next.contains(next), "\(kind): \(status) to \(next)")
                } else {
                    let error = kind == .reopening ? LedgerError.notRetracted(status) : .notPublic(status)
                    #expect(throws: error) { try state.after(kind, newVerdict: isNew) }
                }
            }
        }
    }

    @Test func aVerdictGoesOutIsPausedResumedUpdatedCorrectedAndRetracted() throws {
        var state = LedgerState(status: .decided, isPaused: false)
        let story: [(Kind, Bool, Claim.Status, Bool)] = [
            (.publication, false, .published, false), (.clarification, false, .published, false),
            (.update, false, .published, false), (.pause, false, .published, true),
            (.noChange, false, .published, true), (.resumption, false, .published, false),
            (.update, true, .corrected, false), (.pause, false, .corrected, true),
            (.correction, true, .corrected, false), (.retraction, false, .retracted, false),
            (.noChange, false, .retracted, false),
        ]
        for (kind, isNew, status, isPaused) in story {
            state = try state.after(kind, newVerdict: isNew)
            #expect(state == LedgerState(status: status, isPaused: isPaused), "\(kind)")
        }
    }

    @Test func aPauseBeginsOnceAndEndsOnce() throws {
        let shown = LedgerState(status: .published, isPaused: false)
        #expect(throws: LedgerError.notPaused) { try shown.after(.resumption, newVerdict: false) }
        let paused = try shown.after(.pause, newVerdict: false)
        #expect(throws: LedgerError.paused) { try paused.after(.pause, newVerdict: false) }
    }

    @Test func aRequestHasAText() {
        func problem(_ text: String, _ url: String? = nil) -> String? {
            self.problem { () throws(InputError) in try CorrectionRequest.Input(text: text, url: url).validate() }
        }
        #expect(problem("No.") == nil)
        #expect(problem(" ") == "text: must not be empty")
        #expect(problem(String(repeating: "a", count: 5001)) == "text: must be at most 5000 characters")
        #expect(problem("No.", "ftp://a") == "url: must be a URL that begins with http:// or https://")
    }

    @Test(arguments: LedgerEntry.Kind.allCases)
    func aDecisionHasWhatItsKindNeedsAndNothingElse(kind: LedgerEntry.Kind) {
        let verdict = VerdictRevision(rating: "true", rationale: "It is so.")
        let claim = ClaimCorrection(statement: "It is so.")
        func problem(
            _ text: String?, _ verdict: VerdictRevision?, _ claim: ClaimCorrection = ClaimCorrection()
        ) -> String? {
            let decision = CorrectionDecision(kind: kind, publicText: text, verdict: verdict, claim: claim)
            return self.problem { () throws(InputError) in try decision.validate() }
        }
        guard CorrectionDecision.kinds.contains(kind) else {
            #expect(
                problem("Told.", verdict)
                    == "decision: must be one of no_change, clarification, update, correction, retraction")
            return
        }
        let bare = problem(nil, kind == .correction ? verdict : nil)
        #expect((bare?.hasPrefix("publicText: is required") ?? false) == (kind != .noChange))
        #expect((problem("Told.", nil) == nil) == (kind != .correction))
        #expect((problem("Told.", verdict) == nil) == (kind == .correction || kind == .update))
        #expect((problem("Told.", nil, claim) == nil) == [.correction, .update, .clarification].contains(kind))
        let nameless = ClaimCorrection(claimant: Claimant(name: nil, kind: .named, quotation: nil))
        #expect(problem("Told.", nil, nameless) != nil)
    }

    @Test func aCorrectionOfTheClaimAloneMakesItCorrectedAndLeavesAPause() throws {
        for isPaused in [false, true] {
            let state = try LedgerState(status: .published, isPaused: isPaused).after(.correction, newVerdict: false)
            #expect(state == LedgerState(status: .corrected, isPaused: isPaused))
        }
    }

    @Test func whatIsPutRightHasWhatStoodBefore() {
        let claim = Claim.sample(claimant: Claimant(name: "Ina Calder", kind: .named, quotation: .direct))
        let correction = ClaimCorrection(
            statement: claim.statement, claimant: Claimant(name: "Ines Calder", kind: .named, quotation: .indirect))
        #expect(
            correction.changes(to: claim) == [
                .init(.claimant, before: "Ina Calder", after: "Ines Calder"),
                .init(.quotation, before: "direct", after: "indirect"),
            ])
        #expect(ClaimCorrection(statement: "Another.").changes(to: claim).map(\.field) == [.statement])
        #expect(ClaimCorrection().isEmpty && ClaimCorrection().changes(to: claim).isEmpty)
    }

    @Test func whatIsLeftOutOfARevisionStaysAsItStands() {
        let old = Verdict.sample
        let input = VerdictRevision(headline: Headline(title: "No wall")).input(after: old, overrideReason: nil)
        #expect(input.rating == old.rating.key && input.rationale == old.rationale && input.evidenceIDs == nil)
        #expect(input.headline.changes(from: old.headline) == [.init(.title, before: nil, after: "No wall")])
    }

    @Test func whoWasNamedByMistakeAnsweredNothing() {
        func attempt(_ second: Double) -> ReplyAttempt {
            ReplyAttempt(
                id: .sample(UInt64(second)), claimID: .sample(1),
                input: .init(channel: .email, contact: "press", contactedAt: .sample), recordedBy: .sample(7),
                recordedAt: Date(timeIntervalSince1970: second))
        }
        let entry = LedgerEntry(
            id: .sample(60), claimID: .sample(1), verdictID: .sample(40), verdictVersion: 1, kind: .correction,
            publicText: "Another.", reason: nil, overrideReason: nil, gateReasons: [:], requestID: nil,
            changes: [.init(.claimant, before: "A", after: "B")], enteredBy: .sample(7), enteredByName: "Ed",
            enteredAt: Date(timeIntervalSince1970: 10))
        let all = [attempt(5), attempt(15)]
        #expect([entry].attempts(of: all).map(\.id) == [.sample(15)])
        #expect([LedgerEntry]().attempts(of: all).count == 2)
    }
}
