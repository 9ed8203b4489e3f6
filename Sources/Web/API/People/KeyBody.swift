package import Domain
package import Foundation

/// A key to be made.
package struct KeyBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case memberId, name, roles, expiresAt }

    /// The key's member; nil: the member who asks.
    package let memberID: Member.ID?
    package let name: String
    /// The key's roles; nil: all that may be given.
    package let roles: Set<Role>?
    package let expiresAt: Date?

    package init(_ fields: Fields<Field>) throws {
        memberID = try fields.id(.memberId)
        name = try fields.text(.name) ?? fields.missing(.name)
        try Input.line(name, fields.field(.name), limit: 200)
        let roles = try fields.words(.roles, Role.self)
        if let roles, roles.isEmpty {
            throw InputError(fields.field(.roles), "must not be empty; leave it out for all the roles of the member")
        }
        self.roles = roles.map { Set($0) }
        expiresAt = try fields.time(.expiresAt)
    }
}

/// How a key's secret is replaced.
package struct RotationBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case overlapSeconds, expiresAt }

    /// How long both secrets are good.
    package let overlapSeconds: Int
    /// The new key's end; nil: when the old key was to end.
    package let expiresAt: Date?

    package init(_ fields: Fields<Field>) throws {
        overlapSeconds = try fields.integer(.overlapSeconds) ?? KeyRules.defaultOverlapSeconds
        expiresAt = try fields.time(.expiresAt)
    }

    /// As when the body is left out.
    package init() {
        overlapSeconds = KeyRules.defaultOverlapSeconds
        expiresAt = nil
    }
}
