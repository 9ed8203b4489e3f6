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
    let entries = Gathering<Lane, Data, Principal.Entry>(limit: 64, width: 2)
    /// How queues are doing: one answer for all who ask.
    let queues = Gathering<DeskProfile.ID, Bool, QueueStatistics>(limit: 1_000, width: 1)
    /// Pages of claims with what there is of each: one for all who ask for the same.
    let lists = Gathering<ClaimPageKey, Bool, ClaimPageMaterial>(limit: 1_000, width: 1)
}
