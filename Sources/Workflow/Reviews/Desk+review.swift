package import Domain
import Store

extension Desk {
    /// Stores a review, in the transaction that ends its lease while the lease is live.
    ///
    /// - Throws: `NotFound` when the reviewer never held the lease, `InputError`, and `LeaseError` when the lease is not
    ///   live any more: what was written is then kept as a draft, word for word. With a token that is not the lease's own
    ///   nothing is kept.
    package func review(
        _ id: Lease.ID, token: Int, _ input: ReviewInput, by caller: Caller
    ) async throws -> ReviewReceipt {
        do {
            return try await change(.review, by: caller) { try submit(input, under: id, token: token, in: $0) }
        } catch let error as LeaseError {
            if case .wrongToken = error { throw error }
            // A transaction of its own: the one above was undone as a whole.
            let refusal = try await change(.review, by: caller, remembering: .nothing) { change in
                let lease = try Lease.get(id, of: change.member, on: change.desk, in: change.session)
                let isKept = try !Self.isStored(input, as: lease, in: change)
                if isKept { try keep(Draft.Content(input), origin: .leaseLost, of: lease, in: change) }
                return try Self.refusal(of: lease, token: token, draftKept: isKept, in: change)
            }
            throw refusal
        }
    }

    /// True when the reviewer has submitted these very words before: sent again they need no draft.
    private static func isStored(_ input: ReviewInput, as lease: Lease, in change: Change) throws -> Bool {
        let reviews = try Review.all(of: [lease.claimID], on: change.desk, in: change.session)[lease.claimID] ?? []
        return reviews.contains { review in
            review.reviewerID == change.member && review.rating.key == input.rating
                && review.rationale == input.rationale
                && review.evidence.map(\.item) == input.evidence.map(\.withoutTime)
        }
    }

    private func submit(
        _ input: ReviewInput, under id: Lease.ID, token: Int, in change: Change
    ) throws -> ReviewReceipt {
        let (desk, session) = (change.desk, change.session)
        try session.keepPlans()
        let (lease, shown) = try Lease.getWithScale(id, of: change.member, on: desk, in: session)
        let scale = try Self.scale(shown: shown, with: lease, on: desk, in: session)
        try input.validate(on: scale)
        // The claim first, then the slot: two reviews of one claim are counted one after the other.
        let claim = try Claim.lockStep(of: lease.claimID, on: desk, in: session)
        let review: Review.ID = change.newID()
        guard try ReviewSlot.finish(lease, token: token, with: review, on: desk, in: session) else {
            throw try Self.refusal(of: lease, token: token, in: change)
        }
        // Under a lease that is lost the words are kept, with evidence or without.
        let policy = try DeskProfile.get(desk, in: session).policy
        try policy.gates.requireEvidence(of: input)
        try Self.requireScaleOfReviews(scale, of: claim.id, in: change)
        try Review.insert(
            review, input, under: lease, scale: scale.reference, sawOthers: claim.isReopened, on: desk, in: session)
        try Evidence.insert(
            input.evidence.map { (id: change.newID(), item: $0) }, claim: claim.id, review: review,
            by: change.member, on: desk, in: session)
        try Assignment.end(as: .done, of: change.member, claim: claim.id, on: desk, in: session)
        try Draft.delete(claim: claim.id, by: change.member, on: desk, in: session)
        let reviews = try Review.all(of: [claim.id], on: desk, in: session)[claim.id] ?? []
        let status = try settle(
            claim, reviews: reviews, on: scale, required: claim.requiredReviews, by: policy.agreement, in: change)
        try change.audit(
            .reviewSubmitted, "claim", claim.id.rawValue,
            [
                "review": review.description, "lease": id.description, "claimStatus": status.rawValue,
                HashedContent.review.detail: try HashedContent.review.hash(of: review, on: desk, in: session),
            ])
        guard let stored = reviews.first(where: { $0.id == review }) else { throw NotFound("review") }
        return ReviewReceipt(review: stored, claimStatus: status)
    }

    /// Moves the claim to the state that its reviews come to.
    @discardableResult
    func settle(_ claim: Claim, reviews: [Review], required: Int, in change: Change) throws -> Claim.Status {
        let scale = try Self.scale(of: reviews, in: change)
        let policy = try DeskProfile.get(change.desk, in: change.session).policy
        return try settle(
            (
                id: claim.id, status: claim.status, requiredReviews: claim.requiredReviews,
                isReopened: claim.reopenedAt != nil
            ),
            reviews: reviews, on: scale, required: required, by: policy.agreement, in: change)
    }

    private func settle(
        _ claim: Claim.Step, reviews: [Review], on scale: RatingScale, required: Int, by rule: AgreementRule,
        in change: Change
    ) throws -> Claim.Status {
        let status = Agreement.status(of: reviews.map(\.rating), required: required, rule: rule, on: scale.ratings)
        if status != claim.status {
            try claim.status.requireStep(to: status)
            try Claim.setStatus(status, of: claim.id, on: change.desk, in: change.session)
        }
        return status
    }
}
