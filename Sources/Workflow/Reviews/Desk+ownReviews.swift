package import Domain
import Store

extension Desk {
    /// Puts a new version in the place of the caller's own review, while the claim has no verdict. The version before
    /// stays on record.
    ///
    /// - Throws: `NotFound`, also for other people's reviews; `InputError`; `ReviewError` when the review does not count
    ///   any more or the claim is past it.
    package func replaceReview(
        _ id: Review.ID, with input: ReviewInput, reason: String, by caller: Caller
    ) async throws -> ReviewReceipt {
        try Input.text(reason, "reason", limit: 5000)
        return try await change(.replaceReview, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let (claim, _, old) = try ownReview(id, in: change)
            try input.validate(on: try RatingScale.get(old.scale, on: desk, in: session))
            try DeskProfile.get(desk, in: session).policy.gates.requireEvidence(of: input)
            let new: Review.ID = change.newID()
            guard try ReviewSlot.refill(id, with: new, of: claim.id, on: desk, in: session) else {
                throw ReviewError.superseded
            }
            // Also those that were taken back: they are read with the others' versions.
            let authors = try Review.authors(of: claim.id, on: desk, in: session)
            try Review.replace(
                old, by: new, input, reason: reason, sawOthers: authors.contains { $0 != change.member }, on: desk,
                in: session)
            try Evidence.insert(
                input.evidence.map { (id: change.newID(), item: $0) }, claim: claim.id, review: new,
                by: change.member, on: desk, in: session)
            let now = try Review.all(of: [claim.id], on: desk, in: session)[claim.id] ?? []
            let status = try settle(claim, reviews: now, required: claim.requiredReviews, in: change)
            try change.audit(
                .reviewReplaced, "claim", claim.id.rawValue,
                [
                    "review": new.description, "replaces": id.description, "claimStatus": status.rawValue,
                    HashedContent.review.detail: try HashedContent.review.hash(of: new, on: desk, in: session),
                ])
            guard let stored = now.first(where: { $0.id == new }) else { throw NotFound("review") }
            return ReviewReceipt(review: stored, claimStatus: status)
        }
    }

    /// Takes the caller's own review back, while the claim has no verdict: its slot opens for somebody else.
    ///
    /// - Returns: the claim's state after that.
    /// - Throws: as `replaceReview`.
    package func withdrawReview(_ id: Review.ID, reason: String, by caller: Caller) async throws -> Claim.Status {
        try Input.text(reason, "reason", limit: 5000)
        return try await change(.withdrawReview, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let (claim, reviews, _) = try ownReview(id, in: change)
            guard try ReviewSlot.empty(of: id, of: claim.id, on: desk, in: session) else {
                throw ReviewError.superseded
            }
            try Review.withdraw(id, claim: claim.id, reason: reason, by: change.member, on: desk, in: session)
            // Who took a review back is not asked again: they have seen what others wrote, or may have.
            try Lease.skip(claim: claim.id, by: change.member, reason: reason, until: nil, on: desk, in: session)
            let status = try settle(
                claim, reviews: reviews.filter { $0.id != id }, required: claim.requiredReviews, in: change)
            try change.audit(
                .reviewWithdrawn, "claim", claim.id.rawValue,
                ["review": id.description, "claimStatus": status.rawValue])
            try session.notifyQueue(of: desk)
            return status
        }
    }

    /// Asks a reviewer to look again. Their review counts until they replace or withdraw it.
    ///
    /// - Throws: `NotFound`, also for a review that the caller may not see; `InputError` for a missing comment,
    ///   `ReviewError`.
    package func returnReview(_ id: Review.ID, comment: String, by caller: Caller) async throws -> ReviewReturn {
        try Input.text(comment, "comment", limit: 5000)
        return try await change(.returnReview, by: caller) { change in
            let (claim, reviews) = try claimOfReview(id, in: change)
            guard try Self.seesAll(of: claim, caller.principal, in: change.session) else { throw NotFound("review") }
            guard let review = reviews.first(where: { $0.id == id }) else { throw ReviewError.superseded }
            if review.reviewerID == change.member { throw ReviewError.own }
            let stored = try ReviewReturn.insert(
                change.newID(), review: review, comment: comment, by: change.member, on: change.desk,
                in: change.session)
            try change.audit(
                .reviewReturned, "claim", claim.id.rawValue,
                ["review": id.description, "return": stored.id.description])
            return stored
        }
    }

    /// What editors have returned to the caller and still waits, the newest first.
    package func returnedReviews(_ page: PageRequest, for principal: Principal) async throws -> Page<ReviewReturn> {
        try await read(.seeReturnedReviews, for: principal) {
            try ReviewReturn.open(for: principal.memberID, page, on: principal.deskID, in: $0)
        }
    }

    /// Every version of the claim's reviews that the principal may see, what was replaced and withdrawn too.
    ///
    /// - Throws: `NotFound` when the desk has no such claim.
    package func reviewHistory(of id: Claim.ID, for principal: Principal) async throws -> [PastReview] {
        try await readOneMoment(.seeReviews, for: principal) { session in
            let claim = try Claim.get(id, on: principal.deskID, in: session)
            let all = try Review.history(of: id, on: principal.deskID, in: session)
            let ownIsIn = all.contains { $0.counts && $0.review.reviewerID == principal.memberID }
            if BlindReview.seesAll(of: claim.status, ownIsIn: ownIsIn, principal) { return all }
            return all.filter { $0.review.reviewerID == principal.memberID }
        }
    }

    private func ownReview(
        _ id: Review.ID, in change: Change
    ) throws -> (claim: Claim, reviews: [Review], review: Review) {
        let (claim, reviews) = try claimOfReview(id, in: change) { reviewer in
            if reviewer != change.member { throw NotFound("review") }
        }
        guard let review = reviews.first(where: { $0.id == id }) else { throw ReviewError.superseded }
        return (claim, reviews, review)
    }

    /// The claim of a review, locked, and its reviews that count, while there is no verdict.
    private func claimOfReview(
        _ id: Review.ID, in change: Change, check: (Member.ID) throws -> Void = { _ in }
    ) throws -> (claim: Claim, reviews: [Review]) {
        let (desk, session) = (change.desk, change.session)
        let origin = try Review.origin(of: id, on: desk, in: session)
        try check(origin.reviewer)
        let claim = try Claim.lock(origin.claim, on: desk, in: session)
        guard claim.status.isOpen else { throw ReviewError.settled(claim.status) }
        return (claim, try Review.all(of: [claim.id], on: desk, in: session)[claim.id] ?? [])
    }
}
