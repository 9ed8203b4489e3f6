package import Domain
import Store

extension Desk {
    /// Records that somebody says a published verdict is wrong.
    ///
    /// - Throws: `NotFound`, `InputError`, `LedgerError.notPublic` when there is nothing published to be wrong.
    package func requestCorrection(
        _ input: CorrectionRequest.Input, of id: Claim.ID, by caller: Caller
    ) async throws -> CorrectionRequest {
        try input.validate()
        return try await change(.requestCorrection, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let claim = try Claim.lock(id, on: desk, in: session)
            guard claim.status.isPublic else { throw LedgerError.notPublic(claim.status) }
            let request: CorrectionRequest.ID = change.newID()
            try CorrectionRequest.insert(request, input, claim: id, by: change.member, on: desk, in: session)
            try change.audit(.correctionRequested, "claim", id.rawValue, ["request": request.description])
            return try CorrectionRequest.get(request, of: id, on: desk, in: session)
        }
    }

    /// Correction requests, the newest first.
    ///
    /// - Parameter open: those that wait, or those that were answered; nil for both.
    package func correctionRequests(
        open: Bool?, _ page: PageRequest, for principal: Principal
    ) async throws -> Page<CorrectionRequest> {
        try await read(.seeCorrectionRequests, for: principal) {
            try CorrectionRequest.page(page, open: open, on: principal.deskID, in: $0)
        }
    }

    /// Decides about a published verdict, with or without a request: it stands, is put more clearly, updated, corrected
    /// or taken back. The original stays readable, and what was changed about the claim is in the ledger.
    ///
    /// - Throws: `NotFound`, `InputError`, `LedgerError`, `VerdictError` and `EmbargoError` as for a publication; a retraction
    ///   waits for no embargo.
    package func correct(
        _ id: Claim.ID, _ decision: CorrectionDecision, by caller: Caller
    ) async throws -> LedgerEntry {
        try decision.validate()
        return try await change(.correct, by: caller) { try correct(id, decision, unless: Objections(), in: $0).entry }
    }

    /// The steps of a decision about a published verdict.
    ///
    /// - Parameter objections: the rules that a rehearsal tells about and goes on.
    func correct(
        _ id: Claim.ID, _ decision: CorrectionDecision, unless objections: Objections, in change: Change
    ) throws -> Correction {
        let (desk, session) = (change.desk, change.session)
        if Embargo.holdsBack(decision.kind, publicText: decision.publicText) {
            try objections.ask { try Self.requireNoEmbargo(onClaim: id, in: change) }
        }
        let claim = try Claim.lock(id, on: desk, in: session)
        _ = try LedgerState(claim).after(decision.kind, newVerdict: decision.verdict != nil)
        if let wanted = decision.requestID {
            let request = try CorrectionRequest.get(wanted, of: id, on: desk, in: session)
            if let answered = request.decision { throw LedgerError.answered(answered) }
        }
        let old = try Self.publicVerdict(of: claim, in: change)
        if claim.anchor == nil { try decision.claim.claimant?.requireBesideArticle("claimant.kind") }
        let changes = decision.claim.changes(to: claim)
        if decision.verdict != nil || !changes.isEmpty {
            try objections.ask {
                try SeparationOfDuties.mayDecide(
                    change.member, reviewers: try Review.authors(of: id, on: desk, in: session),
                    overrideReason: decision.overrideReason)
            }
        }
        if !changes.isEmpty {
            if claim.status.isPublic { try decision.requireHeadline(after: changes, of: old) }
            let edit = decision.claim.edit
            try Claim.update(
                id, edit, isAnother: edit.namesAnother(than: claim), rewords: edit.rewords(claim), on: desk, in: session
            )
        }
        let corrected = try Claim.get(id, on: desk, in: session)
        let new = try newVerdict(of: corrected, after: old, decision, in: change)
        if decision.kind == .correction, new == nil, changes.isEmpty { throw LedgerError.sameVerdict }
        let verdict = new ?? old
        let accusesAnother =
            decision.claim.edit.namesAnother(than: claim) || changes.contains { $0.field == .claimantKind }
        // Nobody is accused by a verdict that was taken back.
        let asksGates =
            claim.status.isPublic && ((new != nil && decision.kind.takesVerdict) || accusesAnother)
        if asksGates {
            try objections.ask {
                try Self.requireOpenGates(for: verdict, of: corrected, reasons: decision.gateReasons, in: change)
            }
        }
        let entry = try enter(
            decision.kind, of: verdict, claim: corrected, publicText: decision.publicText, reason: decision.reason,
            overrideReason: decision.overrideReason, gateReasons: decision.gateReasons,
            request: decision.requestID,
            changes: changes + verdict.headline.changes(from: old.headline) + verdict.changes(from: old),
            isNew: new != nil, in: change)
        return Correction(entry: entry, gatedVerdict: asksGates ? verdict : nil)
    }

    /// What a decision about a published verdict came to.
    struct Correction {
        let entry: LedgerEntry
        /// The verdict that the desk's gates were asked about; nil where they were not.
        let gatedVerdict: Verdict?
    }

    /// Pauses, resumes or retracts a published verdict, or opens a retracted one's claim again.
    ///
    /// - Throws: `NotFound`, `InputError` for a missing public text, `LedgerError`, and `EmbargoError` for a resumption.
    package func enter(
        _ kind: LedgerEntry.Kind, of id: Claim.ID, publicText: String?, reason: String?, by caller: Caller
    ) async throws -> LedgerEntry {
        try kind.validate(publicText: publicText, reason: reason)
        return try await change(kind.act, by: caller) {
            try enter(kind, of: id, publicText: publicText, reason: reason, unless: Objections(), in: $0)
        }
    }

    /// The steps of a pause, a resumption, a retraction or a reopening.
    ///
    /// - Parameter objections: the rules that a rehearsal tells about and goes on.
    func enter(
        _ kind: LedgerEntry.Kind, of id: Claim.ID, publicText: String?, reason: String?, unless objections: Objections,
        in change: Change
    ) throws -> LedgerEntry {
        if Embargo.holdsBack(kind, publicText: publicText) {
            try objections.ask { try Self.requireNoEmbargo(onClaim: id, in: change) }
        }
        let claim = try Claim.lock(id, on: change.desk, in: change.session)
        // Before the verdict is looked up: a claim without one is not public.
        _ = try LedgerState(claim).after(kind, newVerdict: false)
        if kind == .reopening,
            try Article.get(claim.articleID, on: change.desk, in: change.session).version.status == .withdrawn
        {
            throw ClaimError.articleWithdrawn
        }
        let verdict = try Self.latestVerdict(of: id, in: change)
        let entry = try enter(kind, of: verdict, claim: claim, publicText: publicText, reason: reason, in: change)
        if kind == .reopening { try askAnew(claim, in: change) }
        return entry
    }

    /// Opens a claim's slots, so that reviewers are asked once more.
    private func askAnew(_ claim: Claim, in change: Change) throws {
        let slots = try ReviewSlot.emptyAll(of: claim.id, on: change.desk, in: change.session)
        if slots < claim.requiredReviews {
            try openSlots(
                Array(slots + 1...claim.requiredReviews), of: claim, requiredReviews: claim.requiredReviews, in: change)
        }
        let article = try Article.get(claim.articleID, on: change.desk, in: change.session)
        let rank = QueueRank.rank(
            priority: claim.priority, urgency: article.version.urgency, score: claim.score,
            queuedAt: try change.now())
        try ReviewSlot.setRank(rank, of: claim.id, on: change.desk, in: change.session)
        try change.session.notifyQueue(of: change.desk)
    }

    /// A claim's ledger from its beginning.
    ///
    /// - Throws: `NotFound` when the desk has no such claim.
    package func ledger(of id: Claim.ID, for principal: Principal) async throws -> [LedgerEntry] {
        try await readOneMoment(.seeLedger, for: principal) { session in
            _ = try Claim.get(id, on: principal.deskID, in: session)
            return try LedgerEntry.all(of: [id], on: principal.deskID, in: session)[id] ?? []
        }
    }

    /// The claim's verdicts, the latest first: what was corrected stays readable.
    ///
    /// - Throws: `NotFound` when the desk has no such claim.
    package func verdicts(of id: Claim.ID, for principal: Principal) async throws -> [Verdict] {
        try await readOneMoment(.seeVerdicts, for: principal) { session in
            _ = try Claim.get(id, on: principal.deskID, in: session)
            return try Verdict.all(of: id, on: principal.deskID, in: session)
        }
    }

    /// Stores the next version of the verdict where the decision has one, under the rules of every verdict.
    ///
    /// - Returns: nil where it has none, or a correction says what the standing version says.
    private func newVerdict(
        of claim: Claim, after old: Verdict, _ decision: CorrectionDecision, in change: Change
    ) throws -> Verdict? {
        let (desk, session) = (change.desk, change.session)
        guard let input = decision.verdict?.input(after: old, overrideReason: decision.overrideReason) else {
            return nil
        }
        let reviews = try Review.all(of: [claim.id], on: desk, in: session)[claim.id] ?? []
        let scale = try Self.scale(of: reviews, in: change)
        try input.validate(on: scale)
        let cited = try cite(input, for: claim, otherwise: old.evidence, in: change)
        if decision.kind != .update, input.rating == old.rating.key, scale.reference == old.scale,
            input.rationale == old.rationale, input.headline == old.headline,
            Set(cited) == Set(old.evidence.map(\.id))
        {
            return nil
        }
        try storeVerdict(
            of: claim, basis: decision.kind.takesVerdict ? .correction : old.basis, scale: scale.reference,
            rating: input.rating, rationale: input.rationale,
            headline: input.headline, evidence: cited, overrideReason: decision.overrideReason, in: change)
        return try Self.latestVerdict(of: claim.id, in: change)
    }
}
