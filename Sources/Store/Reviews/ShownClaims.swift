package import Domain
import Foundation
package import Postgres

/// All that is shown with leases that were just taken, read by a handful of statements however many they are.
package struct ShownClaims {
    private let claims: [Claim.ID: Claim]
    private let articles: [Article.ID: Article]
    private let around: [Claim.ID: (before: String, after: String)]
    private let drafts: [Lease.ID: Draft]
    private let due: [ReviewSlot.ID: Date]
    private let precedents: [Claim.ID: [Precedent]]
    private let scales: [RatingScale.Reference: RatingScale]

    package init(
        _ taken: [ReviewSlot.Taken], on desk: DeskProfile.ID, in session: Session
    ) throws {
        let leases = taken.map(\.lease)
        claims = leases.isEmpty ? [:] : try Claim.all(leases.map(\.claimID), on: desk, in: session)
        if claims.isEmpty {
            (articles, around, drafts, due, precedents, scales) = ([:], [:], [:], [:], [:], [:])
            return
        }
        articles = try Article.all(Set(claims.values.map(\.articleID)), on: desk, in: session)
        around = try ArticleVersion.surroundings(of: claims.values, reach: 600, on: desk, in: session)
        drafts = try Draft.all(under: leases, on: desk, in: session)
        due = try Assignment.due(leases.map(\.slotID), on: desk, in: session)
        let said = try Claim.precedents(of: claims.values, on: desk, in: session)
        let verdicts = try Verdict.latest(of: said.values.flatMap { $0.map(\.id) }, on: desk, in: session)
        precedents = said.mapValues { said in
            said.compactMap { said in verdicts[said.id].map { Precedent(claim: said, verdict: $0) } }
        }
        var scales: [RatingScale.Reference: RatingScale] = [:]
        for reference in Set(taken.map(\.scale)) {
            scales[reference] = try RatingScale.get(reference, on: desk, in: session)
        }
        self.scales = scales
    }

    package func claim(_ taken: ReviewSlot.Taken) throws -> TakenClaim {
        let lease = taken.lease
        guard let claim = claims[lease.claimID], let article = articles[claim.articleID] else {
            throw NotFound("claim")
        }
        return TakenClaim(
            lease: lease, claim: claim, scale: taken.scale, article: ArticleSummary(article),
            before: around[claim.id]?.before ?? "", after: around[claim.id]?.after ?? "", draft: drafts[lease.id],
            precedents: precedents[claim.id] ?? [], dueAt: due[lease.slotID])
    }

    /// The scale versions that these are to be rated on, each once.
    package func scales(of taken: [ReviewSlot.Taken]) -> [RatingScale] {
        Set(taken.map(\.scale)).sorted { ($0.id.description, $0.version) < ($1.id.description, $1.version) }
            .compactMap { scales[$0] }
    }
}
