package import Domain
import Postgres
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

    /// Who the caller is, and what they hold; read together with that of others who ask at the same time.
    ///
    /// - Throws: `AccessError` when they left the desk in this very moment.
    package func me(_ principal: Principal) async throws -> Me {
        try principal.require(.seeSelf)
        let desk = principal.deskID
        return try await gatherings.members.answer(to: principal, of: desk) { asked in
            try await readOneMomentAsDesk { session in
                let ids = Array(Set(asked.map(\.memberID)))
                let members = try Member.active(ids, on: desk, in: session)
                let keys = try AccessKey.all(asked.compactMap(\.keyID), on: desk, in: session)
                let leases = try Lease.live(of: ids, on: desk, in: session)
                let profile = try DeskProfile.get(desk, in: session)
                return asked.map { principal in
                    guard let member = members[principal.memberID] else { return .failure(AccessError.unknown) }
                    return .success(
                        Me(
                            member: member, roles: principal.roles, desk: profile,
                            key: principal.keyID.flatMap { keys[$0] }, leases: leases[member.id] ?? []))
                }
            }
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
