import Crypto
package import Domain
package import Foundation
import Store

extension Desk {
    /// The member behind a key's secret.
    ///
    /// - Throws: `AccessError` unless the key is live and its member active.
    package func authenticate(secret: String) async throws -> Principal {
        guard secret.hasPrefix(KeySecret.prefix), secret.utf8.count < 200 else { throw AccessError.unknown }
        let hash = KeySecret.hash(secret)
        let (principal, touch) = try await read { try Principal.authenticate(secretHash: hash, in: $0) }
        if touch { try await write { try principal.touchKey(in: $0) } }
        return principal
    }

    package func profile(for principal: Principal) async throws -> DeskProfile {
        try await read { try DeskProfile.get(principal.deskID, in: $0) }
    }

    /// Active members, by name.
    package func members(for principal: Principal) async throws -> [Member] {
        try await read { try Member.all(on: principal.deskID, in: $0) }
    }

    /// The newest version of each scale, the one in use first.
    package func scales(for principal: Principal) async throws -> [RatingScale] {
        try await read { try RatingScale.current(on: principal.deskID, in: $0) }
    }

    /// The newest first.
    package func keys(_ page: PageRequest, for principal: Principal) async throws -> Page<AccessKey> {
        try await read { try AccessKey.page(page, on: principal.deskID, in: $0) }
    }

    /// Makes a key for a member. The answer is the only place where its secret is ever seen; sent again under the same
    /// idempotency key, the request is refused rather than the secret kept.
    ///
    /// - Parameters:
    ///   - roles: some of the member's; nil for all of them.
    ///   - expiresAt: in the future; nil for never.
    /// - Throws: `NotFound` without such a member, `InputError` for the name, the roles or the expiry.
    package func createKey(
        for member: Member.ID, name: String, roles: Set<Role>?, expiresAt: Date?, by caller: Caller
    ) async throws -> NewKey {
        try Input.text(name, "name", limit: 200)
        let secret = KeySecret.make()
        let unrecorded = Caller(caller.principal, requestID: caller.requestID)
        return try await change(by: unrecorded) { change in
            guard let member = try Member.find(member, on: change.desk, in: change.session) else {
                throw NotFound("member")
            }
            if let idempotency = caller.idempotency {
                let isFirst = try RecordedAnswer.begin(
                    idempotency.key, fingerprint: idempotency.fingerprint, member: change.member, on: change.desk,
                    in: change.session)
                if !isFirst { throw IdempotencyKeyReused(key: idempotency.key) }
            }
            return NewKey(
                key: try Self.insertKey(
                    secret, for: member, name: name, roles: roles, expiresAt: expiresAt, in: change),
                secret: secret)
        }
    }

    /// Revokes a key at once; revoking it again changes nothing.
    ///
    /// - Throws: `NotFound` when the desk has no such key.
    package func revokeKey(_ id: AccessKey.ID, by caller: Caller) async throws -> AccessKey {
        try await change(by: caller) { change in
            guard try AccessKey.find(id, on: change.desk, in: change.session) != nil else { throw NotFound("key") }
            try AccessKey.revoke(id, on: change.desk, in: change.session)
            try change.audit(.keyRevoked, "key", id.rawValue)
            guard let key = try AccessKey.find(id, on: change.desk, in: change.session) else { throw NotFound("key") }
            return key
        }
    }

    private static func insertKey(
        _ secret: String, for member: Member, name: String, roles: Set<Role>?, expiresAt: Date?, in change: Change
    ) throws -> AccessKey {
        let roles = roles ?? member.roles
        if roles.isEmpty { throw InputError("roles", "must not be empty; leave it out for all of the member's") }
        if let missing = roles.subtracting(member.roles).min() {
            throw InputError("roles", "\(member.name) is not a member with the role \(missing.rawValue)")
        }
        if let expiresAt, expiresAt <= Date() { throw InputError("expiresAt", "must be in the future") }
        let id: AccessKey.ID = change.newID()
        try AccessKey.insert(
            id, member: member.id, name: name, roles: roles, hint: KeySecret.hint(secret),
            secretHash: KeySecret.hash(secret), expiresAt: expiresAt, on: change.desk, in: change.session)
        try change.audit(
            .keyCreated, "key", id.rawValue,
            ["member": member.id.description, "roles": roles.sorted().map(\.rawValue).joined(separator: ",")])
        guard let key = try AccessKey.find(id, on: change.desk, in: change.session) else { throw NotFound("key") }
        return key
    }
}

/// The secret of a key: `cd_` and 32 random bytes in base64url.
enum KeySecret {
    static let prefix = "cd_"

    static func make() -> String {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        let base64 = bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return prefix + base64.replacing("=", with: "")
    }

    /// What is stored. 256 random bits cannot be guessed, so no salt or stretching is needed.
    static func hash(_ secret: String) -> Data { Data(SHA256.hash(data: Data(secret.utf8))) }

    /// Enough to recognize a key in a list.
    static func hint(_ secret: String) -> String { String(secret.prefix(7)) + "…" }
}
