package import Foundation

/// What kinds of change are told to those who listen; names are part of the contract.
package enum EventKind: String, CaseIterable, Sendable {
    case article, claim, assignment, lease, review, comment, verdict, removal

    /// The kind of an action: what stands before its first point. Nil for actions that nobody is told of (keys, members,
    /// drafts): a new action is silent until its noun is listed here.
    package init?(action: String) {
        self.init(rawValue: String(action.prefix { $0 != "." }))
    }
}

/// A change on a desk, as it is told to those who listen. What each of them sees of it is `EventView`'s to say.
package struct DeskEvent: Sendable, Hashable {
    /// The member or the program that did it.
    package struct Actor: Sendable, Hashable {
        package let id: Member.ID
        package let name: String

        package init(id: Member.ID, name: String) {
            self.id = id
            self.name = name
        }
    }

    package let cursor: EventCursor
    package let at: Date
    /// `lease.taken`, `review.submitted`; of a kind, or nobody would be told.
    package let action: String
    package let kind: EventKind
    package let articleID: Article.ID?
    package let claimID: Claim.ID?
    package let leaseID: Lease.ID?
    /// Nil when the desk's own worker did it.
    package let actor: Actor?
    /// All that the audit trail has; little of it is shown.
    package let details: [String: String]

    package init(
        cursor: EventCursor, at: Date, action: String, kind: EventKind, articleID: Article.ID?, claimID: Claim.ID?,
        leaseID: Lease.ID?, actor: Actor?, details: [String: String]
    ) {
        self.cursor = cursor
        self.at = at
        self.action = action
        self.kind = kind
        self.articleID = articleID
        self.claimID = claimID
        self.leaseID = leaseID
        self.actor = actor
        self.details = details
    }
}

/// Which events somebody wants to hear of. Pure.
package struct EventFilter: Sendable, Hashable {
    /// Nil for all kinds.
    package var kinds: Set<EventKind>?
    package var articleID: Article.ID?
    package var claimID: Claim.ID?

    package init(kinds: Set<EventKind>? = nil, articleID: Article.ID? = nil, claimID: Claim.ID? = nil) {
        self.kinds = kinds
        self.articleID = articleID
        self.claimID = claimID
    }

    package func matches(_ event: DeskEvent) -> Bool {
        if let kinds, !kinds.contains(event.kind) { return false }
        if let articleID, event.articleID != articleID { return false }
        if let claimID, event.claimID != claimID { return false }
        return true
    }
}

/// Why somebody cannot listen.
package enum EventError: Error, Hashable, Sendable {
    /// As many streams as one member may have are open, or as many as the process serves.
    case tooManyStreams(limit: Int)
    /// The roles of the key or its member are others than when the stream was opened: open it again.
    case rolesChanged
}
