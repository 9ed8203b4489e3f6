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

    /// Adds an item beside those of the reviews. The same page is one item, however its address is written: in other words
    /// it takes the place of what was added of it before.
    ///
    /// - Returns: the item, and whether it is new; what was added before in the same words is not.
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
            let added = (try Evidence.all(of: [id], on: desk, in: session)[id] ?? []).filter { $0.reviewID == nil }
            let (stored, new) = try store([item], for: id, among: added, in: change)
            guard let evidence = stored.first else { throw NotFound("evidence") }
            if !new.isEmpty {
                try change.audit(.evidenceAdded, "claim", id.rawValue, ["evidence": evidence.description])
            }
            return AddedEvidence(
                evidence: try Evidence.lock(evidence, on: desk, in: session).evidence, isNew: !new.isEmpty)
        }
    }

    /// Stores what an editor sends, word for word: what is among the claim's evidence already as it is sent is not stored
    /// once more, and what was added of the same pages in other words stands no longer.
    ///
    /// - Returns: the items in their order, each once, and which of them are new.
    func store(
        _ items: [EvidenceInput], for claim: Claim.ID, among known: [Evidence], in change: Change
    ) throws -> (all: [Evidence.ID], new: Set<Evidence.ID>) {
        var all: [Evidence.ID] = []
        var new: [(id: Evidence.ID, item: EvidenceInput)] = []
        for item in items {
            let old =
                known.first { item.says($0.item, retrievedAt: $0.retrievedAt) }?.id
                ?? new.first { $0.item == item }?.id
            let id = old ?? change.newID()
            if old == nil { new.append((id, item)) }
            if !all.contains(id) { all.append(id) }
        }
        let pages = Set(new.map { CanonicalURL.of($0.item.url) })
        let gone = known.filter { $0.reviewID == nil && pages.contains($0.page) && !all.contains($0.id) }
        try Evidence.replace(gone.map(\.id), on: change.desk, in: change.session)
        try Evidence.insert(
            new, claim: claim, review: nil, by: change.member, on: change.desk, in: change.session)
        return (all, Set(new.map(\.id)))
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
