package import Foundation

/// What a key may hand on: nobody makes a key with more rights than their own, unless they are an administrator.
package enum KeyRules {
    /// How long a rotated key may go on beside the one that replaces it, seconds: up to a week.
    package static let overlapSeconds = 0...604_800
    /// An hour.
    package static let defaultOverlapSeconds = 3600

    /// The roles of a new key.
    ///
    /// - Parameters:
    ///   - wanted: nil for as many as there can be.
    ///   - member: whose key it will be.
    ///   - maker: who makes it; an administrator gives any of the member's roles, others those of the key they use.
    /// - Throws: `InputError` (`roles`) when none is wanted, or one that may not be given.
    package static func roles(
        _ wanted: Set<Role>?, of member: Member, by maker: Principal
    ) throws(InputError) -> Set<Role> {
        let possible = maker.isAdmin ? member.roles : member.roles.intersection(maker.roles)
        let roles = wanted ?? possible
        if roles.isEmpty { throw InputError("roles", "must not be empty; leave it out for all of the member's") }
        if let missing = roles.subtracting(member.roles).min() {
            throw InputError("roles", "\(member.name) is not a member with the role \(missing.rawValue)")
        }
        if let missing = roles.subtracting(possible).min() {
            throw InputError("roles", "must be among the roles of the key in use; \(missing.rawValue) is not")
        }
        return roles
    }

    /// When a new key ends.
    ///
    /// - Parameters:
    ///   - wanted: nil for as late as it can be.
    ///   - maker: the key that is in use; nil for an administrator, whose keys may outlive it.
    /// - Throws: `InputError` (`expiresAt`) when it would have passed already or outlive its maker.
    package static func expiry(_ wanted: Date?, now: Date, maker: AccessKey?) throws(InputError) -> Date? {
        if let wanted, wanted <= now { throw InputError("expiresAt", "must be in the future") }
        guard let limit = maker?.expiresAt else { return wanted }
        guard let wanted else { return limit }
        if wanted > limit {
            throw InputError("expiresAt", "must not be later than \(Timestamp.text(limit)), when the key in use ends")
        }
        return wanted
    }

    /// Whether a key's time is over.
    ///
    /// - Parameter expiresAt: nil for a key that does not end.
    package static func hasExpired(_ expiresAt: Date?, now: Date) -> Bool { expiresAt.map { $0 <= now } ?? false }

    /// Whether a key can still be rotated.
    ///
    /// - Throws: `KeyError` when it was revoked, has expired or was rotated before.
    package static func requireRotatable(_ key: AccessKey, now: Date) throws(KeyError) {
        if key.revokedAt != nil { throw .revoked }
        if let successor = key.replacedBy { throw .replaced(by: successor) }
        if hasExpired(key.expiresAt, now: now) { throw .expired }
    }
}

/// Why a key cannot be rotated.
package enum KeyError: Error, Hashable, Sendable {
    case revoked, expired
    /// The key was rotated before.
    case replaced(by: AccessKey.ID)
}
