import Domain
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
                let isNew = kind.verdict == .required
                let isPossible =
                    kind == .publication
                    ? status == .decided : status.isPublic || (kind == .noChange && status == .retracted)
                if isPossible {
                    let next = try state.after(kind, newVerdict: isNew).status
                    #expect(next == status || status.next.contains(next), "\(kind): \(status) to \(next)")
                } else {
                    #expect(throws: LedgerError.notPublic(status)) { try state.after(kind, newVerdict: isNew) }
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
        let verdict = VerdictInput(rating: "true", rationale: "It is so.")
        func problem(_ text: String?, _ verdict: VerdictInput?) -> String? {
            let decision = CorrectionDecision(kind: kind, publicText: text, verdict: verdict)
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
    }
}
