package import Domain
import Postgres
import Store
import Telemetry

extension Desk {
    /// Prolongs a lease by the desk's lease time from now.
    ///
    /// - Throws: `NotFound` when the reviewer never held it, `LeaseError` when it is not live or the token not its own.
    package func renew(_ id: Lease.ID, token: Int, by caller: Caller) async throws -> Lease {
        try await change(.renew, by: caller) { change in
            let lease = try prolong(id, token: token, in: change)
            try change.audit(.leaseRenewed, "lease", id.rawValue)
            return lease
        }
    }

    /// - Throws: as `renew`.
    private func prolong(_ id: Lease.ID, token: Int, in change: Change) throws -> Lease {
        let lease = try Lease.get(id, of: change.member, on: change.desk, in: change.session)
        let seconds = try DeskProfile.get(change.desk, in: change.session).policy.leaseSeconds
        let expiry = try ReviewSlot.prolong(
            lease, token: token, seconds: seconds, on: change.desk, in: change.session)
        guard let expiry else { throw try Self.refusal(of: lease, token: token, in: change) }
        try Lease.setExpiry(expiry, of: id, on: change.desk, in: change.session)
        return try Lease.get(id, of: change.member, on: change.desk, in: change.session)
    }

    /// Gives a claim back to the queue. A draft stays.
    ///
    /// - Throws: `NotFound` when the reviewer never held it, `LeaseError` when it is not live or the token not its own.
    package func release(_ id: Lease.ID, token: Int, reason: String?, by caller: Caller) async throws -> Lease {
        try await giveBack(id, token: token, as: .released, reason: reason, by: caller)
    }

    /// Gives a claim back to the queue for others: this reviewer is not offered it again.
    ///
    /// - Throws: `NotFound` when the reviewer never held it, `LeaseError` when it is not live or the token not its own.
    package func skip(_ id: Lease.ID, token: Int, reason: String?, by caller: Caller) async throws -> Lease {
        try await giveBack(id, token: token, as: .skipped, reason: reason, by: caller)
    }

    private func giveBack(
        _ id: Lease.ID, token: Int, as ending: Lease.Ending, reason: String?, by caller: Caller
    ) async throws -> Lease {
        try Input.optionalText(reason, "reason", limit: 5000)
        return try await change(ending == .skipped ? .skip : .release, by: caller) { change in
            let lease = try Lease.get(id, of: change.member, on: change.desk, in: change.session)
            // The claim before its slots, as everywhere: a skip may take it out of the queue.
            if ending == .skipped { _ = try Claim.lock(lease.claimID, on: change.desk, in: change.session) }
            guard try ReviewSlot.reopen(lease, token: token, on: change.desk, in: change.session) else {
                throw try Self.refusal(of: lease, token: token, in: change)
            }
            try Lease.end(id, ending, reason: reason, on: change.desk, in: change.session)
            if ending == .skipped { try skip(lease, reason: reason, in: change) }
            try change.audit(
                .leaseEnded, "lease", id.rawValue,
                ["ending": ending.rawValue, "claim": lease.claimID.description])
            try change.session.notifyQueue(of: change.desk)
            return try Lease.get(id, of: change.member, on: change.desk, in: change.session)
        }
    }

    /// Remembers the skip, and does what the desk's policy says about a claim that is skipped again and again.
    private func skip(_ lease: Lease, reason: String?, in change: Change) throws {
        let (desk, session) = (change.desk, change.session)
        let policy = try DeskProfile.get(desk, in: session).policy
        try Assignment.end(as: .declined, of: change.member, claim: lease.claimID, on: desk, in: session)
        try Lease.skip(
            claim: lease.claimID, by: change.member, reason: reason,
            until: policy.skipPolicy == .queue ? policy.leaseSeconds : nil, on: desk, in: session)
        guard policy.skipPolicy == .triage,
            try Lease.skipCount(of: lease.claimID, on: desk, in: session) >= policy.skipLimit
        else { return }
        let claim = try Claim.get(lease.claimID, on: desk, in: session)
        try ReviewSlot.lockAll(of: claim.id, on: desk, in: session)
        // Work that others have begun on it goes on; a lease that has run out is none.
        try endExpiredLeases(of: claim.id, on: desk, in: session)
        guard claim.status == .queued, try ReviewSlot.takenCount(of: claim.id, on: desk, in: session) == 0 else {
            return
        }
        try ReviewSlot.closeOpen(of: claim.id, on: desk, in: session)
        try Claim.setStatus(.detected, of: claim.id, on: desk, in: session)
        try TriageDecision.hold.insert(
            [(id: change.newID(), claim: claim.id)], reason: "skipped by \(policy.skipLimit) reviewers",
            rule: TriageRules.skipLimitName, revision: nil, on: desk, in: session)
        try change.audit(
            .claimTriaged, "claim", claim.id.rawValue,
            ["decision": TriageDecision.hold.rawValue, "rule": TriageRules.skipLimitName])
    }

    /// Keeps what a reviewer has written so far, and prolongs the lease as `renew` does: whoever writes is at work. Under a lost
    /// lease the words are kept too: they are never thrown away.
    ///
    /// - Throws: `NotFound` when the reviewer never held the lease, `InputError` for text that cannot be stored,
    ///   `LeaseError` (with the draft kept) when the lease is not live any more; with a token that is not its own nothing is
    ///   kept.
    package func saveDraft(
        _ id: Lease.ID, token: Int, _ content: Draft.Content, by caller: Caller
    ) async throws -> SavedDraft {
        try content.validate()
        do {
            return try await change(.saveDraft, by: caller) { change in
                let lease = try prolong(id, token: token, in: change)
                return SavedDraft(draft: try keep(content, origin: .saved, of: lease, in: change), lease: lease)
            }
        } catch let error as LeaseError {
            if case .wrongToken = error { throw error }
            // A transaction of its own: what is refused is no answer to be given again.
            let refusal = try await change(.saveDraft, by: caller, remembering: .nothing) { change in
                let lease = try Lease.get(id, of: change.member, on: change.desk, in: change.session)
                try keep(content, origin: .leaseLost, of: lease, in: change)
                return try Self.refusal(of: lease, token: token, draftKept: true, in: change)
            }
            throw refusal
        }
    }

    /// Why a lease does not carry what was asked of it. It is read anew: it may have ended since.
    static func refusal(
        of lease: Lease, token: Int, draftKept: Bool = false, in change: Change
    ) throws -> LeaseError {
        let (desk, session) = (change.desk, change.session)
        let lease = try Lease.get(lease.id, of: change.member, on: desk, in: session)
        if lease.ending == .submitted, let review = try Review.latest(under: lease.id, on: desk, in: session) {
            return .submitted(review, draftKept: draftKept)
        }
        if token != lease.token, try ReviewSlot.isLive(lease, token: lease.token, on: desk, in: session) {
            return .wrongToken(until: lease.expiresAt)
        }
        return lease.lost(draftKept: draftKept)
    }

    /// Ends leases that have run out.
    ///
    /// - Parameter claim: on whose slots; nil for all of the desk.
    func endExpiredLeases(of claim: Claim.ID? = nil, on desk: DeskProfile.ID, in session: Session) throws {
        let ended = try ReviewSlot.expire(of: claim, on: desk, in: session)
        meters.count(expired: ended.count)
        try AuditEvent.insert(
            .leaseEnded, "lease", ended.map(\.rawValue), ["ending": Lease.Ending.expired.rawValue], on: desk,
            in: session)
    }

    /// Closes a claim's open slots and counts those that are held or filled. They stay as they are until the
    /// transaction ends; a lease that has run out holds nothing.
    ///
    /// - Parameter kept: also those that are kept for somebody; otherwise these count as held.
    func closeOpenSlots(of claim: Claim.ID, kept: Bool = true, in change: Change) throws -> Int {
        let (desk, session) = (change.desk, change.session)
        try ReviewSlot.lockAll(of: claim, on: desk, in: session)
        try endExpiredLeases(of: claim, on: desk, in: session)
        try ReviewSlot.closeOpen(of: claim, kept: kept, on: desk, in: session)
        return try ReviewSlot.takenCount(of: claim, kept: !kept, on: desk, in: session)
    }

    @discardableResult
    func keep(
        _ content: Draft.Content, origin: Draft.Origin, of lease: Lease, in change: Change
    ) throws -> Draft {
        let draft = try Draft.save(
            content, origin: origin, claim: lease.claimID, by: change.member, on: change.desk, in: change.session)
        try change.audit(
            .draftSaved, "claim", lease.claimID.rawValue,
            ["origin": origin.rawValue, "lease": lease.id.description])
        return draft
    }
}
