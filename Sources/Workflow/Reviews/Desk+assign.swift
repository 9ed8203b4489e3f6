package import Domain
import Postgres
import Store

extension Desk {
    /// Gives a claim to a reviewer: one of its open slots is kept for them, before whatever else they could take, and until
    /// it is due. They take it under a lease, as any other, and see no more than anybody who is asked.
    ///
    /// - Throws: `NotFound`; `InputError` for somebody who cannot be asked about the claim; `AssignmentError`.
    package func assign(_ id: Claim.ID, _ input: Assignment.Input, by caller: Caller) async throws -> Assignment {
        try await change(.assign, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let now = try change.now()
            try input.validate(now: now)
            let claim = try Claim.lock(id, on: desk, in: session)
            guard try Self.seesAll(of: claim, caller.principal, in: session) else { throw AssignmentError.mayBeAsked }
            guard let member = try Member.find(input.memberID, on: desk, in: session, lock: true) else {
                throw InputError("memberId", "is no active member of the desk")
            }
            guard member.roles.contains(.reviewer) else { throw InputError("memberId", "is no reviewer") }
            guard claim.status.isUnderReview else { throw AssignmentError.nothingOpen }
            // As a take does: the slots before whoever reaches for them, and those that ran out are open.
            try Member.serializeTakes(of: member.id, in: session)
            try ReviewSlot.lockAll(of: id, on: desk, in: session)
            try endExpiredLeases(of: id, on: desk, in: session)
            let assignment: Assignment.ID = change.newID()
            let raised = QueueRank.raise(dueAt: input.dueAt, now: now)
            let isMade = try Assignment.insert(
                assignment, of: id, input, raised: raised, by: change.member, on: desk, in: session)
            if !isMade { throw try Self.refusal(of: id, to: member.id, in: change) }
            try change.audit(
                .assignmentMade, "claim", id.rawValue,
                ["assignment": assignment.description, "member": member.id.description])
            try session.notifyQueue(of: desk)
            return try Assignment.get(assignment, on: desk, in: session)
        }
    }

    /// Takes a claim back from a reviewer to whom it was given. If they hold it, their lease ends; what they wrote stays as
    /// a draft.
    ///
    /// - Throws: `NotFound`, also for an editor who may be asked about the claim; `InputError` for an empty reason;
    ///   `AssignmentError.ended`.
    package func withdrawAssignment(
        _ id: Assignment.ID, reason: String, by caller: Caller
    ) async throws -> Assignment {
        try Input.text(reason, "reason", limit: 5000)
        return try await change(.withdrawAssignment, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let claim = try Claim.lock(try Assignment.get(id, on: desk, in: session).claimID, on: desk, in: session)
            guard try Self.seesAll(of: claim, caller.principal, in: session) else { throw NotFound("assignment") }
            try ReviewSlot.lockAll(of: claim.id, on: desk, in: session)
            try endExpiredLeases(of: claim.id, on: desk, in: session)
            let assignment = try Assignment.get(id, on: desk, in: session)
            guard assignment.state == .open else { throw AssignmentError.ended(assignment.state) }
            let held = try Lease.live(of: [assignment.memberID], on: desk, in: session).values.flatMap(\.self)
                .filter { $0.claimID == claim.id }
            for lease in held where try ReviewSlot.reopen(lease, token: lease.token, on: desk, in: session) {
                try Lease.end(
                    lease.id, .withdrawn, reason: "An editor took the claim back: “\(reason)”.", on: desk, in: session)
                try change.audit(
                    .leaseEnded, "lease", lease.id.rawValue,
                    ["ending": Lease.Ending.withdrawn.rawValue, "claim": claim.id.description])
            }
            try Assignment.end(as: .withdrawn, of: assignment.memberID, claim: claim.id, on: desk, in: session)
            try change.audit(
                .assignmentWithdrawn, "claim", claim.id.rawValue,
                ["assignment": id.description, "member": assignment.memberID.description, "reason": reason])
            try session.notifyQueue(of: desk)
            return try Assignment.get(id, on: desk, in: session)
        }
    }

    /// What was given of a claim that the principal may know of: their own, and everybody's where they see its reviews.
    ///
    /// - Throws: `NotFound` when the desk has no such claim.
    package func assignments(of id: Claim.ID, for principal: Principal) async throws -> [Assignment] {
        try await readOneMoment(.seeAssignments, for: principal) { session in
            let claim = try Claim.get(id, on: principal.deskID, in: session)
            let seesAll = try Self.seesAll(of: claim, principal, in: session)
            return try Assignment.all(
                of: id, to: seesAll ? nil : principal.memberID, on: principal.deskID, in: session)
        }
    }

    /// What the principal was given and has not done, the oldest first.
    package func ownAssignments(_ page: PageRequest, for principal: Principal) async throws -> Page<Assignment> {
        try await read(.seeOwnAssignments, for: principal) {
            try Assignment.open(page, for: principal.memberID, on: principal.deskID, in: $0)
        }
    }

    /// Why no slot could be kept.
    private static func refusal(of claim: Claim.ID, to member: Member.ID, in change: Change) throws -> any Error {
        let isOpen = try ReviewSlot.openCount(of: claim, on: change.desk, in: change.session) > 0
        if !isOpen { return AssignmentError.nothingOpen }
        return InputError(
            "memberId",
            "is somebody who is not asked about this claim: it is of their own article, they hold, reviewed or skipped it, "
                + "have it already, or could read its reviews")
    }
}
