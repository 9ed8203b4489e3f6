import Domain
import Foundation
import Postgres
import Store

/// A review as it comes in.
struct Reviewing: Sendable {
    let lease: Lease.ID
    let token: Int
    let input: ReviewInput
    let caller: Caller
}

/// Reviews of one desk that are stored in one transaction, as if one came after the other. What stands against one of them is
/// found before anything is stored, so that the others are.
struct ReviewGroup {
    let reviewings: [Reviewing]
    /// Whose they are, in the same order.
    let changes: [Change]
    /// Then whoever has the claim locked is waited for.
    let isAlone: Bool
    let scales: KeptScales
    let desk: DeskProfile.ID
    let session: Session

    /// A review that nothing stands against.
    private struct Accepted {
        let review: Review.Incoming
        let rating: Rating
        let reviewerName: String
        /// Of its claim, once it is in.
        let status: Claim.Status
    }

    /// - Returns: for each, in the same order, its receipt, or why there is none: `NotFound`, `InputError`, `LeaseError`,
    ///   `ClaimError`, `HeldUp`.
    func submit() throws -> [Result<ReviewReceipt, any Error>] {
        // The claims first, then the slots: two reviews of one claim are counted one after the other.
        let leases = try Lease.lockClaims(
            of: reviewings.map(\.lease), waiting: isAlone, on: desk, in: session)
        let found = reviewings.indices.map { own(leases, $0) }
        let (policy, standings) = try standings(found)
        var (steps, seen) = (Steps(), Set<Lease.ID>())
        var accepted: [Int: Accepted] = [:]
        var answers: [Result<ReviewReceipt, any Error>] = []
        for index in reviewings.indices {
            answers.append(.failure(Desk.HeldUp()))
            // Sent twice at once: the second learns of the first.
            guard let own = found[index], let standing = standings[index], seen.insert(own.lease.id).inserted else {
                // Somebody who has its claim may have kept it from being found.
                if found[index] == nil, isAlone { answers[index] = .failure(NotFound("lease")) }
                continue
            }
            do {
                accepted[index] = try accept(index, own, standing, by: policy, after: &steps)
            } catch {
                answers[index] = .failure(error)
            }
        }
        let stored = try Review.submit(
            accepted.sorted { $0.key < $1.key }.map(\.value.review), entering: steps.entered, on: desk, in: session)
        guard stored.count == accepted.count else {
            // A lease that has ended in this very moment. Alone, nothing was stored.
            guard isAlone, let own = found[0] else { throw Desk.HeldUp() }
            throw try Desk.refusal(of: own.lease, token: reviewings[0].token, in: changes[0])
        }
        for (index, accepted) in accepted {
            guard let stored = stored[accepted.review.id] else { continue }
            answers[index] = .success(receipt(for: accepted, stored))
        }
        try remember(accepted)
        return answers
    }

    /// The lease of a review, if its reviewer ever held it.
    private func own(_ leases: [Lease.ID: Lease.Reviewed], _ index: Int) -> Lease.Reviewed? {
        leases[reviewings[index].lease].flatMap { $0.lease.memberID == changes[index].member ? $0 : nil }
    }

    private func standings(
        _ found: [Lease.Reviewed?]
    ) throws -> (policy: DeskPolicy, standings: [Int: Lease.Standing]) {
        let indices = found.indices.filter { found[$0] != nil }
        if indices.isEmpty { return (DeskPolicy(), [:]) }
        let (policy, standings) = try Lease.standings(
            of: indices.compactMap { index in
                found[index].map { (lease: $0.lease, token: reviewings[index].token) }
            }, on: desk, in: session)
        return (policy, Dictionary(uniqueKeysWithValues: zip(indices, standings)))
    }

    /// Judges a review by what it comes upon, those before it in the group included.
    ///
    /// - Throws: `InputError`, `LeaseError`, `ClaimError`.
    private func accept(
        _ index: Int, _ own: Lease.Reviewed, _ standing: Lease.Standing, by policy: DeskPolicy, after steps: inout Steps
    ) throws -> Accepted {
        let (reviewing, change, claim) = (reviewings[index], changes[index], own.claim)
        let before = steps.last[claim.id]
        let given = before?.scale ?? standing.scale
        let scale = try scale(own.shown ?? given)
        try reviewing.input.validate(on: scale)
        guard standing.isLive else { throw try Desk.refusal(of: own.lease, token: reviewing.token, in: change) }
        // Under a lease that is lost the words are kept, with evidence or without.
        try policy.gates.requireEvidence(of: reviewing.input)
        if let given, given != scale.reference { throw Self.otherScale(scale, given: given) }
        let keys = (before?.ratings ?? standing.ratings) + [reviewing.input.rating]
        let ratings = keys.compactMap { key in scale.ratings.first { $0.key == key } }
        let status = Agreement.status(
            of: ratings, required: claim.requiredReviews, rule: policy.agreement, on: scale.ratings)
        let now = before?.status ?? claim.status
        if status != now { try now.requireStep(to: status) }
        guard let rating = ratings.last else { throw NotFound("rating") }
        steps.last[claim.id] = Steps.Step(
            scale: scale.reference, ratings: keys, status: status, isAnother: status != claim.status)
        return Accepted(
            review: Review.Incoming(
                id: change.newID(), under: own.lease, token: reviewing.token, reviewing.input,
                evidence: reviewing.input.evidence.map { _ in change.newID() }, scale: scale.reference,
                sawOthers: claim.isReopened),
            rating: rating, reviewerName: own.reviewerName, status: status)
    }

    /// The scale that a review is given on: the one that its reviewer was shown with the lease.
    ///
    /// - Parameter reference: nil for a lease from before that was noted, on a claim without reviews.
    private func scale(_ reference: RatingScale.Reference?) throws -> RatingScale {
        guard let reference else { return try RatingScale.inUse(on: desk, in: session) }
        return try scales.scale(reference, on: desk, in: session)
    }

    /// Reviews of one claim are compared, so they are given on one version. Two reviewers were shown different ones only
    /// if they took the claim in the very moment in which the desk changed its scale.
    private static func otherScale(_ scale: RatingScale, given: RatingScale.Reference) -> InputError {
        InputError(
            "rating",
            "was chosen on version \(scale.version) of a scale, and this claim has a review on version "
                + "\(given.version): release the claim and take it again")
    }

    private func receipt(for accepted: Accepted, _ stored: Review.Stored) -> ReviewReceipt {
        let review = accepted.review
        return ReviewReceipt(
            review: Review(
                id: review.id, claimID: review.lease.claimID, reviewerID: review.lease.memberID,
                reviewerName: accepted.reviewerName, scale: review.scale, rating: accepted.rating,
                rationale: review.input.rationale, submittedAt: stored.submittedAt, version: stored.version,
                sawOthers: review.sawOthers, wording: stored.wording, evidence: stored.evidence),
            claimStatus: accepted.status)
    }

    private func remember(_ accepted: [Int: Accepted]) throws {
        let told = accepted.sorted { $0.key < $1.key }
        let events = told.map { index, accepted in
            (
                author: changes[index].author,
                event: AuditEvent(
                    .reviewSubmitted, "claim", accepted.review.lease.claimID.rawValue,
                    [
                        "review": accepted.review.id.description, "lease": accepted.review.lease.id.description,
                        "claimStatus": accepted.status.rawValue,
                    ])
            )
        }
        try AuditEvent.insert(
            events, hashing: .review, of: told.map(\.value.review.id.rawValue), on: desk, in: session)
    }
}

/// Where the claims of a group's reviews have come to, each by the last of its reviews.
struct Steps {
    struct Step {
        let scale: RatingScale.Reference
        let ratings: [String]
        let status: Claim.Status
        /// Than the one in which the claim is.
        let isAnother: Bool
    }

    var last: [Claim.ID: Step] = [:]

    /// The states that claims enter.
    var entered: [Claim.ID: Claim.Status] { last.filter(\.value.isAnother).mapValues(\.status) }
}
