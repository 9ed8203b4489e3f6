import Domain
import Foundation
import Store

extension Desk {
    /// Makes parts of a claim claims of their own, in the queue, and dismisses the whole.
    ///
    /// - Throws: `NotFound`, `InputError` with the part that cannot be one, `ClaimError` when the claim is past that or
    ///   somebody works on it.
    func split(_ id: Claim.ID, into parts: [ClaimPart], reason: String, in change: Change) throws {
        let (desk, session) = (change.desk, change.session)
        // The article first, as its reader does: the claim does not move meanwhile, and nobody else takes a place in it.
        try Article.lock(try Claim.get(id, on: desk, in: session).articleID, on: desk, in: session)
        let whole = try Claim.lock(id, on: desk, in: session)
        guard whole.status.isUnderReview || whole.status == .detected || whole.status == .dismissed else {
            throw ClaimError.wrongState(whole.status, wanted: .dismissed)
        }
        try requireNobodyAt(whole, in: change)
        guard let anchor = whole.anchor else {
            throw InputError("parts", "must be of a claim with a place: this one stands nowhere in its article")
        }
        let pieces = try ClaimSplit.pieces(of: anchor, parts)
        let taken = try Anchor.taken(
            pieces.map(\.anchor.range), in: anchor.part, of: whole.versionID, on: desk, in: session)
        if let known = pieces.firstIndex(where: { taken.contains($0.anchor.range) }) {
            throw InputError("parts[\(known)]", "is the place of a claim already")
        }
        // Claims of one ordinal are read in the order of their ids, and ids of one millisecond are in none.
        let ids = pieces.map { _ in change.newID() as Claim.ID }.sorted { $0.description < $1.description }
        let found = zip(pieces.sorted { $0.anchor.range.start < $1.anchor.range.start }, ids)
            .map { piece, id in IncomingClaim(whole).part(id: id, piece) }
        if whole.status != .dismissed { try Claim.setStatus(.dismissed, of: id, on: desk, in: session) }
        try store(found, of: whole, reason: reason, in: change)
    }

    private func store(_ parts: [IncomingClaim], of whole: Claim, reason: String, in change: Change) throws {
        let (desk, session) = (change.desk, change.session)
        try IncomingClaim.insert(
            parts.map {
                TriagedClaim(
                    $0, status: .queued, priority: whole.priority, requiredReviews: whole.requiredReviews,
                    splitFrom: whole.id, addedBy: whole.addedBy?.id, source: whole.source)
            }, detector: whole.detector, article: whole.articleID, version: whole.versionID, on: desk, in: session)
        try IncomingClaim.insertAnchors(parts, version: whole.versionID, on: desk, in: session)
        for part in parts {
            let claim = try Claim.get(part.id, on: desk, in: session)
            try openSlots(
                Array(1...claim.requiredReviews), of: claim, requiredReviews: claim.requiredReviews, in: change)
            try TriageDecision.queue.insert(
                change.newID(), claim: claim.id, reason: reason, by: change.member, on: desk, in: session)
            try change.audit(
                .claimTriaged, "claim", claim.id.rawValue,
                ["decision": TriageDecision.queue.rawValue, "splitFrom": whole.id.description])
        }
    }
}

extension IncomingClaim {
    /// A claim that is stored already, where it stands.
    init(_ claim: Claim) { self.init(claim, ordinal: claim.ordinal, anchor: claim.anchor) }

    /// A claim that is stored already, at another place.
    init(_ claim: Claim, ordinal: Int, anchor: Anchor?) {
        self.init(
            id: claim.id, ordinal: ordinal, statement: claim.statement, context: claim.context, anchor: anchor,
            otherAnchors: [], claimant: claim.claimant, kind: claim.kind,
            checkable: claim.checkable, worthiness: claim.worthiness, score: claim.score, reasons: claim.reasons,
            annotations: claim.annotations, conflictsWith: [])
    }
}
