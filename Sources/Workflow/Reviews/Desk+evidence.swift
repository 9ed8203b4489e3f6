package import Domain
import Postgres
import Store

extension Desk {
    /// The claim's evidence that the principal may see: that of the reviews that count, and what editors added.
    ///
    /// - Throws: `NotFound` when the desk has no such claim.
    package func evidence(of id: Claim.ID, for principal: Principal) async throws -> [Evidence] {
        try await readOneMoment(.seeEvidence, for: principal) { session in
            let claim = try Claim.get(id, on: principal.deskID, in: session)
            let all = try Evidence.all(of: [id], on: principal.deskID, in: session)[id] ?? []
            return try Self.seesAll(of: claim, principal, in: session) ? all : []
        }
    }

    /// Whether a member may see what others found out about a claim.
    static func seesAll(of claim: Claim, _ principal: Principal, in session: Session) throws -> Bool {
        BlindReview.seesAll(
            of: claim.status, ownIsIn: try ownIsIn(claim.id, principal, in: session), principal)
    }

    private static func ownIsIn(_ claim: Claim.ID, _ principal: Principal, in session: Session) throws -> Bool {
        let reviews = try Review.all(of: [claim], on: principal.deskID, in: session)[claim] ?? []
        return reviews.contains { $0.reviewerID == principal.memberID }
    }

    /// Adds an item beside those of the reviews. The same page is one item, however its address is written.
    ///
    /// - Returns: the item, and whether it is new; for a page that an editor added before, the item as it was.
    /// - Throws: `NotFound`, `InputError`, `ClaimError.notEditable` for a claim that was merged, withdrawn or retracted,
    ///   `EvidenceError.ownReviewMissing` for a reviewer whose own review is not in, and for an editor who may be asked
    ///   for one: the answer would tell what others found.
    package func addEvidence(
        _ item: EvidenceInput, to id: Claim.ID, by caller: Caller
    ) async throws -> AddedEvidence {
        try item.validate()
        return try await change(.addEvidence, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let claim = try Claim.lock(id, on: desk, in: session)
            guard claim.status.takesEvidence else { throw ClaimError.notEditable(claim.status) }
            let principal = caller.principal
            let ownIsIn = try Self.ownIsIn(id, principal, in: session)
            guard BlindReview.seesAll(of: claim.status, ownIsIn: ownIsIn, principal),
                principal.roles.contains(.editor) || ownIsIn
            else { throw EvidenceError.ownReviewMissing }
            let new: Evidence.ID = change.newID()
            let stored = try Evidence.insert(
                [(id: new, item: item)], claim: id, review: nil, by: change.member, on: desk, in: session)
            guard let evidence = try Evidence.added(item.url, to: id, on: desk, in: session) else {
                throw NotFound("evidence")
            }
            if !stored.isEmpty {
                try change.audit(.evidenceAdded, "claim", id.rawValue, ["evidence": new.description])
            }
            return AddedEvidence(evidence: evidence, isNew: !stored.isEmpty)
        }
    }

    /// Changes an item that was added to a claim, until a verdict cites it.
    ///
    /// - Throws: `NotFound`, also for what the caller may not see; `InputError`, `EvidenceError` when the item came with a review, is cited, or another item
    ///   of the claim has the page already.
    package func changeEvidence(
        _ id: Evidence.ID, to item: EvidenceInput, by caller: Caller
    ) async throws -> Evidence {
        try item.validate()
        return try await change(.changeEvidence, by: caller) { change in
            let claim = try lockEditable(id, in: change)
            guard try Evidence.update(id, item, on: change.desk, in: change.session) else {
                throw EvidenceError.pageIsThere
            }
            try change.audit(.evidenceChanged, "claim", claim.rawValue, ["evidence": id.description])
            return try Evidence.lock(id, on: change.desk, in: change.session).evidence
        }
    }

    /// Takes an item away again, until a verdict cites it.
    ///
    /// - Throws: `NotFound`, `EvidenceError` when the item came with a review or is cited.
    package func removeEvidence(_ id: Evidence.ID, by caller: Caller) async throws {
        try await change(.removeEvidence, by: caller) { change in
            let claim = try lockEditable(id, in: change)
            try Evidence.delete(id, on: change.desk, in: change.session)
            try change.audit(.evidenceRemoved, "claim", claim.rawValue, ["evidence": id.description])
        }
    }

    private func lockEditable(_ id: Evidence.ID, in change: Change) throws -> Claim.ID {
        let (desk, session) = (change.desk, change.session)
        // The claim before the item, as verdicts lock them.
        let claim = try Evidence.claim(of: id, on: desk, in: session)
        let locked = try Claim.lock(claim, on: desk, in: session)
        guard try Self.seesAll(of: locked, change.caller.principal, in: session) else { throw NotFound("evidence") }
        let evidence = try Evidence.lock(id, on: desk, in: session).evidence
        if evidence.reviewID != nil { throw EvidenceError.partOfReview }
        if try Evidence.isCited(id, on: desk, in: session) { throw EvidenceError.cited }
        return claim
    }
}

/// What came of adding evidence.
package struct AddedEvidence: Sendable, Hashable {
    package let evidence: Evidence
    /// False when the claim's evidence had the page already.
    package let isNew: Bool
}
