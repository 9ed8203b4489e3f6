package import Foundation

/// A key just made: the only time its secret is seen.
package struct NewKey: Sendable, Hashable {
    package let key: AccessKey
    /// `cd_` and 43 characters.
    package let secret: String

    package init(key: AccessKey, secret: String) {
        self.key = key
        self.secret = secret
    }

    /// The key's members, then its `secret`: the only time it is seen.
    package var json: JSON { key.json.adding(["secret": .string(secret)]) }
}

/// Who asks, on which desk, with which key, and what they hold.
package struct Me: Sendable, Hashable {
    package let member: Member
    /// Roles that both the member and the key have.
    package let roles: Set<Role>
    package let desk: DeskProfile
    package let key: AccessKey?
    /// The live ones.
    package let leases: [Lease]

    package init(member: Member, roles: Set<Role>, desk: DeskProfile, key: AccessKey?, leases: [Lease]) {
        self.member = member
        self.roles = roles
        self.desk = desk
        self.key = key
        self.leases = leases
    }

    /// `{member:{…},roles:[…],desk:{id,slug,name},key:{…}|null,leases:[…]}`
    package var json: JSON {
        [
            "member": member.json,
            "roles": Role.json(roles),
            "desk": ["id": JSON(desk.id), "slug": .string(desk.slug), "name": .string(desk.name)],
            "key": key?.json ?? .null,
            "leases": JSON(leases.map(\.json)),
        ]
    }
}

/// A member just added, with their first key if one was asked for.
package struct NewMember: Sendable, Hashable {
    package let member: Member
    package let key: NewKey?

    package init(member: Member, key: NewKey?) {
        self.member = member
        self.key = key
    }

    /// The member's members, then `key`, with its secret, or null.
    package var json: JSON { member.json.adding(["key": key?.json ?? .null]) }
}

/// One version of a rating scale and when it was made.
package struct ScaleVersion: Sendable, Hashable {
    package let scale: RatingScale
    package let createdAt: Date

    package init(scale: RatingScale, createdAt: Date) {
        self.scale = scale
        self.createdAt = createdAt
    }

    /// `{version,name,createdAt,ratings:[…]}`
    package var json: JSON {
        [
            "version": .int(scale.version), "name": .string(scale.name), "createdAt": JSON(createdAt),
            "ratings": JSON(scale.ratings.map(\.json)),
        ]
    }
}

/// A rating scale with all its versions, the newest first; there is always one.
package struct ScaleHistory: Sendable, Hashable {
    package let versions: [ScaleVersion]
    /// New reviews of the desk are given on it.
    package let isInUse: Bool

    package init(versions: [ScaleVersion], isInUse: Bool) {
        self.versions = versions
        self.isInUse = isInUse
    }

    package var newest: RatingScale? { versions.first?.scale }

    /// The newest version's members, then `inUse` and `versions`.
    package var json: JSON {
        (newest?.json ?? .null).adding(["inUse": .bool(isInUse), "versions": JSON(versions.map(\.json))])
    }
}
