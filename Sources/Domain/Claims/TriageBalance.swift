package import Foundation

/// What became of the claims that were found in a stretch of time, so that a desk can see whom and what it checks.
package struct TriageBalance: Sendable, Hashable {
    /// How the claims are told apart.
    package enum Grouping: String, CaseIterable, Sendable {
        case claimant, topic, kind
    }

    /// Of the claims that were found so many were ever queued, so many are dismissed, so many have a verdict and so many
    /// a public one.
    package struct Counts: Sendable, Hashable {
        package var found: Int
        package var queued: Int
        package var dismissed: Int
        package var decided: Int
        package var published: Int

        package init(found: Int, queued: Int, dismissed: Int, decided: Int, published: Int) {
            self.found = found
            self.queued = queued
            self.dismissed = dismissed
            self.decided = decided
            self.published = published
        }
    }

    package struct Group: Sendable, Hashable {
        /// The claimant's name, the topic or the kind; nil for claims without a named claimant or without a topic.
        package let name: String?
        package let counts: Counts

        package init(name: String?, counts: Counts) {
            self.name = name
            self.counts = counts
        }
    }

    /// More groups than these are summed up.
    package static let groupLimit = 200

    package let grouping: Grouping
    package let since: Date
    package let until: Date
    /// Those with the most claims first.
    package var groups: [Group]
    /// The groups beyond the limit in one; nil when there are none. A claim with two topics counts in both.
    package let rest: Counts?
    /// Every claim once.
    package let total: Counts

    package init(
        grouping: Grouping, since: Date, until: Date, groups: [Group], rest: Counts?, total: Counts
    ) {
        self.grouping = grouping
        self.since = since
        self.until = until
        self.groups = groups
        self.rest = rest
        self.total = total
    }
}
