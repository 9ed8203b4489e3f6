package import Domain
import Foundation
import Store

extension Desk {
    /// Decides whether a claim is worth the desk's time: it is queued, dismissed, merged into another or split into parts.
    ///
    /// - Throws: `NotFound`, `InputError` for a missing reason, another claim that is not there or a part that cannot be
    ///   one, `ClaimError` when the claim is past that or somebody works on it.
    package func triage(
        _ id: Claim.ID, _ order: TriageOrder, reason: String, by caller: Caller
    ) async throws -> ClaimDetail {
        try Input.text(reason, "reason", limit: 5000)
        return try await change(.triage, by: caller) { change in
            switch order {
            case .queue: try queue(id, in: change)
            case .dismiss: try dismiss(id, in: change)
            case .merge(let target): try merge(id, into: target, in: change)
            case .split(let parts): try split(id, into: parts, reason: reason, in: change)
            }
            try order.decision.insert(
                change.newID(), claim: id, reason: reason, into: order.target, by: change.member, on: change.desk,
                in: change.session)
            var details = ["decision": order.decision.rawValue]
            details["into"] = order.target?.description
            try change.audit(.claimTriaged, "claim", id.rawValue, details)
            return try Self.detail(of: id, for: caller.principal, in: change.session)
        }
    }

    /// What was decided about a claim, by whom or by which rule, the oldest first.
    ///
    /// - Throws: `NotFound` when the desk has no such claim, `InputError` for a cursor that was made up.
    package func triageLog(
        of id: Claim.ID, _ page: PageRequest, for principal: Principal
    ) async throws -> Page<LoggedTriage> {
        try await readOneMoment(.seeTriage, for: principal) { session in
            _ = try Claim.get(id, on: principal.deskID, in: session)
            return try LoggedTriage.page(page, of: id, on: principal.deskID, in: session)
        }
    }

    private func queue(_ id: Claim.ID, in change: Change) throws {
        let claim = try Claim.lock(id, on: change.desk, in: change.session)
        // A claim under review may go back to queued when a review is taken back, and has its slots already.
        guard claim.status == .detected || claim.status == .dismissed else {
            throw ClaimError.wrongState(claim.status, wanted: .queued)
        }
        try Claim.setStatus(.queued, of: id, on: change.desk, in: change.session)
        try openSlots(
            Array(1...claim.requiredReviews), of: claim, requiredReviews: claim.requiredReviews, in: change)
    }

    private func dismiss(_ id: Claim.ID, in change: Change) throws {
        let claim = try Claim.lock(id, on: change.desk, in: change.session)
        try claim.status.requireStep(to: .dismissed)
        try requireNobodyAt(claim, in: change)
        try Claim.setStatus(.dismissed, of: id, on: change.desk, in: change.session)
    }

    private func merge(_ id: Claim.ID, into target: Claim.ID, in change: Change) throws {
        let (desk, session) = (change.desk, change.session)
        if target == id { throw InputError("into", "must be another claim than the one that is merged") }
        _ = try Claim.get(id, on: desk, in: session)
        do { _ = try Claim.get(target, on: desk, in: session) } catch is NotFound {
            throw InputError("into", "is not a claim of this desk")
        }
        try Claim.lockMerging(id, into: target, on: desk, in: session)
        let claim = try Claim.get(id, on: desk, in: session)
        let other = try Claim.get(target, on: desk, in: session)
        try claim.status.requireStep(to: .merged)
        if other.status == .merged || other.status == .withdrawn {
            throw ClaimError.notMergeable(into: other.status, mergedInto: other.mergedInto)
        }
        let left = try Claim.merge(id, into: target, on: desk, in: session)
        try Self.audit(ended: left.leases, ["claim": id.description], in: change)
    }

    /// Closes the claim's open slots.
    ///
    /// - Throws: `ClaimError.underReview` when somebody holds or has filled one: their work would be lost.
    func requireNobodyAt(_ claim: Claim, in change: Change) throws {
        let taken = try closeOpenSlots(of: claim.id, in: change)
        if taken > 0 { throw ClaimError.underReview }
    }

    /// Opens slots of a claim and wakes reviewers who wait.
    func openSlots(_ ordinals: [Int], of claim: Claim, requiredReviews: Int, in change: Change) throws {
        let article = try Article.get(claim.articleID, on: change.desk, in: change.session)
        let submitter = try ArticleVersion.submitter(of: claim.versionID, on: change.desk, in: change.session)
        let rank = QueueRank.rank(
            priority: claim.priority, urgency: article.version.urgency, score: claim.score,
            queuedAt: try change.now())
        try ReviewSlot.open(
            ordinals.map { (id: change.newID(), claim: claim.id, ordinal: $0, rank: rank) },
            requiredReviews: requiredReviews, article: claim.articleID, submittedBy: submitter ?? change.member,
            on: change.desk, in: change.session)
        try change.session.notifyQueue(of: change.desk)
    }
}
