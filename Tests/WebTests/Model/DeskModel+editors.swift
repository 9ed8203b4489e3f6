import Domain

// What editors and administrators do.
extension DeskModel {
    mutating func triage(_ claim: Int, _ decision: TriageDecision) throws -> String {
        let status = claims[claim].status
        switch decision {
        case .queue:
            guard status == .detected || status == .dismissed else {
                throw ClaimError.wrongState(status, wanted: .queued)
            }
            claims[claim].status = .queued
            claims[claim].queuedAt = clock
            claims[claim].slots = Array(repeating: .open, count: claims[claim].required)
        case .dismiss:
            guard status == .detected || status == .queued else {
                throw ClaimError.wrongState(status, wanted: .dismissed)
            }
            if taken(claim) > 0 { throw ClaimError.underReview }
            notice(of: claim)
            claims[claim].status = .dismissed
            claims[claim].slots = []
        case .merge, .split, .hold: preconditionFailure("these have verbs of their own")
        }
        return "\(claims[claim].status.rawValue)"
    }

    mutating func merge(_ claim: Int, into target: Int) throws -> String {
        if claim == target { throw InputError("into", "is the same") }
        let (status, other) = (claims[claim].status, claims[target])
        if !claims[claim].isUndecided { throw ClaimError.wrongState(status, wanted: .merged) }
        if other.status == .merged || other.status == .withdrawn {
            throw ClaimError.notMergeable(into: other.status, mergedInto: other.mergedInto.map(Self.id))
        }
        for index in claims.indices where index == claim || claims[index].mergedInto == claim {
            claims[index].mergedInto = target
        }
        leave(claim, .merged, why: "The claim was merged into another.")
        return "merged"
    }

    /// The halves get priorities of their own, so that their order is known.
    mutating func split(_ claim: Int, into places: [Range<Int>]) throws -> String {
        let old = claims[claim]
        guard old.isUnderReview || old.status == .detected || old.status == .dismissed else {
            throw ClaimError.wrongState(old.status, wanted: .dismissed)
        }
        if taken(claim) > 0 { throw ClaimError.underReview }
        if old.isSplit { throw InputError("parts[0]", "is a claim already") }
        notice(of: claim)
        claims[claim].status = .dismissed
        claims[claim].slots = []
        claims[claim].isSplit = true
        for place in places {
            var part = Item(seed: old.seed.part(place, required: old.required), required: old.required, status: .queued)
            part.priority = Self.priority(ofPart: claims.count)
            part.queuedAt = clock
            part.slots = Array(repeating: .open, count: old.required)
            claims.append(part)
        }
        return "dismissed"
    }

    /// Above that of any claim that is no part.
    static func priority(ofPart claim: Int) -> Int { 3 + claim }

    private func requireOwner(_ article: Int, _ member: String) throws {
        let isEditor = people[member]?.roles.contains(.editor) ?? false
        if !isEditor, articles[article].submitter != member { throw AccessError.forbidden(needs: [.editor]) }
    }

    mutating func kill(_ article: Int, _ member: String) throws -> String {
        try requireOwner(article, member)
        if !articles[article].isKilled {
            articles[article].isKilled = true
            for claim in claims.indices where claims[claim].seed.article == article {
                if claims[claim].isUndecided || claims[claim].status == .decided {
                    leave(claim, .withdrawn, why: "The article was withdrawn.")
                }
            }
        }
        return "\(claims.count { $0.seed.article == article && $0.isPublic }) stay public"
    }

    mutating func embargo(_ article: Int, _ member: String, _ isOn: Bool) throws -> String {
        try requireOwner(article, member)
        articles[article].isEmbargoed = isOn
        return isOn ? "held back" : "free"
    }

    private func requireNoEmbargo(_ claim: Int) throws {
        if articles[claims[claim].seed.article].isEmbargoed { throw EmbargoError.embargoed(until: Self.embargoEnd) }
    }

    mutating func edit(_ claim: Int, priority: Int?, required: Int?) throws -> String {
        let old = claims[claim]
        if !old.isUndecided { throw ClaimError.notEditable(old.status) }
        if let required, required != old.required {
            if old.isUnderReview {
                let kept = taken(claim)
                if kept > required { throw ClaimError.reviewsAlreadyGiven }
                notice(of: claim)
                claims[claim].slots.removeAll { $0 == .open }
                claims[claim].slots += Array(repeating: .open, count: required - kept)
            } else if old.status != .detected, old.status != .dismissed {
                throw ClaimError.notEditable(old.status)
            }
            claims[claim].required = required
            if old.isUnderReview { claims[claim].status = settled(claim) }
        }
        if let priority { claims[claim].priority = priority }
        return "\(claims[claim].status.rawValue)"
    }

    private func requireReviews(_ claim: Int) throws {
        guard claims[claim].isUnderReview else { return }
        throw VerdictError.reviewsMissing(required: claims[claim].required)
    }

    /// Who took their review back has judged the claim all the same.
    private func requireOthers(_ editor: String, _ claim: Int, override: Bool) throws {
        if !override, reviews.contains(where: { $0.claim == claim && $0.member == editor }) {
            throw VerdictError.ownReview
        }
    }

    mutating func decide(_ claim: Int, _ editor: String, override: Bool) throws -> String {
        try requireReviews(claim)
        guard [.agreed, .disputed, .decided].contains(claims[claim].status) else {
            throw ClaimError.wrongState(claims[claim].status, wanted: .decided)
        }
        try requireOthers(editor, claim, override: override)
        claims[claim].verdicts.append(editor)
        claims[claim].status = .decided
        return "version \(claims[claim].verdicts.count)"
    }

    mutating func publish(_ claim: Int, _ editor: String, override: Bool) throws -> String {
        try requireNoEmbargo(claim)
        try requireReviews(claim)
        let status = claims[claim].status
        guard status == .agreed || status == .decided else {
            throw ClaimError.wrongState(status, wanted: .published)
        }
        let authors = authors(of: claim)
        if !override, authors.contains(editor) {
            // Somebody else stands behind it: another reviewer, or another editor who decided it.
            let decider = claims[claim].verdicts.last
            if authors.allSatisfy({ $0 == editor }), decider == nil || decider == editor {
                throw VerdictError.ownReview
            }
        }
        // What agreeing reviews say waits for the one that was sent back.
        if status == .agreed, !override, counting(claim).contains(where: returned.contains) {
            throw VerdictError.reviewReturned
        }
        if status == .agreed { claims[claim].verdicts.append(editor) }
        claims[claim].status = .published
        claims[claim].ledger.append(.publication)
        return "version \(claims[claim].verdicts.count)"
    }

    private func requirePublic(_ claim: Int) throws {
        if !claims[claim].isPublic { throw LedgerError.notPublic(claims[claim].status) }
    }

    mutating func request(_ claim: Int) throws {
        try requirePublic(claim)
        requests.append(Request(claim: claim))
    }

    /// - Parameter kind: a correction brings a new verdict, the others none; that nothing changes is said to nobody.
    mutating func correct(
        _ claim: Int, _ editor: String, _ kind: LedgerEntry.Kind, request: Int?, override: Bool
    ) throws -> String {
        if kind != .noChange, kind != .retraction { try requireNoEmbargo(claim) }
        if kind != .noChange || claims[claim].status != .retracted { try requirePublic(claim) }
        if let request {
            if requests[request].claim != claim { throw NotFound("correction request") }
            if let answer = requests[request].answer { throw LedgerError.answered(answer) }
        }
        if kind == .correction {
            try requireOthers(editor, claim, override: override)
            claims[claim].verdicts.append(editor)
            claims[claim].status = .corrected
            claims[claim].isPaused = false
        } else if kind == .retraction {
            claims[claim].status = .retracted
            claims[claim].isPaused = false
        }
        if let request { requests[request].answer = kind }
        claims[claim].ledger.append(kind)
        return "version \(claims[claim].verdicts.count)"
    }

    mutating func enter(_ claim: Int, _ kind: LedgerEntry.Kind) throws {
        if kind == .resumption { try requireNoEmbargo(claim) }
        try requirePublic(claim)
        let isPaused = claims[claim].isPaused
        if kind == .pause, isPaused { throw LedgerError.paused }
        if kind == .resumption, !isPaused { throw LedgerError.notPaused }
        claims[claim].isPaused = kind == .pause
        if kind == .retraction { claims[claim].status = .retracted }
        claims[claim].ledger.append(kind)
    }

    mutating func rescale() -> String {
        scale += 1
        return "version \(scale)"
    }

    mutating func setRoles(_ member: String, _ roles: Set<Role>) {
        let had = people[member]?.roles ?? []
        people[member]?.roles = roles
        let oversaw = !had.isDisjoint(with: Self.overseers)
        let isBlinded =
            roles.isDisjoint(with: Self.overseers) || (!had.contains(.reviewer) && roles.contains(.reviewer))
        if oversaw, isBlinded { people[member]?.sightEnded = clock }
        if had.contains(.reviewer), !roles.contains(.reviewer) {
            giveBack(of: member, because: "the member is no reviewer any more")
        }
    }

    mutating func deactivate(_ member: String) {
        people[member]?.isActive = false
        giveBack(of: member, because: "the member was deactivated")
    }

    private mutating func giveBack(of member: String, because why: String) {
        for index in leases.indices where leases[index].member == member && leases[index].ending == nil {
            leases[index].why = why
            end(index, leases[index].hasRunOut ? .expired : .released)
        }
    }

    /// Whose reviews of a claim a member sees. Blind is who may still be asked: a reviewer whose own review is not in,
    /// until there is a verdict, because a review that is withdrawn asks for another one.
    func look(_ claim: Int, _ member: String) -> String {
        let authors = authors(of: claim).sorted()
        let seen = isBlind(member, to: claim) ? [] : authors
        return "\(claims[claim].status.rawValue), reviews of \(seen)"
    }

    func isBlind(_ member: String, to claim: Int) -> Bool {
        if authors(of: claim).contains(member) { return false }
        let roles = people[member]?.roles ?? []
        let oversees = !roles.isDisjoint(with: Self.overseers)
        return switch claims[claim].status {
        case .detected, .dismissed, .queued, .inReview, .merged: roles.contains(.reviewer) || !oversees
        case .agreed, .disputed: !oversees
        default: false
        }
    }
}
