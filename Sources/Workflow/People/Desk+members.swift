package import Domain
import Store

extension Desk {
    /// By name; a nil state does not narrow.
    package func members(
        _ state: Member.State?, _ page: PageRequest, for principal: Principal
    ) async throws -> Page<Member> {
        try await read(.seeMembers, for: principal) {
            try Member.page(page, state: state, on: principal.deskID, in: $0)
        }
    }

    /// - Throws: `NotFound` when the desk has no such member, active or not.
    package func member(_ id: Member.ID, for principal: Principal) async throws -> Member {
        try await read(.seeMembers, for: principal) { try Member.get(id, on: principal.deskID, in: $0) }
    }

    /// Who the caller is, and what they hold.
    ///
    /// - Throws: `AccessError` when they left the desk in this very moment.
    package func me(_ principal: Principal) async throws -> Me {
        try await readOneMoment(.seeSelf, for: principal) { session in
            let desk = principal.deskID
            guard let member = try Member.find(principal.memberID, on: desk, in: session) else {
                throw AccessError.unknown
            }
            return Me(
                member: member, roles: principal.roles, desk: try DeskProfile.get(desk, in: session),
                key: try principal.keyID.flatMap { try AccessKey.find($0, on: desk, in: session) },
                leases: try Lease.live(of: member.id, on: desk, in: session))
        }
    }

    /// Adds a member to the desk.
    ///
    /// - Parameter keyName: makes their first key under this name; the answer is then the only place where its secret is
    ///   seen, and is not given again under the same idempotency key. Nil for no key.
    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func invite(
        _ invitation: MemberInvitation, keyName: String?, by caller: Caller
    ) async throws -> NewMember {
        try invitation.validate()
        if let keyName { try Input.line(keyName, "keyName", limit: 200) }
        let memory: Change.Memory = keyName == nil ? .answer : .keyAlone
        return try await change(.inviteMember, by: caller, remembering: memory) { change in
            // As whoever changes a member does: an address is looked for and then taken.
            _ = try DeskProfile.lock(change.desk, in: change.session)
            let member = try Self.insert(invitation, in: change)
            let key = try keyName.map { name in
                try insertKey(for: member, name: name, roles: nil, expiresAt: nil, in: change)
            }
            return NewMember(member: member, key: key)
        }
    }

    private static func insert(_ invitation: MemberInvitation, in change: Change) throws -> Member {
        let id: Member.ID = change.newID()
        try Member(id: id, name: invitation.name, email: invitation.email, roles: invitation.roles)
            .insert(on: change.desk, in: change.session)
        // Names and addresses stay out of a trail that is never deleted.
        try change.audit(.memberCreated, "member", id.rawValue, ["roles": text(invitation.roles)])
        return try Member.get(id, on: change.desk, in: change.session)
    }

    /// Changes a member. Keys lose a role at once when their member does; a member who is a reviewer no longer gives back
    /// what they hold; one who could read others' reviews and now may be asked is not asked about those claims.
    ///
    /// - Parameter ifRevision: the revisions that the caller would change; nil changes whatever is there.
    /// - Throws: `NotFound`, `InputError`, `ChangedMeanwhile`, `MemberError.lastAdmin`.
    package func changeMember(
        _ id: Member.ID, _ input: MemberChange, ifRevision: Set<Int>?, by caller: Caller
    ) async throws -> Member {
        try input.validate()
        return try await change(.changeMember, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            // The desk first: two administrators cannot take the role from one another at the same time.
            _ = try DeskProfile.lock(desk, in: session)
            let old = try Member.get(id, on: desk, in: session)
            if old.erasedAt != nil { throw MemberError.erased }
            try ChangedMeanwhile.check("member", old.revision, wanted: ifRevision)
            let new = input.applied(to: old)
            if new == old { return old }
            if old.isActiveAdmin, !new.roles.contains(.admin) { try Self.requireAnotherAdmin(in: change) }
            if old.roles.contains(.reviewer), !new.roles.contains(.reviewer) {
                try giveBackLeases(of: id, because: "the member is no reviewer any more", in: change)
            }
            let endsSight = BlindReview.endsSight(from: old.roles, to: new.roles)
            try new.update(endsSight: endsSight, on: desk, in: session)
            try change.audit(.memberChanged, "member", id.rawValue, Self.differences(from: old, to: new))
            return try Member.get(id, on: desk, in: session)
        }
    }

    private static func differences(from old: Member, to new: Member) -> [String: String] {
        var details: [String: String] = [:]
        if old.name != new.name { details["name"] = "changed" }
        if old.email != new.email { details["email"] = new.email == nil ? "removed" : "changed" }
        if old.roles != new.roles { details["roles"] = "\(text(old.roles)) → \(text(new.roles))" }
        return details
    }

    private static func text(_ roles: Set<Role>) -> String { roles.sorted().map(\.rawValue).joined(separator: ",") }
}
