package import Foundation

/// A claim that an editor gave to a reviewer: one of its slots is kept for them, until it is due.
package struct Assignment: Sendable, Hashable {
    package typealias ID = Identifier<Assignment>

    package enum State: String, CaseIterable, Sendable {
        /// The slot is kept.
        case open
        /// The reviewer's review is in.
        case done
        /// The reviewer skipped the claim.
        case declined
        /// An editor took it back, or the reviewer is none any more.
        case withdrawn
        /// The slot went to somebody else when it was overdue, or left the queue with its claim.
        case lapsed
    }

    /// As it is sent.
    package struct Input: Sendable, Hashable {
        /// So far ahead a claim may be due, seconds.
        private static let horizon: TimeInterval = 366 * 86_400

        package var memberID: Member.ID
        /// Nil keeps the slot until somebody ends that.
        package var dueAt: Date?

        package init(memberID: Member.ID, dueAt: Date?) {
            self.memberID = memberID
            self.dueAt = dueAt
        }

        /// - Throws: `InputError` with the first field that cannot be accepted.
        package func validate(now: Date) throws(InputError) {
            guard let dueAt else { return }
            if dueAt <= now { throw InputError("dueAt", "must lie in the future") }
            if dueAt > now.addingTimeInterval(Self.horizon) { throw InputError("dueAt", "must lie within a year") }
        }
    }

    package let id: ID
    package let claimID: Claim.ID
    package let statement: String
    package let memberID: Member.ID
    package let memberName: String
    package let assignedByName: String
    package let dueAt: Date?
    package let assignedAt: Date
    package let state: State
    package let endedAt: Date?

    package init(
        id: ID, claimID: Claim.ID, statement: String, memberID: Member.ID, memberName: String, assignedByName: String,
        dueAt: Date?, assignedAt: Date, state: State, endedAt: Date?
    ) {
        self.id = id
        self.claimID = claimID
        self.statement = statement
        self.memberID = memberID
        self.memberName = memberName
        self.assignedByName = assignedByName
        self.dueAt = dueAt
        self.assignedAt = assignedAt
        self.state = state
        self.endedAt = endedAt
    }

    /// `{id,claimId,statement,member:{id,name},assignedBy,dueAt,assignedAt,state,endedAt}`
    package var json: JSON {
        [
            "id": JSON(id), "claimId": JSON(claimID), "statement": .string(statement),
            "member": ["id": JSON(memberID), "name": .string(memberName)], "assignedBy": .string(assignedByName),
            "dueAt": JSON(dueAt), "assignedAt": JSON(assignedAt), "state": JSON(state), "endedAt": JSON(endedAt),
        ]
    }
}

/// Why a claim cannot be given to a reviewer.
package enum AssignmentError: Error, Hashable, Sendable {
    /// Whoever asks may be asked for a review of the claim, or has none of theirs in: the answer would tell who has.
    case mayBeAsked
    /// Every review of the claim is given, being written, or kept for somebody; or it is not in the queue.
    case nothingOpen
    /// It has ended already.
    case ended(Assignment.State)
}
