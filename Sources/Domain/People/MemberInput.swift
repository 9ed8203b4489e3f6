/// A new member as an administrator sends them.
package struct MemberInvitation: Sendable, Hashable {
    package var name: String
    package var email: String?
    package var roles: Set<Role>

    package init(name: String, email: String? = nil, roles: Set<Role>) {
        self.name = name
        self.email = email
        self.roles = roles
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        try Input.line(name, "name", limit: 200)
        try MemberChange.validate(email: email)
        try MemberChange.validate(roles: roles)
    }
}

/// A change of a member; nil leaves a part as it is.
package struct MemberChange: Sendable, Hashable {
    package var name: String?
    /// Empty takes the address away.
    package var email: String?
    package var roles: Set<Role>?

    package init(name: String? = nil, email: String? = nil, roles: Set<Role>? = nil) {
        self.name = name
        self.email = email
        self.roles = roles
    }

    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func validate() throws(InputError) {
        if let name { try Input.line(name, "name", limit: 200) }
        if email != "" { try Self.validate(email: email) }
        if let roles { try Self.validate(roles: roles) }
    }

    /// The member as they will be.
    package func applied(to old: Member) -> Member {
        Member(
            id: old.id, name: name ?? old.name, email: email == "" ? nil : email ?? old.email,
            roles: roles ?? old.roles,
            revision: old.revision, createdAt: old.createdAt, deactivatedAt: old.deactivatedAt,
            erasedAt: old.erasedAt)
    }

    /// Nobody can tell from its letters whether an address is good; this refuses what is surely none (RFC 5321 §4.5.3).
    static func validate(email: String?) throws(InputError) {
        guard let email else { return }
        try Input.line(email, "email", limit: 254)
        try Input.bytes(email, "email", limit: 254)
        let parts = email.unicodeScalars.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isBlank) }) else {
            throw InputError("email", "must be an address such as ana@example.org")
        }
    }

    static func validate(roles: Set<Role>) throws(InputError) {
        if roles.isEmpty { throw InputError("roles", "must not be empty; deactivate a member who is to have none") }
    }
}

/// Why a change of a member is refused.
package enum MemberError: Error, Hashable, Sendable {
    /// Nobody would be left to administer the desk.
    case lastAdmin
    /// Nobody knows any more who it was.
    case erased
}

/// The row was changed since the caller read it.
package struct ChangedMeanwhile: Error, Hashable, Sendable {
    /// A noun of the API: member, desk, scale.
    package let what: String
    /// The one that it has now.
    package let revision: Int

    package init(_ what: String, revision: Int) {
        self.what = what
        self.revision = revision
    }

    /// - Parameter wanted: the revisions that the caller would change; nil when any will do.
    /// - Throws: `ChangedMeanwhile` when the row has none of them.
    package static func check(_ what: String, _ revision: Int, wanted: Set<Int>?) throws(ChangedMeanwhile) {
        if let wanted, !wanted.contains(revision) { throw ChangedMeanwhile(what, revision: revision) }
    }
}
