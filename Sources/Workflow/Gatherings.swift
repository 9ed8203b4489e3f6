import Domain
import Foundation
import Postgres
import Store

/// What a desk's verbs do together for those who come at the same time.
final class Gatherings: Sendable {
    /// Takes, by desk. Two groups at once: while one waits for its commit, the other is prepared.
    let takes = Gathering<DeskProfile.ID, Taking, Take>(limit: 64, width: 2)
    /// Reviews, by desk. One group at once: what comes meanwhile is one group, and no two wait for each other's claims.
    let reviews = Gathering<DeskProfile.ID, Reviewing, ReviewReceipt>(limit: 64, width: 1)
    /// Secrets that somebody sent.
    let entries = Gathering<Lane, Data, Principal.Entry>(limit: 64, width: 2, crowd: 64)
    /// Between two readings of the same for a crowd.
    private static let rest = Duration.milliseconds(5)
    /// How queues are doing: one answer for all who ask.
    let queues = Gathering<DeskProfile.ID, Bool, Shared<QueueStatistics>>(limit: 1_000, width: 1, rest: Gatherings.rest)
    /// Pages of claims with what there is of each: one for all who ask for the same.
    let claims = Gathering<ClaimPageKey, Bool, SharedClaims>(limit: 1_000, width: 1, rest: Gatherings.rest)
    /// Pages of articles, likewise.
    let articles = Gathering<ArticlePageKey, Bool, Shared<Page<Article>>>(limit: 1_000, width: 1, rest: Gatherings.rest)
    /// Members with what they hold, by desk.
    let members = Gathering<DeskProfile.ID, Principal, Me>(limit: 64, width: 2, crowd: 64)
}
