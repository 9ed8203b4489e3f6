package import Domain
package import Foundation
import Postgres
import Store

extension Desk {
    /// How far reviewers agree beyond chance, on one version of a scale, over the claims whose reviews the principal may see.
    ///
    /// - Parameters:
    ///   - scale: nil for the one in use.
    ///   - kind: of claims of this kind; nil for all.
    ///   - since: reviews submitted from then on; nil from the beginning.
    ///   - until: reviews submitted before then; nil to this moment.
    /// - Throws: `NotFound` when the desk has no such scale.
    package func agreement(
        on scale: RatingScale.Reference?, kind: Claim.Kind?, since: Date?, until: Date?, for principal: Principal
    ) async throws -> DeskAgreement {
        try await readOneMomentAnywhere(.seeAgreement, for: principal) { session in
            try Self.agreement(on: scale, kind: kind, since: since, until: until, for: principal, in: session)
        }
    }

    static func agreement(
        on scale: RatingScale.Reference?, kind: Claim.Kind?, since: Date?, until: Date?, for principal: Principal,
        in session: Session
    ) throws -> DeskAgreement {
        let scale =
            try scale.map { try RatingScale.get($0, on: principal.deskID, in: session) }
            ?? RatingScale.inUse(on: principal.deskID, in: session)
        let found = try AgreementCounts.ratings(
            on: scale.reference, kind: kind, since: since, until: until, for: principal, in: session)
        let byKey = Dictionary(scale.ratings.map { ($0.key, $0) }) { first, _ in first }
        let reviews = found.units.map { (ratings: $0.ratings.compactMap { byKey[$0] }, times: $0.times) }
        return DeskAgreement(
            scale: scale.reference,
            statistics: AgreementStatistics.Metric.allCases.map {
                AgreementStatistics(of: reviews, on: scale.ratings, metric: $0, raters: found.raters)
            })
    }
}

/// Agreement on one scale version, by each metric.
package struct DeskAgreement: Sendable, Hashable {
    package let scale: RatingScale.Reference
    package let statistics: [AgreementStatistics]

    /// `{scale:{id,version},metrics:[{metric,alpha,undefined,observedAgreement,units,values,raters}]}`
    package var json: JSON { ["scale": scale.json, "metrics": JSON(statistics.map(\.json))] }
}
