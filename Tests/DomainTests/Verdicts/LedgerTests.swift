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
                    case .noChange, .clarification: status.isPublic || status == .retracted
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
        let title = VerdictRevision(headline: Headline(title: "So"))
        #expect((problem("Told.", title) == nil) == [.correction, .update, .clarification].contains(kind))
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

    private func attempt(_ id: UInt64, to claimant: Int = 1, about version: Int = 1) -> ReplyAttempt {
        ReplyAttempt(
            id: .sample(id), claimID: .sample(1), claimantNumber: claimant, verdictVersion: version,
            input: .init(channel: .email, contact: "press", contactedAt: .sample), recordedBy: .sample(7),
            recordedAt: .sample)
    }

    @Test func whoWasNamedByMistakeAnsweredNothing() {
        let all = [attempt(5), attempt(15, to: 2)]
        #expect(all.made(to: .sample()).map(\.id) == [.sample(5)])
    }

    @Test func whoWasAskedAboutAnotherVerdictWasNotAskedAboutThisOne() {
        let all = [attempt(1, about: 1), attempt(2, about: 2), attempt(3, about: 3)]
        #expect(all.counting(for: 3, harmless: [], in: []).count == 3)
        #expect(all.counting(for: 3, harmless: [1, 3], in: []).map(\.id) == [.sample(2), .sample(3)])
        let reopening = LedgerEntry(
            id: .sample(60), claimID: .sample(1), verdictID: .sample(40), verdictVersion: 2, kind: .reopening,
            publicText: "Again.", reason: nil, overrideReason: nil, gateReasons: [:], requestID: nil,
            enteredBy: .sample(7), enteredByName: "Ed", enteredAt: .sample)
        #expect(all.counting(for: 3, harmless: [], in: [reopening]).map(\.id) == [.sample(3)])
    }

    @Test func anotherNameIsAnotherPersonUnlessTheEditorSaysOtherwise() {
        let claim = Claim.sample(claimant: Claimant(name: "Ina Calder", kind: .named, quotation: .direct))
        func isAnother(_ name: String?, _ kind: Claimant.Kind = .named, same: Bool = false) -> Bool {
            ClaimChange(claimant: Claimant(name: name, kind: kind, quotation: nil), samePerson: same)
                .namesAnother(than: claim)
        }
        #expect(isAnother("Ines Calder") && isAnother(nil, .article))
        #expect(
            !isAnother("Ina Calder") && !isAnother("Ina Calder", .anonymous) && !isAnother("Ina Caldér", same: true))
        #expect(!ClaimChange(statement: "Another.").namesAnother(than: claim))
        #expect(
            problem { () throws(InputError) in try ClaimChange(samePerson: true).validate() }
                == "samePerson: goes with a claimant")
    }

    @Test func aRetractedVerdictIsAnsweredForWhateverComesOfTheClaim() throws {
        for status in Claim.Status.allCases where !status.isPublic {
            let state = LedgerState(status: status, isPaused: false, isReopened: status != .retracted)
            for kind in [Kind.noChange, .clarification, .correction] {
                #expect(try state.after(kind, newVerdict: false) == state, "\(kind): \(status)")
                #expect(throws: LedgerError.notPublic(status)) { try state.after(kind, newVerdict: true) }
            }
            #expect(throws: LedgerError.notPublic(status)) { try state.after(.update, newVerdict: false) }
        }
    }

    /// A preview of it must not say that it could be entered, whatever the claim's state.
    @Test func whatItSaysIsLookedAtBeforeAnyState() {
        let item = EvidenceInput(url: "https://example.org/a", stance: .supports, archiveSHA256: "no")
        for (verdict, field) in [
            (VerdictRevision(rating: "false", evidence: [item]), "evidence[0].archiveSha256"),
            (VerdictRevision(rating: ""), "rating"), (VerdictRevision(rating: "Not so"), "rating"),
        ] {
            let decision = CorrectionDecision(kind: .correction, publicText: "So.", verdict: verdict)
            let problem = self.problem { () throws(InputError) in try decision.validate() }
            #expect(problem?.hasPrefix("\(field): ") == true, "\(problem ?? "none")")
        }
    }

    @Test func aTitleIsSaidAnewOrTakenAwayWhereTheClaimHasChanged() throws {
        var old = Verdict.sample
        old.headline = Headline(title: "No wall", claimReviewed: "The wall is long")
        let changes = [LedgerEntry.Change(.statement, before: "a", after: "b")]
        func problem(_ verdict: VerdictRevision?, _ changes: [LedgerEntry.Change]) -> String? {
            let decision = CorrectionDecision(kind: .correction, publicText: "So.", verdict: verdict)
            return self.problem { () throws(InputError) in try decision.requireHeadline(after: changes, of: old) }
        }
        #expect(problem(nil, changes) == "title: is to be said anew, or null: the claim has changed")
        #expect(
            problem(VerdictRevision(headline: Headline(title: "No wall")), changes)?.hasPrefix("claimReviewed: ")
                == true)
        let whole = VerdictRevision(headline: Headline(title: "No wall"), cleared: [.claimReviewed])
        #expect(problem(whole, changes) == nil)
        #expect(whole.input(after: old, overrideReason: nil).headline == Headline(title: "No wall"))
        #expect(problem(nil, [LedgerEntry.Change(.quotation, before: "direct", after: "indirect")]) == nil)
    }
}
