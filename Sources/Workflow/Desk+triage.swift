package import Domain
import Store

extension Desk {
    /// Puts a claim into the queue or out of it.
    ///
    /// - Throws: `NotFound`, `InputError` for a missing reason, `ClaimError` when the claim is past that.
    package func triage(
        _ id: Claim.ID, _ decision: TriageDecision, reason: String, by caller: Caller
    ) async throws -> ClaimDetail {
        try Input.text(reason, "reason", limit: 5000)
        return try await change(by: caller) { change in
            let claim = try Claim.lock(id, on: change.desk, in: change.session)
            try claim.requireStep(to: decision.status)
            switch decision {
            case .queue:
                try Claim.setStatus(.queued, of: id, on: change.desk, in: change.session)
                try openSlots(
                    Array(1...claim.requiredReviews), of: claim, requiredReviews: claim.requiredReviews, in: change)
            case .dismiss:
                // A slot that somebody holds just now stands against it: their work would be lost.
                let taken = try closeOpenSlots(of: id, in: change)
                if taken > 0 { throw ClaimError.reviewsAlreadyGiven(taken) }
                try Claim.setStatus(.dismissed, of: id, on: change.desk, in: change.session)
            }
            try decision.insert(
                change.newID(), claim: id, reason: reason, by: change.member, on: change.desk, in: change.session)
            try change.audit(.claimTriaged, "claim", id.rawValue, ["decision": decision.rawValue])
            return try Self.detail(of: id, for: caller.principal, in: change.session)
        }
    }

    /// Opens slots of a claim and wakes reviewers who wait.
    func openSlots(_ ordinals: [Int], of claim: Claim, requiredReviews: Int, in change: Change) throws {
        let article = try Article.get(claim.articleID, on: change.desk, in: change.session)
        let submitter = try ArticleVersion.submitter(of: claim.versionID, on: change.desk, in: change.session)
        let rank = QueueRank.rank(
            priority: claim.priority, urgency: article.version.urgency, score: claim.score)
        try ReviewSlot.open(
            ordinals.map { (id: change.newID(), claim: claim.id, ordinal: $0, rank: rank) },
            requiredReviews: requiredReviews, article: claim.articleID, submittedBy: submitter ?? change.member,
            on: change.desk, in: change.session)
        try change.session.notifyQueue(of: change.desk)
    }
}
