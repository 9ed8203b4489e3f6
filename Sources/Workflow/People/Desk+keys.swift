package import Domain
package import Foundation
import Postgres
import Store

extension Desk {
    /// The member behind a key's secret.
    ///
    /// - Throws: `AccessError` unless the key is live and its member active.
    package func authenticate(secret: String) async throws -> Principal {
        guard secret.hasPrefix(KeySecret.prefix), secret.utf8.count < 200 else { throw AccessError.unknown }
        // Anybody may send a key, in any number.
        let lane = Lane.entry
        let (principal, touch) = try await gatherings.entries.answer(to: KeySecret.hash(secret), of: lane) { hashes in
            try await askAsDesk(on: lane) { session in
                try Principal.authenticate(secretHashes: hashes, in: session).map { $0.mapError { $0 as any Error } }
            }
        }
        if touch { try await writeAsDesk { try principal.touchKey(in: $0) } }
        return principal
    }

    /// The newest first. Administrators and auditors see all of the desk, others their own.
    ///
    /// - Parameter member: whose keys; nil for all that the caller may see.
    /// - Throws: `AccessError` when somebody else's are asked for without the role for it.
    package func keys(
        of member: Member.ID?, _ page: PageRequest, for principal: Principal
    ) async throws -> Page<AccessKey> {
        let isOwn = member == nil || member == principal.memberID
        let owner = principal.may(.seeEverybodysKeys) ? member : principal.memberID
        return try await read(isOwn ? .seeKeys : .seeEverybodysKeys, for: principal) {
            try AccessKey.page(page, of: owner, on: principal.deskID, in: $0)
        }
    }

    /// Makes a key: an administrator for any member, others for themselves. The answer is the only place where its
    /// secret is ever seen; sent again under the same idempotency key, the request is refused rather than the secret kept.
    ///
    /// - Parameters:
    ///   - member: whose key; nil for the caller's own.
    ///   - roles: see `KeyRules.roles`.
    ///   - expiresAt: see `KeyRules.expiry`.
    /// - Throws: `NotFound` without such a member, `InputError` for the name, the roles or the expiry, `AccessError` when
    ///   it is somebody else's key and the caller is no administrator.
    package func createKey(
        for member: Member.ID?, name: String, roles: Set<Role>?, expiresAt: Date?, by caller: Caller
    ) async throws -> NewKey {
        try Input.line(name, "name", limit: 200)
        let owner = member ?? caller.principal.memberID
        let act: Act = owner == caller.principal.memberID ? .createKey : .createKeyForOthers
        return try await change(act, by: caller, remembering: .keyAlone) { change in
            // Locked: a key that is made while its member is deactivated must not outlive that.
            guard let member = try Member.find(owner, on: change.desk, in: change.session, lock: true) else {
                throw NotFound("member")
            }
            return try insertKey(for: member, name: name, roles: roles, expiresAt: expiresAt, in: change)
        }
    }

    /// Puts a new secret in the place of an old one: the same member, name and roles. The old one goes on for a while.
    ///
    /// - Parameters:
    ///   - overlapSeconds: how long both are good; see `KeyRules.overlapSeconds`.
    ///   - expiresAt: when the new one ends; nil for when the old one was to end.
    /// - Throws: `NotFound` when there is no such key that the caller may change, `KeyError` when it is no live key,
    ///   `InputError` for the numbers, `AccessError` when it has more roles than the caller.
    package func rotateKey(
        _ id: AccessKey.ID, overlapSeconds: Int, expiresAt: Date?, by caller: Caller
    ) async throws -> NewKey {
        try Input.number(overlapSeconds, "overlapSeconds", in: KeyRules.overlapSeconds)
        return try await change(.rotateKey, by: caller, remembering: .keyAlone) { change in
            let old = try Self.ownKey(id, in: change)
            try KeyRules.requireRotatable(old, now: change.now())
            guard let member = try Member.find(old.memberID, on: change.desk, in: change.session, lock: true) else {
                throw NotFound("key")
            }
            // A role that was taken away from the member meanwhile does not come back with a new secret.
            let roles = old.roles.intersection(member.roles)
            let beyond = roles.subtracting(caller.principal.roles)
            if !caller.principal.isAdmin, !beyond.isEmpty { throw AccessError.forbidden(needs: beyond.sorted()) }
            let new = try insertKey(
                for: member, name: old.name, roles: roles, expiresAt: expiresAt ?? old.expiresAt, in: change)
            let isReplaced = try AccessKey.replace(
                id, by: new.key.id, overlapSeconds: overlapSeconds, on: change.desk, in: change.session)
            // Another rotation came first; it holds the row no longer, and its key is there to be seen.
            guard isReplaced else { throw KeyError.replaced(by: try Self.ownKey(id, in: change).replacedBy ?? id) }
            try change.audit(
                .keyRotated, "key", id.rawValue,
                ["newKey": new.key.id.description, "overlapSeconds": String(overlapSeconds)])
            return new
        }
    }

    /// Revokes a key at once; revoking it again changes nothing.
    ///
    /// - Throws: `NotFound` when there is no such key that the caller may change.
    package func revokeKey(_ id: AccessKey.ID, by caller: Caller) async throws -> AccessKey {
        try await change(.revokeKey, by: caller) { change in
            let key = try Self.ownKey(id, in: change)
            if key.revokedAt != nil { return key }
            try AccessKey.revoke(id, on: change.desk, in: change.session)
            try change.audit(.keyRevoked, "key", id.rawValue, ["member": key.memberID.description])
            return try Self.ownKey(id, in: change)
        }
    }

    /// A key that the caller may change: administrators any, others their own. Other people's look as if there were none.
    private static func ownKey(_ id: AccessKey.ID, in change: Change) throws -> AccessKey {
        let principal = change.caller.principal
        guard let key = try AccessKey.find(id, on: change.desk, in: change.session),
            principal.isAdmin || key.memberID == principal.memberID
        else { throw NotFound("key") }
        return key
    }

    /// Stores a new key with a new secret.
    func insertKey(
        for member: Member, name: String, roles: Set<Role>?, expiresAt: Date?, in change: Change
    ) throws -> NewKey {
        let principal = change.caller.principal
        let maker =
            try principal.isAdmin
            ? nil : principal.keyID.flatMap { try AccessKey.find($0, on: change.desk, in: change.session) }
        let roles = try KeyRules.roles(roles, of: member, by: principal)
        let expiresAt = try KeyRules.expiry(expiresAt, now: change.now(), maker: maker)
        let secret = KeySecret.make()
        let id: AccessKey.ID = change.newID()
        try AccessKey.insert(
            id, member: member.id, name: name, roles: roles, hint: KeySecret.hint(secret),
            secretHash: KeySecret.hash(secret), expiresAt: expiresAt, on: change.desk, in: change.session)
        try change.audit(
            .keyCreated, "key", id.rawValue,
            ["member": member.id.description, "roles": roles.sorted().map(\.rawValue).joined(separator: ",")])
        guard let key = try AccessKey.find(id, on: change.desk, in: change.session) else { throw NotFound("key") }
        return NewKey(key: key, secret: secret)
    }
}
