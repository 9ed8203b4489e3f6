package import Domain
package import Foundation

/// A key to be made for a member.
package struct KeyBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case memberId, name, roles, expiresAt }

    package let memberID: Member.ID
    package let name: String
    /// Nil: all the roles that the member has.
    package let roles: Set<Role>?
    package let expiresAt: Date?

    package init(_ fields: Fields<Field>) throws {
        memberID = try fields.id(.memberId) ?? fields.missing(.memberId)
        name = try fields.text(.name) ?? fields.missing(.name)
        try Input.text(name, fields.field(.name), limit: 200)
        let roles = try fields.words(.roles, Role.self)
        if let roles, roles.isEmpty {
            throw InputError(fields.field(.roles), "must not be empty; leave it out for all the roles of the member")
        }
        self.roles = roles.map { Set($0) }
        expiresAt = try fields.time(.expiresAt)
    }
}
