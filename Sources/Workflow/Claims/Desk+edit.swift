package import Domain
import Foundation
import Store

extension Desk {
    /// Changes a claim before its verdict; its statement, claimant and kind until it is public, and never again: what the
    /// public read of it is changed by a correction. Before and after of each are in the audit trail.
    ///
    /// - Parameter ifRevision: the revisions that the editor would change; nil changes whatever is there.
    /// - Throws: `NotFound`, `InputError`, or `ClaimError` when the claim changed meanwhile, is past editing, or has more
    ///   reviews and leases already than the new number of required reviews.
    package func edit(
        _ id: Claim.ID, _ edit: ClaimChange, ifRevision: Set<Int>?, by caller: Caller
    ) async throws -> ClaimDetail {
        try edit.validate()
        return try await change(.edit, by: caller) { change in
            let claim = try Claim.lock(id, on: change.desk, in: change.session)
            if let ifRevision, !ifRevision.contains(claim.revision) {
                throw ClaimError.changedMeanwhile(revision: claim.revision)
            }
            if edit.isOfWords, claim.publishedAt != nil { throw ClaimError.wasPublic(claim.status) }
            guard claim.status.isOpen || (claim.status == .decided && !edit.isOfTheQueue) else {
                throw ClaimError.notEditable(claim.status)
            }
            if claim.anchor == nil { try edit.claimant?.requireBesideArticle("claimant.kind") }
            if let wanted = edit.requiredReviews { try setRequiredReviews(wanted, of: claim, in: change) }
            var rest = edit
            rest.requiredReviews = nil
            try Claim.update(
                id, rest, isAnother: edit.namesAnother(than: claim), rewords: edit.rewords(claim), on: change.desk,
                in: change.session)
            if let priority = edit.priority {
                let article = try Article.get(claim.articleID, on: change.desk, in: change.session)
                let rank = QueueRank.rank(
                    priority: priority, urgency: article.version.urgency, score: claim.score,
                    queuedAt: try claim.queuedAt ?? change.now())
                try ReviewSlot.setRank(rank, of: id, on: change.desk, in: change.session)
            }
            try change.audit(.claimEdited, "claim", id.rawValue, edit.differences(from: claim))
            return try Self.detail(of: id, for: caller.principal, in: change.session)
        }
    }

    /// Opens or closes slots so that there are as many as the claim needs.
    private func setRequiredReviews(_ wanted: Int, of claim: Claim, in change: Change) throws {
        guard wanted != claim.requiredReviews else { return }
        guard claim.status.isUnderReview else {
            if claim.status == .detected || claim.status == .dismissed {
                try Claim.update(
                    claim.id, ClaimChange(requiredReviews: wanted), on: change.desk, in: change.session)
                return
            }
            throw ClaimError.notEditable(claim.status)
        }
        // Open slots make room: closed, then opened again as far as they are needed.
        let taken = try closeOpenSlots(of: claim.id, kept: false, in: change)
        if taken > wanted { throw ClaimError.reviewsAlreadyGiven }
        try ReviewSlot.renumber(of: claim.id, on: change.desk, in: change.session)
        try Claim.update(claim.id, ClaimChange(requiredReviews: wanted), on: change.desk, in: change.session)
        if taken < wanted {
            try openSlots(Array(taken + 1...wanted), of: claim, requiredReviews: wanted, in: change)
        }
        let reviews = try Review.all(of: [claim.id], on: change.desk, in: change.session)[claim.id] ?? []
        if !reviews.isEmpty {
            try settle(claim, reviews: reviews, required: wanted, in: change)
        }
    }
}
