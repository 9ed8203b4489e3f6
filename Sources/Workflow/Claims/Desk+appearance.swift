package import Domain
import Store

extension Desk {
    /// Says what has become of a claim's words in its article since they were checked.
    ///
    /// - Parameter ifRevision: the revisions that the editor would change; nil changes whatever is there.
    /// - Throws: `NotFound`, `InputError`, `ClaimError` when the claim changed meanwhile or never had a verdict: then there
    ///   is nothing that the public has to be told about its words.
    package func noteAppearance(
        _ decision: AppearanceDecision, of id: Claim.ID, ifRevision: Set<Int>?, by caller: Caller
    ) async throws -> ClaimDetail {
        try decision.validate()
        return try await change(.noteAppearance, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let claim = try Claim.lock(id, on: desk, in: session)
            if let ifRevision, !ifRevision.contains(claim.revision) {
                throw ClaimError.changedMeanwhile(revision: claim.revision)
            }
            guard claim.status.hasVerdict || claim.publishedAt != nil else {
                throw ClaimError.notEditable(claim.status)
            }
            try Claim.note(decision, of: id, on: desk, in: session)
            try change.audit(
                .claimAppearance, "claim", id.rawValue,
                ["appearance": decision.state.rawValue, "was": claim.appearance.state.rawValue])
            return try Self.detail(of: id, for: caller.principal, in: session)
        }
    }
}
