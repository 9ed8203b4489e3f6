import Domain
import Testing

@Suite struct CorrectionTests {
    private typealias Kind = LedgerEntry.Kind

    private func problem(_ check: () throws(InputError) -> Void) -> String? {
        do throws(InputError) { try check() } catch { return "\(error.field): \(error.problem)" }
        return nil
    }

    @Test func `an entry is taken in its states and in no other`() throws {
        for kind in Kind.allCases {
            for status in Claim.Status.allCases {
                let standing = PublicStanding(status: status, isPaused: kind == .resumption)
                if kind.possibleIn.contains(status) {
                    let next = try standing.entering(kind).status
                    #expect(next == status || status.next.contains(next), "\(kind): \(status) to \(next)")
                } else {
                    #expect(throws: CorrectionError.wrongState(kind, status)) { try standing.entering(kind) }
                }
            }
        }
    }

    @Test func `a verdict goes out, is paused, corrected, resumed and retracted`() throws {
        var standing = PublicStanding(status: .decided)
        #expect(!standing.isShown)
        let story: [(Kind, Claim.Status, Bool)] = [
            (.publication, .published, false), (.clarification, .published, false), (.update, .published, false),
            (.pause, .published, true), (.noChange, .published, true), (.correction, .corrected, true),
            (.resumption, .corrected, false), (.update, .corrected, false), (.correction, .corrected, false),
            (.pause, .corrected, true), (.retraction, .retracted, false), (.noChange, .retracted, false),
        ]
        for (kind, status, isPaused) in story {
            standing = try standing.entering(kind)
            #expect(standing == PublicStanding(status: status, isPaused: isPaused), "\(kind)")
            #expect(standing.isShown == (status != .retracted && !isPaused))
        }
    }

    @Test func `a pause begins once and ends once`() throws {
        let shown = PublicStanding(status: .published)
        #expect(throws: CorrectionError.notPaused) { try shown.entering(.resumption) }
        let paused = try shown.entering(.pause)
        #expect(throws: CorrectionError.alreadyPaused) { try paused.entering(.pause) }
    }

    @Test func `a request has a text`() {
        #expect(problem { () throws(InputError) in try CorrectionRequest(text: "No.").validate() } == nil)
        #expect(
            problem { () throws(InputError) in try CorrectionRequest(text: " ").validate() }
                == "text: must not be empty")
        let long = String(repeating: "a", count: 5001)
        #expect(
            problem { () throws(InputError) in try CorrectionRequest(text: long).validate() }
                == "text: must be at most 5000 characters")
        #expect(
            problem { () throws(InputError) in try CorrectionRequest(text: "No.", url: "ftp://a").validate() }
                == "url: must be a URL that begins with http:// or https://")
    }

    @Test(arguments: LedgerEntry.Kind.allCases)
    func `a decision has what its kind needs and nothing else`(kind: LedgerEntry.Kind) {
        let verdict = VerdictInput(rating: "true", rationale: "It is so.")
        func problem(_ text: String?, _ verdict: VerdictInput?) -> String? {
            let decision = CorrectionDecision(kind: kind, publicText: text, verdict: verdict)
            return self.problem { () throws(InputError) in try decision.validate(on: .sample) }
        }
        guard kind.isDecision else {
            #expect(
                problem("Told.", verdict)
                    == "kind: must be one of clarification, update, correction, retraction, no_change")
            return
        }
        let bare = problem(nil, kind == .correction ? verdict : nil)
        #expect(bare?.hasPrefix("publicText: is required") ?? false == (kind != .noChange))
        if kind != .noChange { #expect(problem(" ", verdict) == "publicText: must not be empty") }
        #expect((problem("Told.", nil) == nil) == (kind != .correction))
        #expect((problem("Told.", verdict) == nil) == (kind == .correction || kind == .update))
    }

    @Test func `a new verdict is checked as every verdict`() {
        let verdict = VerdictInput(rating: "maybe", rationale: "It is so.")
        let decision = CorrectionDecision(kind: .correction, publicText: "Told.", verdict: verdict)
        let found = problem { () throws(InputError) in try decision.validate(on: .sample) }
        #expect(found?.hasPrefix("verdict.rating: must be one of true,") == true)
    }
}
