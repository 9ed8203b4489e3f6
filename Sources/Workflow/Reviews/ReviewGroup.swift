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
    let desk: DeskProfile.ID
    let session: Session

    /// A review that nothing stands against.
    private struct Accepted {
        let review: Review.Incoming
        let rating: Rating
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
        let (policy, standings) = try Lease.standings(
            of: zip(found, reviewings).compactMap { own, reviewing in
                own.map { (lease: $0.lease, token: reviewing.token) }
            }, on: desk, in: session)
        // Of one time, they stand in the order of their ids.
        let ids = changes.map { Review.ID(rawValue: $0.makeID()) }.sorted { $0.description < $1.description }
        var (reviews, seen) = (ReviewSequence(), Set<Lease.ID>())
        var scales: [RatingScale.Reference?: RatingScale] = [:]
        var accepted: [Int: Accepted] = [:]
        var answers: [Result<ReviewReceipt, any Error>] = []
        for index in reviewings.indices {
            answers.append(.failure(Desk.HeldUp()))
            // Sent twice at once: the second learns of the first.
            guard let own = found[index], let standing = standings[own.lease.id], seen.insert(own.lease.id).inserted
            else {
                // Somebody who has its claim may have kept it from being found.
                if found[index] == nil, isAlone { answers[index] = .failure(NotFound("lease")) }
                continue
            }
            do {
                accepted[index] = try accept(
                    index, as: ids[index], own, standing, by: policy, after: &reviews, on: &scales)
            } catch is ReviewSequence.TwoSteps {
                continue
            } catch {
                answers[index] = .failure(error)
            }
        }
        let stored = try Review.submit(
            accepted.sorted { $0.key < $1.key }.map(\.value.review), entering: reviews.entered, on: desk, in: session)
        guard stored.count == accepted.count else {
            // A lease that has ended in this very moment. Alone, nothing was stored.
            guard isAlone, let own = found[0] else { throw Desk.HeldUp() }
            throw try Desk.refusal(of: own.lease, token: reviewings[0].token, in: changes[0])
        }
        for (index, accepted) in accepted {
            guard let stored = stored[accepted.review.id] else { continue }
            let review = Review(
                accepted.review, rating: accepted.rating,
                reviewerName: reviewings[index].caller.principal.memberName, stored)
            answers[index] = .success(ReviewReceipt(review: review, claimStatus: accepted.status))
        }
        try remember(accepted)
        return answers
    }

    /// The lease of a review, if its reviewer ever held it.
    private func own(_ leases: [Lease.ID: Lease.Reviewed], _ index: Int) -> Lease.Reviewed? {
        leases[reviewings[index].lease].flatMap { $0.lease.memberID == changes[index].member ? $0 : nil }
    }

    /// Judges a review by what it comes upon, those before it in the group included.
    ///
    /// - Throws: `InputError`, `LeaseError`, `ClaimError`.
    private func accept(
        _ index: Int, as id: Review.ID, _ own: Lease.Reviewed, _ standing: Lease.Standing, by policy: DeskPolicy,
        after reviews: inout ReviewSequence, on scales: inout [RatingScale.Reference?: RatingScale]
    ) throws -> Accepted {
        let (reviewing, change, claim) = (reviewings[index], changes[index], own.claim)
        let place = reviews.place(
            of: claim.id, from: .init(scale: standing.scale, ratings: standing.ratings, status: claim.status))
        // The one that was shown; leases from before that was noted name none.
        let reference = own.shown ?? place.scale
        let scale = try scales[reference] ?? RatingScale.get(reference, on: desk, in: session)
        scales[reference] = scale
        try reviewing.input.validate(on: scale)
        guard standing.isLive else { throw try Desk.refusal(of: own.lease, token: reviewing.token, in: change) }
        // Under a lease that is lost the words are kept, with evidence or without.
        try policy.gates.requireEvidence(of: reviewing.input)
        let (rating, status) = try reviews.add(
            reviewing.input.rating, on: scale, to: claim.id, at: place, required: claim.requiredReviews,
            by: policy.agreement)
        return Accepted(
            review: Review.Incoming(
                id: id, under: own.lease, token: reviewing.token, reviewing.input,
                evidence: reviewing.input.evidence.map { _ in change.newID() }, scale: scale.reference,
                sawOthers: claim.isReopened),
            rating: rating, status: status)
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
