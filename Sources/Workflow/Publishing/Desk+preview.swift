package import Domain
import Rendering
import Store

/// A publication that was rehearsed: what the public would read, and what stands against it.
package struct PublicationPreview: Sendable {
    /// What public pages and feeds are made from, as it would be.
    package struct Content: Sendable {
        package let verdict: PublicVerdict
        package let listing: PublicListing
        package let report: ArticleReport
    }

    package let desk: DeskProfile
    package let claimID: Claim.ID
    /// Why the publication would be refused, in the order in which it asks; none when it would not.
    package let objections: [any Error]
    /// The desk's gates, all of them; none while there is no verdict to publish.
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
        return try await rehearse(.previewPublication, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let profile = try DeskProfile.get(desk, in: session)
            let objections = Objections(isRehearsal: true)
            do {
                let publication = try publish(
                    id, overrideReason: overrideReason, gateReasons: gateReasons, unless: objections, in: change)
                let page = try Self.verdictPage(id, on: desk, in: session)
                let removed = try RemovedWords.standing(on: desk, in: session)
                var report = try ArticleReport.read(page.claim.articleID, on: desk, at: change.now(), in: session)
                report.auditHead = nil
                return PublicationPreview(
                    desk: removed.off(profile), claimID: id, objections: objections.noted,
                    gates: profile.policy.gates.states(
                        by: try Self.facts(for: publication.verdict, of: page.claim, in: change), reasons: gateReasons),
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
