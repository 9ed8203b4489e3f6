package import Domain
import Store

extension Desk {
    /// Makes a claim's verdict public: the one that was decided, or, on a desk that publishes reviewers' notes, the one that
    /// agreeing reviews drafted.
    ///
    /// - Throws: `NotFound`, `InputError` for an empty reason, `ClaimError` when there is nothing to publish,
    ///   `VerdictError` when a rule of the desk stands against it.
    package func publish(
        _ id: Claim.ID, overrideReason: String?, gateReasons: [PublicationGates.Gate: String] = [:],
        by caller: Caller
    ) async throws -> Publication {
        if let overrideReason { try Input.text(overrideReason, "overrideReason", limit: 5000) }
        try PublicationGates.validate(reasons: gateReasons, field: "gateReasons")
        return try await change(.publish, by: caller) { change in
            try publish(
                id, overrideReason: overrideReason, gateReasons: gateReasons, unless: Objections(), in: change)
        }
    }

    /// The steps of a publication.
    ///
    /// - Parameter objections: the rules that a rehearsal tells about and goes on.
    func publish(
        _ id: Claim.ID, overrideReason: String?, gateReasons: [PublicationGates.Gate: String],
        unless objections: Objections, in change: Change
    ) throws -> Publication {
        let (desk, session) = (change.desk, change.session)
        try objections.ask { try Self.requireNoEmbargo(onClaim: id, in: change) }
        let claim = try Claim.lock(id, on: desk, in: session)
        let reviews = try Review.all(of: [id], on: desk, in: session)[id] ?? []
        try Self.requireReviews(reviews, of: claim)
        guard claim.status == .agreed || claim.status == .decided else {
            throw ClaimError.wrongState(claim.status, wanted: .published)
        }
        // One that was retracted before the claim was opened again is no decision on it any more.
        let decided = claim.status == .agreed ? nil : try Verdict.latest(of: [id], on: desk, in: session)[id]
        try objections.ask {
            try SeparationOfDuties.mayPublish(
                change.member, reviewers: reviews.map(\.reviewerID), decidedBy: decided?.decidedBy,
                overrideReason: overrideReason)
        }
        let added = try Evidence.all(of: [id], sinceReopening: true, on: desk, in: session)[id] ?? []
        if claim.status == .agreed, let draft = VerdictDraft(from: reviews, added: added) {
            if try !DeskProfile.get(desk, in: session).policy.publicNotes { throw VerdictError.textMissing }
            try storeVerdict(
                of: claim, basis: .agreement, scale: draft.scale, rating: draft.rating.key,
                rationale: draft.rationale, headline: .none, evidence: draft.evidence.map(\.id),
                overrideReason: overrideReason, in: change)
            try Claim.setStatus(.decided, of: id, on: desk, in: session)
        }
        let verdict = try Self.latestVerdict(of: id, in: change)
        try objections.ask { if verdict.wording != claim.wording { throw VerdictError.claimChanged } }
        try objections.ask {
            let old = verdict.backing.count { $0.wording < claim.wording }
            if old > 0, overrideReason == nil { throw VerdictError.changedSinceReviews(old) }
        }
        // An editor's own decision settles what was returned; what agreeing reviews say waits for it.
        try objections.ask {
            if verdict.basis == .agreement, overrideReason == nil,
                try ReviewReturn.isOpen(on: id, desk: desk, in: session)
            {
                throw VerdictError.reviewReturned
            }
        }
        try objections.ask {
            try Self.requireOpenGates(for: verdict, of: claim, reasons: gateReasons, in: change)
        }
        let entry = try enter(
            .publication, of: verdict, claim: claim, overrideReason: overrideReason, gateReasons: gateReasons,
            in: change)
        return Publication(id: entry.id, claimID: id, verdict: verdict, publishedAt: entry.enteredAt)
    }

    /// - Throws: `VerdictError.held` with every gate that is neither open nor passed with a reason.
    static func requireOpenGates(
        for verdict: Verdict, of claim: Claim, reasons: [PublicationGates.Gate: String], in change: Change
    ) throws {
        let gates = try DeskProfile.get(change.desk, in: change.session).policy.gates
        let held = gates.held(by: try facts(for: verdict, of: claim, in: change), reasons: reasons)
        if !held.isEmpty { throw VerdictError.held(held) }
    }

    /// What the desk's gates look at.
    static func facts(
        for verdict: Verdict, of claim: Claim, in change: Change
    ) throws -> PublicationGates.Facts {
        let (desk, session) = (change.desk, change.session)
        let ledger = try LedgerEntry.all(of: [claim.id], on: desk, in: session)[claim.id] ?? []
        let attempts = (try ReplyAttempt.all(of: [claim.id], on: desk, in: session)[claim.id] ?? []).made(to: claim)
        let harmless = attempts.isEmpty ? [] : try harmlessVersions(before: verdict, in: change)
        return PublicationGates.Facts(
            evidence: verdict.evidence.map(\.item), rating: verdict.rating,
            scale: try RatingScale.get(verdict.scale, on: desk, in: session).ratings, claimant: claim.claimant,
            replyAttempts: attempts.counting(for: verdict.version, harmless: harmless, in: ledger).count)
    }

    /// The earlier versions of a verdict that did not speak against the claimant.
    private static func harmlessVersions(before verdict: Verdict, in change: Change) throws -> Set<Int> {
        let (desk, session) = (change.desk, change.session)
        let older = try Verdict.all(of: verdict.claimID, on: desk, in: session).filter { $0.version < verdict.version }
        let scales = try Dictionary(
            uniqueKeysWithValues: Set(older.map(\.scale)).map { scale in
                (scale, try RatingScale.get(scale, on: desk, in: session).ratings)
            })
        return Set(older.filter { $0.rating.side(on: scales[$0.scale] ?? []) != .falser }.map(\.version))
    }

    /// Adds an entry to a claim's ledger and moves the claim to the state that follows.
    ///
    /// - Parameter isNew: the entry brings the verdict, a new version of a published one.
    @discardableResult
    func enter(
        _ kind: LedgerEntry.Kind, of verdict: Verdict, claim: Claim, publicText: String? = nil,
        reason: String? = nil, overrideReason: String? = nil, gateReasons: [PublicationGates.Gate: String] = [:],
        request: CorrectionRequest.ID? = nil, changes: [LedgerEntry.Change] = [], isNew: Bool = false, in change: Change
    ) throws -> LedgerEntry {
        let (desk, session) = (change.desk, change.session)
        // As it is by now: a publication may just have decided it.
        let now = try Claim.get(claim.id, on: desk, in: session)
        let after = try LedgerState(now)
            .after(kind, newVerdict: isNew)
        let reasons = Dictionary(uniqueKeysWithValues: gateReasons.map { ($0.key.rawValue, $0.value) })
        let entry = try LedgerEntry.insert(
            change.newID(), kind, of: verdict.id, claim: claim.id, publicText: publicText, reason: reason,
            overrideReason: overrideReason, gateReasons: reasons, request: request, changes: changes, by: change.member,
            on: desk,
            in: session)
        // Before a retraction, which nothing may be paused in.
        if after.isPaused != now.isPaused {
            try Claim.setPaused(after.isPaused, of: claim.id, on: desk, in: session)
        }
        if after.status != now.status { try Claim.setStatus(after.status, of: claim.id, on: desk, in: session) }
        var details = ["entry": entry.id.description, "verdict": verdict.id.description, "kind": kind.rawValue]
        details["overrideReason"] = overrideReason
        details["request"] = request?.description
        if !changes.isEmpty { details["changed"] = changes.map(\.field.rawValue).joined(separator: ", ") }
        if !reasons.isEmpty { details["gatesPassed"] = reasons.keys.sorted().joined(separator: ", ") }
        details[HashedContent.entry.detail] = try HashedContent.entry.hash(of: entry.id, on: desk, in: session)
        details[HashedContent.claim.detail] = try HashedContent.claim.hash(of: claim.id, on: desk, in: session)
        try change.audit(Self.action(for: kind), "claim", claim.id.rawValue, details)
        return entry
    }

    private static func action(for kind: LedgerEntry.Kind) -> AuditEvent.Action {
        switch kind {
        case .publication: .verdictPublished
        case .pause: .verdictPaused
        case .resumption: .verdictResumed
        case .retraction: .verdictRetracted
        case .reopening: .verdictReopened
        case .clarification: .verdictClarified
        case .update: .verdictUpdated
        case .correction: .verdictCorrected
        case .noChange: .correctionDeclined
        }
    }
}
