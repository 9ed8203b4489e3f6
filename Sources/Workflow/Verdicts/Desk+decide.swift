package import Domain
import Store

extension Desk {
    /// An editor's verdict on a claim whose reviews are in: settles a dispute, or says in words for readers what they agree
    /// on. The latter stays what it is, a verdict by agreement.
    ///
    /// - Throws: `NotFound`, `InputError`, `ClaimError` when the claim is in no state for it, `VerdictError`.
    package func decide(_ id: Claim.ID, _ input: VerdictInput, by caller: Caller) async throws -> Verdict {
        try await change(.decide, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let claim = try Claim.lock(id, on: desk, in: session)
            let reviews = try Review.all(of: [id], on: desk, in: session)[id] ?? []
            let scale = try Self.scale(of: reviews, in: change)
            try input.validate(on: scale)
            try Self.requireReviews(reviews, of: claim)
            try claim.status.requireStep(to: .decided)
            try SeparationOfDuties.mayDecide(
                change.member, reviewers: try Review.authors(of: id, on: desk, in: session),
                overrideReason: input.overrideReason)

            let cited = try cite(input, for: claim, otherwise: nil, in: change)
            let rule = try DeskProfile.get(desk, in: session).policy.agreement
            let isAgreed = Agreement.isAgreed(
                input.rating, by: reviews.map(\.rating), rule: rule, on: scale.ratings)
            try storeVerdict(
                of: claim, basis: isAgreed ? .agreement : .adjudication, scale: scale.reference, rating: input.rating,
                rationale: input.rationale, headline: input.headline, evidence: cited,
                overrideReason: input.overrideReason, in: change)
            try Claim.setStatus(.decided, of: id, on: desk, in: session)
            return try Self.latestVerdict(of: id, in: change)
        }
    }

    /// What an editor's verdict cites: the items that it names, and those that it brings, word for word. Where it names none,
    /// what it brings stands in the place of what else would be cited of the same pages.
    ///
    /// - Parameter otherwise: what is cited when the editor names no items; nil cites all of the claim's, each page once, of one
    ///   that was opened again those that came since.
    /// - Throws: `InputError` for an item that is not the claim's.
    func cite(
        _ input: VerdictInput, for claim: Claim, otherwise: [Evidence]?, in change: Change
    ) throws -> [Evidence.ID] {
        let (desk, session) = (change.desk, change.session)
        let known = try Evidence.all(of: [claim.id], on: desk, in: session)[claim.id] ?? []
        if let wanted = input.evidenceIDs {
            let cited = try Evidence.everCited(of: claim.id, on: desk, in: session)
            let all = Set((known + cited).map(\.id))
            if let stranger = wanted.firstIndex(where: { !all.contains($0) }) {
                throw InputError("evidenceIds[\(stranger)]", "is not an item of this claim's evidence")
            }
        }
        let sent = try store(input.evidence, for: claim.id, among: known, in: change).all
        let pages = Set(input.evidence.map { CanonicalURL.of($0.url) })
        let own =
            try otherwise
            ?? (Evidence.all(of: [claim.id], sinceReopening: true, on: desk, in: session)[claim.id] ?? []).onceEach
        let named = input.evidenceIDs ?? own.without(pages: pages).map(\.id)
        return named + sent
    }

    /// Stores the next version of a claim's verdict. The claim's state is the caller's to set.
    func storeVerdict(
        of claim: Claim, basis: Verdict.Basis, scale: RatingScale.Reference, rating: String, rationale: String,
        headline: Headline, evidence: [Evidence.ID], overrideReason: String?, in change: Change
    ) throws {
        let (desk, session) = (change.desk, change.session)
        let version = (try Verdict.latest(of: [claim.id], on: desk, in: session)[claim.id]?.version ?? 0) + 1
        let id: Verdict.ID = change.newID()
        var seen: Set<Evidence.ID> = []
        try Verdict.insert(
            id, claim: claim.id, version: version, basis: basis, scale: scale, rating: rating,
            rationale: rationale, headline: headline, evidence: evidence.filter { seen.insert($0).inserted },
            overrideReason: overrideReason, by: change.member, on: desk, in: session)
        var details = [
            "verdict": id.description, "version": String(version), "basis": basis.rawValue, "rating": rating,
        ]
        details["overrideReason"] = overrideReason
        details[HashedContent.verdict.detail] = try HashedContent.verdict.hash(of: id, on: desk, in: session)
        try change.audit(.verdictDecided, "claim", claim.id.rawValue, details)
    }

    static func latestVerdict(of id: Claim.ID, in change: Change) throws -> Verdict {
        guard let verdict = try Verdict.latest(of: [id], on: change.desk, in: change.session)[id] else {
            throw NotFound("verdict")
        }
        return verdict
    }

    /// The verdict that the public read last, whatever was decided since.
    static func publicVerdict(of claim: Claim, in change: Change) throws -> Verdict {
        let ledger = try LedgerEntry.all(of: [claim.id], on: change.desk, in: change.session)[claim.id] ?? []
        let verdicts = try Verdict.all(of: claim.id, on: change.desk, in: change.session)
        guard let found = verdicts.first(where: { $0.id == ledger.last?.verdictID }) else { throw NotFound("verdict") }
        return found
    }

    static func requireReviews(_ reviews: [Review], of claim: Claim) throws {
        if claim.status.isUnderReview {
            throw VerdictError.reviewsMissing(required: claim.requiredReviews)
        }
    }
}
