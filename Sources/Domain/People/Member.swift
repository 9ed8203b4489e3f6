package import Foundation

/// A person on a desk.
package struct Member: Sendable, Hashable {
    package typealias ID = Identifier<Member>

    package let id: ID
    package let name: String
    package let email: String?
    package let roles: Set<Role>
    /// From 1, one more with each change.
    package let revision: Int
    /// Nil before the member is stored.
    package let createdAt: Date?
    /// When they left the desk; nil while they are active.
    package let deactivatedAt: Date?
    /// When their name and address were taken out of the desk; nil for somebody who is known.
    package let erasedAt: Date?

    /// What an erased member is called from then on.
    package static let nameOfErased = "A former member"

    package init(
        id: ID, name: String, email: String?, roles: Set<Role>, revision: Int = 1, createdAt: Date? = nil,
        deactivatedAt: Date? = nil, erasedAt: Date? = nil
    ) {
        self.id = id
        self.name = name
        self.email = email
        self.roles = roles
        self.revision = revision
        self.createdAt = createdAt
        self.deactivatedAt = deactivatedAt
        self.erasedAt = erasedAt
    }

    package var isActive: Bool { deactivatedAt == nil }

    /// True when the desk counts on them for its administration.
    package var isActiveAdmin: Bool { isActive && roles.contains(.admin) }

    package enum State: String, CaseIterable, Sendable { case active, deactivated }
}

/// A secret that acts for a member, with the same roles or fewer.
package struct AccessKey: Sendable, Hashable {
    package typealias ID = Identifier<AccessKey>

    package let id: ID
    package let memberID: Member.ID
    package let memberName: String
    package let name: String
    package let roles: Set<Role>
    /// The first characters of the secret, enough to recognize it in a list.
    package let hint: String
    package let createdAt: Date
    package let expiresAt: Date?
    package let revokedAt: Date?
    package let lastUsedAt: Date?
    /// The key that took its place when it was rotated.
    package let replacedBy: ID?

    package init(
        id: ID, memberID: Member.ID, memberName: String, name: String, roles: Set<Role>, hint: String,
        createdAt: Date, expiresAt: Date?, revokedAt: Date?, lastUsedAt: Date?, replacedBy: ID? = nil
    ) {
        self.id = id
        self.memberID = memberID
        self.memberName = memberName
        self.name = name
        self.roles = roles
        self.hint = hint
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.lastUsedAt = lastUsedAt
        self.replacedBy = replacedBy
    }
}

/// Who makes a request: a member of a desk through one of their keys.
package struct Principal: Sendable, Hashable {
    package let deskID: DeskProfile.ID
    package let memberID: Member.ID
    package let memberName: String
    package let keyID: AccessKey.ID?
    /// Roles that both the member and the key have: what may be done.
    package let roles: Set<Role>
    /// Roles of the member, whichever key is used: what must not be seen.
    package let memberRoles: Set<Role>

    package init(
        deskID: DeskProfile.ID, memberID: Member.ID, memberName: String, keyID: AccessKey.ID?, roles: Set<Role>,
        memberRoles: Set<Role>
    ) {
        self.deskID = deskID
        self.memberID = memberID
        self.memberName = memberName
        self.keyID = keyID
        self.roles = roles
        self.memberRoles = memberRoles
    }

    package var isAdmin: Bool { roles.contains(.admin) }
}

/// Why a key does not open the door.
package enum AccessError: Error, Hashable, Sendable {
    /// No `Authorization` header, or not of the form `Bearer cd_…`.
    case missing
    /// No such key, or its member has left the desk.
    case unknown
    case revoked
    case expired(at: Date)
    /// The key is good, and its roles do not cover this.
    case forbidden(needs: [Role])
}
