package import Domain
import Rendering
import Store

/// A publication or a correction that was rehearsed: what the public would read, and what stands against it.
package struct PublicationPreview: Sendable {
    /// What public pages and feeds are made from, as it would be.
    package struct Content: Sendable {
        package let verdict: PublicVerdict
        package let listing: PublicListing
        package let report: ArticleReport
    }

    package let desk: DeskProfile
    package let claimID: Claim.ID
    /// Why it would be refused, in the order in which it asks; none when it would not.
    package let objections: [any Error]
    /// The desk's gates, all of them; none while there is no verdict to publish, and where a correction asks none.
    package let gates: [GateState]
    /// Nil while there is no verdict to publish.
    package let content: Content?
}

extension Desk {
    /// Tells what a claim's publication would make public, in every form, without publishing it.
    ///
    /// - Throws: `NotFound`, `InputError` for an empty reason.
    package func previewPublication(
        _ id: Claim.ID, overrideReason: String?, gateReasons: [PublicationGates.Gate: String] = [:],
        by caller: Caller
    ) async throws -> PublicationPreview {
        if let overrideReason { try Input.text(overrideReason, "overrideReason", limit: 5000) }
        try PublicationGates.validate(reasons: gateReasons, field: "gateReasons")
        return try await preview(of: id, gateReasons: gateReasons, by: caller) { objections, change in
            try publish(
                id, overrideReason: overrideReason, gateReasons: gateReasons, unless: objections, in: change
            ).verdict
        }
    }

    /// Tells what a decision about a published verdict would make public, in every form, without entering it.
    ///
    /// - Throws: `NotFound`, `InputError` as the decision does.
    package func previewCorrection(
        _ id: Claim.ID, _ decision: CorrectionDecision, by caller: Caller
    ) async throws -> PublicationPreview {
        try decision.validate()
        return try await preview(of: id, gateReasons: decision.gateReasons, by: caller) { objections, change in
            try correct(id, decision, unless: objections, in: change).gatedVerdict
        }
    }

    /// Tells what a pause, a resumption, a retraction or a reopening would make public, in every form, without entering it.
    ///
    /// - Throws: `NotFound`, `InputError` for a missing public text.
    package func previewEntry(
        _ kind: LedgerEntry.Kind, of id: Claim.ID, publicText: String?, reason: String?, by caller: Caller
    ) async throws -> PublicationPreview {
        try kind.validate(publicText: publicText, reason: reason)
        return try await preview(of: id, gateReasons: [:], by: caller) { objections, change in
            _ = try enter(kind, of: id, publicText: publicText, reason: reason, unless: objections, in: change)
            return nil
        }
    }

    /// - Parameter step: what is rehearsed; tells which verdict the gates are asked about.
    private func preview(
        of id: Claim.ID, gateReasons: [PublicationGates.Gate: String], by caller: Caller,
        _ step: @Sendable (Objections, Change) throws -> Verdict?
    ) async throws -> PublicationPreview {
        try await rehearse(.previewPublication, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let profile = try DeskProfile.get(desk, in: session)
            let objections = Objections(isRehearsal: true)
            do {
                let verdict = try step(objections, change)
                let page = try Self.verdictPage(id, on: desk, in: session)
                let removed = try RemovedWords.standing(on: desk, in: session)
                var report = try ArticleReport.read(page.claim.articleID, on: desk, at: change.now(), in: session)
                report.auditHead = nil
                // As it is, and not as the public reads it: the gates look at names that may be removed there.
                let claim = try Claim.get(id, on: desk, in: session)
                return PublicationPreview(
                    desk: removed.off(profile), claimID: id, objections: objections.noted,
                    gates: try verdict.map {
                        profile.policy.gates.states(
                            by: try Self.facts(for: $0, of: claim, in: change), reasons: gateReasons)
                    } ?? [],
                    content: .init(
                        verdict: page, listing: removed.off(try PublicListing.get(id, on: desk, in: session)),
                        report: report))
            } catch {
                try objections.end(with: error)
                return PublicationPreview(
                    desk: profile, claimID: id, objections: objections.noted, gates: [], content: nil)
            }
        }
    }
}
