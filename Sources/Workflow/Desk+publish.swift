package import Domain
import Store

extension Desk {
    /// Makes a claim's verdict public: the one that was decided, or the one that agreeing reviews drafted.
    ///
    /// - Throws: `NotFound`, `InputError` for an empty reason, `ClaimError` when there is nothing to publish,
    ///   `VerdictError` when a rule of the desk stands against it.
    package func publish(
        _ id: Claim.ID, overrideReason: String?, by caller: Caller
    ) async throws -> Publication {
        if let overrideReason { try Input.text(overrideReason, "overrideReason", limit: 5000) }
        return try await change(by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            try Self.requireNoEmbargo(onClaim: id, in: change)
            let claim = try Claim.lock(id, on: desk, in: session)
            let reviews = try Review.all(of: [id], on: desk, in: session)[id] ?? []
            try Self.requireReviews(reviews, of: claim)
            guard claim.status == .agreed || claim.status == .decided else {
                throw ClaimError.wrongState(claim.status, wanted: .published)
            }
            let decided = try Verdict.latest(of: [id], on: desk, in: session)[id]
            try SeparationOfDuties.mayPublish(
                change.member, reviewers: reviews.map(\.reviewerID), decidedBy: decided?.decidedBy,
                overrideReason: overrideReason)
            if claim.status == .agreed, let draft = VerdictDraft(from: reviews) {
                try storeVerdict(
                    of: claim, basis: .agreement, scale: draft.scale, rating: draft.rating.key,
                    rationale: draft.rationale, evidence: draft.evidence.map(\.id), overrideReason: overrideReason,
                    in: change)
            }
            let verdict = try Self.latestVerdict(of: id, in: change)
            let required = try DeskProfile.get(desk, in: session).policy.minimumEvidence
            if verdict.evidence.count < required {
                throw VerdictError.evidenceMissing(given: verdict.evidence.count, required: required)
            }
            return try makePublic(verdict, overrideReason: overrideReason, in: change)
        }
    }

    private func makePublic(
        _ verdict: Verdict, overrideReason: String?, in change: Change
    ) throws -> Publication {
        let id: Publication.ID = change.newID()
        let publishedAt = try Verdict.publish(
            verdict.id, as: id.rawValue, claim: verdict.claimID, overrideReason: overrideReason, by: change.member,
            on: change.desk, in: change.session)
        guard let publishedAt else { throw NotFound("verdict") }
        try Claim.setStatus(.published, of: verdict.claimID, on: change.desk, in: change.session)
        var details = ["publication": id.description, "verdict": verdict.id.description]
        details["overrideReason"] = overrideReason
        try change.audit(.verdictPublished, "claim", verdict.claimID.rawValue, details)
        return Publication(id: id, claimID: verdict.claimID, verdict: verdict, publishedAt: publishedAt)
    }
}
