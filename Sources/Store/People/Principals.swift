package import Domain
package import Foundation
package import Postgres

extension Principal {
    /// The member behind a secret, judged by the database's clock.
    ///
    /// - Throws: `AccessError` unless the key is live and its member active.
    package static func authenticate(secretHash: Data, in session: Session) throws -> (Principal, touch: Bool) {
        try find("k.secret_hash = \(secretHash)", in: session)
    }

    /// Looks at the key again, for a caller who was let in a while ago or who must be allowed to at this very moment.
    ///
    /// - Throws: as `renewed`, and `AccessError.forbidden` when the roles for the act were taken away from them.
    package func requireLive(to act: Act, in session: Session) throws {
        try renewed(in: session).require(act)
    }

    /// Looks at the key again, for a caller who was let in a while ago.
    ///
    /// - Returns: the principal as key and member are now.
    /// - Throws: `AccessError` when the key was revoked or has expired since, or when its member has left.
    package func renewed(in session: Session) throws -> Principal {
        guard let keyID else { return self }
        return try Self.find("k.desk_id = \(deskID) AND k.id = \(keyID)", in: session).0
    }

    private static func find(_ key: SQL, in session: Session) throws -> (Principal, touch: Bool) {
        struct Found {
            let principal: Principal
            let revoked: Bool
            let expiresAt: Date?
            let expired: Bool
            let untouched: Bool
        }
        let found = try session.first(
            """
            SELECT k.desk_id, k.id, k.member_id, m.name, k.roles AS key_roles, m.roles AS member_roles,
                k.revoked_at IS NOT NULL AS revoked, k.expires_at,
                \(SQL.hasExpired(key: "k")) AS expired,
                coalesce(k.last_used_at < clock_timestamp() - interval '1 minute', true) AS untouched
            FROM keys k JOIN members m ON m.desk_id = k.desk_id AND m.id = k.member_id
            WHERE \(key) AND m.deactivated_at IS NULL
            """
        ) { row in
            let memberRoles = Set<Role>(column: try row["member_roles"])
            return Found(
                principal: Principal(
                    deskID: try row["desk_id"], memberID: try row["member_id"], memberName: try row["name"],
                    keyID: try row["id"], roles: memberRoles.intersection(Set(column: try row["key_roles"])),
                    memberRoles: memberRoles),
                revoked: try row["revoked"], expiresAt: try row["expires_at"], expired: try row["expired"],
                untouched: try row["untouched"])
        }
        guard let found else { throw AccessError.unknown }
        if found.revoked { throw AccessError.revoked }
        if found.expired, let expiresAt = found.expiresAt { throw AccessError.expired(at: expiresAt) }
        return (found.principal, touch: found.untouched)
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
