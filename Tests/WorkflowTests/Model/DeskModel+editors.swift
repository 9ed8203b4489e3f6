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
            if taken(claim) > 0 { throw ClaimError.underReview(taken(claim)) }
            notice(of: claim)
            claims[claim].status = .dismissed
            claims[claim].slots = []
        case .merge, .split, .hold: preconditionFailure("histories have no merges and splits")
        }
        return "\(claims[claim].status)"
    }

    mutating func edit(_ claim: Int, priority: Int?, required: Int?) throws -> String {
        let old = claims[claim]
        if !old.isUndecided { throw ClaimError.notEditable(old.status) }
        if let required, required != old.required {
            if old.isUnderReview {
                let kept = taken(claim)
                if kept > required { throw ClaimError.reviewsAlreadyGiven(kept) }
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
        return "\(claims[claim].status)"
    }

    private func requireReviews(_ claim: Int) throws {
        guard claims[claim].isUnderReview else { return }
        throw VerdictError.reviewsMissing(given: counting(claim).count, required: claims[claim].required)
    }

    private func requireOthers(_ editor: String, _ claim: Int, override: Bool) throws {
        // Who took their review back has judged the claim all the same.
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
        if status == .agreed { claims[claim].verdicts.append(editor) }
        claims[claim].status = .published
        claims[claim].ledger.append(.publication)
        return "version \(claims[claim].verdicts.count)"
    }

    private func requirePublic(_ claim: Int) throws {
        let status = claims[claim].status
        if status != .published, status != .corrected { throw LedgerError.notPublic(status) }
    }

    mutating func request(_ claim: Int) throws {
        try requirePublic(claim)
        requests.append(Request(claim: claim))
    }

    /// - Parameter kind: a correction brings a new verdict, the others none.
    mutating func correct(
        _ claim: Int, _ editor: String, _ kind: LedgerEntry.Kind, request: Int?, override: Bool
    ) throws -> String {
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
        try requirePublic(claim)
        let isPaused = claims[claim].isPaused
        if kind == .pause, isPaused { throw LedgerError.paused }
        if kind == .resumption, !isPaused { throw LedgerError.notPaused }
        claims[claim].isPaused = kind == .pause
        if kind == .retraction { claims[claim].status = .retracted }
        claims[claim].ledger.append(kind)
    }

    mutating func setRoles(_ member: String, _ roles: Set<Role>) {
        let had = people[member]?.roles ?? []
        people[member]?.roles = roles
        if had.contains(.reviewer), !roles.contains(.reviewer) { giveBack(of: member) }
    }

    mutating func deactivate(_ member: String) {
        people[member]?.isActive = false
        giveBack(of: member)
    }

    private mutating func giveBack(of member: String) {
        for index in leases.indices where leases[index].member == member && leases[index].ending == nil {
            end(index, leases[index].hasRunOut ? .expired : .released)
        }
    }

    /// Whose reviews of a claim a member sees. Blind is who may still be asked: a reviewer whose own review is not in,
    /// until there is a verdict, because a review that is withdrawn asks for another one.
    func look(_ claim: Int, _ member: String) -> String {
        let roles = people[member]?.roles ?? []
        let authors = authors(of: claim).sorted()
        let oversees = !roles.isDisjoint(with: [.editor, .auditor, .admin])
        let item = claims[claim]
        let mayBeAsked: Bool =
            switch item.status {
            case .detected, .dismissed, .queued, .inReview: roles.contains(.reviewer) || !oversees
            case .agreed, .disputed: !oversees
            default: false
            }
        let seen = mayBeAsked && !authors.contains(member) ? [] : authors
        return "\(item.status), reviews of \(seen)"
    }
}
