package import Domain
package import Foundation
package import Postgres

extension Principal {
    /// A principal, and whether it is time to remember that the key was used.
    package typealias Entry = (principal: Principal, touch: Bool)

    /// The members behind secrets, judged by the database's clock.
    ///
    /// - Returns: one for each, in the same order; an `AccessError` unless the key is live and its member active.
    package static func authenticate(
        secretHashes: [Data], in session: Session
    ) throws -> [Result<Entry, AccessError>] {
        let found = try find("k.secret_hash = ANY(\(secretHashes))", in: session)
        let byHash = Dictionary(found.map { ($0.secretHash, $0) }) { first, _ in first }
        return secretHashes.map { Found.judge(byHash[$0]) }
    }

    /// Looks at the key again, for a caller who was let in a while ago.
    ///
    /// - Returns: the principal as key and member are now.
    /// - Throws: `AccessError` when the key was revoked or has expired since, or when its member has left.
    package func renewed(in session: Session) throws -> Principal {
        try Self.renewed([self], on: deskID, in: session)[0].get()
    }

    /// Looks at the keys again, for callers of one desk who were let in a while ago.
    ///
    /// - Returns: for each, in the same order, the principal as key and member are now; an `AccessError` when the key was
    ///   revoked or has expired since, or when its member has left.
    package static func renewed(
        _ principals: [Principal], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Result<Principal, AccessError>] {
        let keys = principals.compactMap(\.keyID)
        let found = keys.isEmpty ? [] : try find("k.desk_id = \(desk) AND k.id = ANY(\(keys))", in: session)
        let byKey = Dictionary(found.map { ($0.principal.keyID, $0) }) { first, _ in first }
        return principals.map { principal in
            if principal.keyID == nil { return .success(principal) }
            return Found.judge(byKey[principal.keyID]).map(\.principal)
        }
    }

    private struct Found {
        let principal: Principal
        let secretHash: Data
        let revoked: Bool
        let expiresAt: Date?
        let expired: Bool
        let untouched: Bool

        static func judge(_ found: Found?) -> Result<Entry, AccessError> {
            guard let found else { return .failure(.unknown) }
            if found.revoked { return .failure(.revoked) }
            if found.expired, let expiresAt = found.expiresAt { return .failure(.expired(at: expiresAt)) }
            return .success((principal: found.principal, touch: found.untouched))
        }
    }

    private static func find(_ keys: SQL, in session: Session) throws -> [Found] {
        try session.all(
            """
            SELECT k.desk_id, k.id, k.member_id, m.name, k.roles AS key_roles, m.roles AS member_roles, k.secret_hash,
                k.revoked_at IS NOT NULL AS revoked, k.expires_at,
                \(SQL.hasExpired(key: "k")) AS expired,
                coalesce(k.last_used_at < clock_timestamp() - interval '1 minute', true) AS untouched
            FROM keys k JOIN members m ON m.desk_id = k.desk_id AND m.id = k.member_id
            WHERE \(keys) AND m.deactivated_at IS NULL
            """
        ) { row in
            let memberRoles = Set<Role>(column: try row["member_roles"])
            return Found(
                principal: Principal(
                    deskID: try row["desk_id"], memberID: try row["member_id"], memberName: try row["name"],
                    keyID: try row["id"], roles: memberRoles.intersection(Set(column: try row["key_roles"])),
                    memberRoles: memberRoles),
                secretHash: try row["secret_hash"], revoked: try row["revoked"], expiresAt: try row["expires_at"],
                expired: try row["expired"], untouched: try row["untouched"])
        }
    }

    /// Remembers that the key was used; at most once a minute, so that reading stays reading. Of several requests that
    /// come at the end of the minute, one writes.
    package func touchKey(in session: Session) throws {
        try session.execute(
            """
            UPDATE keys SET last_used_at = clock_timestamp()
            WHERE desk_id = \(deskID) AND id = \(keyID)
              AND coalesce(last_used_at < clock_timestamp() - interval '1 minute', true)
            """)
    }
}
