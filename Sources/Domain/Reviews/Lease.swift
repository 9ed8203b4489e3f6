package import Foundation

/// A review that a claim needs, waiting to be taken, taken or given.
package enum ReviewSlot {
    package typealias ID = Identifier<ReviewSlot>

    /// `open → leased → done`; `leased → open` when released, skipped or expired, `done → open` when the review is
    /// withdrawn.
    package enum State: String, CaseIterable, Sendable {
        case open, leased, done

        /// The states that may follow this one; drawn in docs/lifecycles.md.
        package var next: Set<State> {
            switch self {
            case .open: [.leased]
            case .leased: [.open, .done]
            case .done: [.open]
            }
        }
    }
}

/// A reviewer's hold on one slot for a limited time. The database's clock alone decides whether it is live.
package struct Lease: Sendable, Hashable {
    package typealias ID = Identifier<Lease>

    /// How a lease came to its end.
    package enum Ending: String, CaseIterable, Sendable {
        case submitted, released, skipped, expired, withdrawn
    }

    package let id: ID
    package let slotID: ReviewSlot.ID
    package let claimID: Claim.ID
    package let memberID: Member.ID
    /// Greater than the token of every earlier lease: a fencing token.
    package let token: Int
    package let takenAt: Date
    package let expiresAt: Date
    package let ending: Ending?
    /// Why it ended, in words: what the reviewer gave, or what took the claim out of the queue.
    package let endingReason: String?
    /// How long it was still to live when it was read, whole seconds, by the database's clock; 0 once it has ended.
    package let secondsLeft: Int

    package init(
        id: ID, slotID: ReviewSlot.ID, claimID: Claim.ID, memberID: Member.ID, token: Int, takenAt: Date,
        expiresAt: Date, ending: Ending?, endingReason: String? = nil, secondsLeft: Int = 0
    ) {
        self.id = id
        self.slotID = slotID
        self.claimID = claimID
        self.memberID = memberID
        self.token = token
        self.takenAt = takenAt
        self.expiresAt = expiresAt
        self.ending = ending
        self.endingReason = endingReason
        self.secondsLeft = secondsLeft
    }

    /// What a reviewer is told who comes back with it when it is not live any more. Nobody may have noticed yet that its
    /// time has passed.
    package func lost(draftKept: Bool) -> LeaseError {
        .lost(ending ?? .expired, draftKept: draftKept, why: endingReason)
    }
}

/// Why a lease does not carry what was asked of it.
package enum LeaseError: Error, Hashable, Sendable {
    /// The lease has ended. `draftKept` tells that what the reviewer wrote was kept as a draft; `why` has the words with
    /// which it ended.
    case lost(Lease.Ending, draftKept: Bool, why: String? = nil)
    /// The lease is live, and the token is not its own: nothing was done, and nothing is lost.
    case wrongToken(until: Date)
    /// The review under this lease is in: the latest version of it, and whether other words were kept as a draft.
    case submitted(Review, draftKept: Bool)
    /// The reviewer holds as many live leases as the desk allows.
    case tooManyLive(limit: Int)
}

/// What a desk does with a claim that a reviewer skips.
package enum SkipPolicy: String, CaseIterable, Sendable {
    /// It stays in the queue, and after the time of a lease may come back to the one who skipped it.
    case queue
    /// It stays in the queue, for others only.
    case others
    /// As `others`, and after some skips it goes back to triage.
    case triage
}
