package import Domain
import Store

extension Desk {
    /// Ends a member's time on the desk: their keys are revoked and what they hold goes back to the queue, with the
    /// change itself. What they wrote stays. Deactivating them again changes nothing.
    ///
    /// - Throws: `NotFound`, `InputError` for the reason, `MemberError.lastAdmin`.
    package func deactivate(_ id: Member.ID, reason: String, by caller: Caller) async throws -> Member {
        try Input.text(reason, "reason", limit: 5000)
        return try await change(.deactivateMember, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            _ = try DeskProfile.lock(desk, in: session)
            let member = try Member.get(id, on: desk, in: session)
            if member.isActive { try deactivate(member, reason: reason, in: change) }
            return try Member.get(id, on: desk, in: session)
        }
    }

    /// Ends an active member's time. Lock the desk first.
    func deactivate(_ member: Member, reason: String, in change: Change) throws {
        let (desk, session) = (change.desk, change.session)
        if member.isActiveAdmin { try Self.requireAnotherAdmin(in: change) }
        try giveBackLeases(of: member.id, because: "the member was deactivated", in: change)
        try Member.setActive(false, member.id, on: desk, in: session)
        let keys = try AccessKey.revokeAll(of: member.id, on: desk, in: session)
        for key in keys {
            try change.audit(.keyRevoked, "key", key.rawValue, ["because": "the member was deactivated"])
        }
        try change.audit(.memberDeactivated, "member", member.id.rawValue, ["reason": reason])
    }

    /// Lets a member who had left work again, with new keys: the old ones stay revoked. Activating somebody who is active
    /// changes nothing.
    ///
    /// - Throws: `NotFound`.
    package func activate(_ id: Member.ID, by caller: Caller) async throws -> Member {
        try await change(.activateMember, by: caller) { change in
            _ = try DeskProfile.lock(change.desk, in: change.session)
            let member = try Member.get(id, on: change.desk, in: change.session)
            if member.isActive { return member }
            if member.erasedAt != nil { throw MemberError.erased }
            try Member.setActive(true, id, on: change.desk, in: change.session)
            try change.audit(.memberActivated, "member", id.rawValue)
            return try Member.get(id, on: change.desk, in: change.session)
        }
    }

    /// Returns a member's leases to the queue and wakes those who wait at it, the member among them: their own waiting
    /// take then finds that it may not go on.
    func giveBackLeases(of id: Member.ID, because reason: String, in change: Change) throws {
        let (desk, session) = (change.desk, change.session)
        try Member.serializeTakes(of: id, in: session)
        for lease in try Lease.giveBackAll(of: id, reason: reason, on: desk, in: session) {
            try change.audit(
                .leaseEnded, "lease", lease.id.rawValue,
                [
                    "ending": (lease.ending ?? .released).rawValue, "claim": lease.claimID.description,
                    "member": id.description, "because": reason,
                ])
        }
        try Assignment.end(as: .withdrawn, of: id, on: desk, in: session)
        try session.notifyQueue(of: desk)
    }

    /// - Throws: `MemberError.lastAdmin`. Lock the desk first.
    static func requireAnotherAdmin(in change: Change) throws {
        if try Member.activeAdminCount(on: change.desk, in: change.session) < 2 { throw MemberError.lastAdmin }
    }
}
