package import Domain

/// A member to be added to the desk, and whether to make their first key.
package struct InvitationBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case name, email, roles, key, keyName }

    package let invitation: MemberInvitation
    /// The name of the first key; nil: no key.
    package let keyName: String?

    /// - Throws: `InputError` also for a `keyName` without `key`.
    package init(_ fields: Fields<Field>) throws {
        invitation = MemberInvitation(
            name: try fields.text(.name) ?? fields.missing(.name),
            email: try fields.text(.email),
            roles: Set(try fields.words(.roles, Role.self) ?? fields.missing(.roles))
        )
        let wantsKey = try fields.flag(.key) ?? false
        let name = try fields.text(.keyName)
        if name != nil, !wantsKey { throw InputError(fields.field(.keyName), "goes with key: true only") }
        keyName = wantsKey ? name ?? "first key" : nil
    }
}

extension MemberChange: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case name, email, roles }

    /// - Throws: `Problem` (422) when nothing is to be changed: most likely something was forgotten.
    package init(_ fields: Fields<Field>) throws {
        try fields.requireSome()
        self.init(
            name: try fields.text(.name),
            email: try fields.text(.email),
            roles: try fields.words(.roles, Role.self).map { Set($0) }
        )
    }
}

/// Why a member leaves the desk.
package struct DeactivationBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case reason }

    package let reason: String

    package init(_ fields: Fields<Field>) throws {
        reason = try fields.text(.reason) ?? fields.missing(.reason)
    }
}
