package import Domain
package import Foundation
package import Postgres

extension AccessKey {
    private static let columns: SQL = """
        k.id, k.member_id, m.name AS member_name, k.name, k.roles, k.hint, k.created_at, k.expires_at, k.revoked_at,
            k.last_used_at
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], memberID: try row["member_id"], memberName: try row["member_name"],
            name: try row["name"], roles: Set(column: try row["roles"]), hint: try row["hint"],
            createdAt: try row["created_at"], expiresAt: try row["expires_at"], revokedAt: try row["revoked_at"],
            lastUsedAt: try row["last_used_at"])
    }

    package static func find(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> AccessKey? {
        try session.first(
            """
            SELECT \(columns)
            FROM keys k JOIN members m ON m.desk_id = k.desk_id AND m.id = k.member_id
            WHERE k.desk_id = \(desk) AND k.id = \(id)
            """, AccessKey.init)
    }

    /// The newest first.
    package static func page(
        _ page: PageRequest, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<AccessKey> {
        let place: ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT \(columns)
            FROM keys k JOIN members m ON m.desk_id = k.desk_id AND m.id = k.member_id
            WHERE k.desk_id = \(desk) AND (\(place)::uuid IS NULL OR k.id < \(place))
            ORDER BY k.id DESC
            \(SQL.limit(page))
            """, AccessKey.init)
        return Page(rows, page) { [$0.id.description] }
    }

    /// Stores a new key.
    package static func insert(
        _ id: ID, member: Member.ID, name: String, roles: Set<Role>, hint: String, secretHash: Data, expiresAt: Date?,
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO keys (desk_id, id, member_id, name, roles, hint, secret_hash, expires_at)
            VALUES (\(desk), \(id), \(member), \(name), \(roles.column), \(hint), \(secretHash), \(expiresAt))
            """)
    }

    package static func revoke(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            "UPDATE keys SET revoked_at = coalesce(revoked_at, now()) WHERE desk_id = \(desk) AND id = \(id)")
    }

    /// Revokes every key of the desk; for a private desk whose secrets were lost.
    package static func revokeAll(on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute("UPDATE keys SET revoked_at = now() WHERE desk_id = \(desk) AND revoked_at IS NULL")
    }
}

extension Principal {
    /// The member behind a secret, judged by the database's clock.
    ///
    /// - Throws: `AccessError` unless the key is live and its member active.
    package static func authenticate(secretHash: Data, in session: Session) throws -> (Principal, touch: Bool) {
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
                coalesce(k.expires_at <= clock_timestamp(), false) AS expired,
                coalesce(k.last_used_at < clock_timestamp() - interval '1 minute', true) AS untouched
            FROM keys k JOIN members m ON m.desk_id = k.desk_id AND m.id = k.member_id
            WHERE k.secret_hash = \(secretHash) AND m.deactivated_at IS NULL
            """
        ) { row in
            let roles = Set<Role>(column: try row["key_roles"]).intersection(Set(column: try row["member_roles"]))
            return Found(
                principal: Principal(
                    deskID: try row["desk_id"], memberID: try row["member_id"], memberName: try row["name"],
                    keyID: try row["id"], roles: roles),
                revoked: try row["revoked"], expiresAt: try row["expires_at"], expired: try row["expired"],
                untouched: try row["untouched"])
        }
        guard let found else { throw AccessError.unknown }
        if found.revoked { throw AccessError.revoked }
        if found.expired, let expiresAt = found.expiresAt { throw AccessError.expired(at: expiresAt) }
        return (found.principal, touch: found.untouched)
    }

    /// Looks at the key again, for a caller who was let in a while ago.
    ///
    /// - Throws: `AccessError` when the key was revoked or has expired since, or its member has left.
    package func requireLive(in session: Session) throws {
        guard let keyID else { return }
        let found = try session.first(
            """
            SELECT k.revoked_at IS NOT NULL AS revoked, k.expires_at,
                coalesce(k.expires_at <= clock_timestamp(), false) AS expired
            FROM keys k JOIN members m ON m.desk_id = k.desk_id AND m.id = k.member_id
            WHERE k.desk_id = \(deskID) AND k.id = \(keyID) AND m.deactivated_at IS NULL
            """
        ) { row in
            (
                revoked: try row.decode("revoked", as: Bool.self), expired: try row.decode("expired", as: Bool.self),
                expiresAt: try row.decode("expires_at", as: Date?.self)
            )
        }
        guard let found else { throw AccessError.unknown }
        if found.revoked { throw AccessError.revoked }
        if found.expired, let expiresAt = found.expiresAt { throw AccessError.expired(at: expiresAt) }
    }

    /// Remembers that the key was used; at most once a minute, so that reading stays reading.
    package func touchKey(in session: Session) throws {
        try session.execute("UPDATE keys SET last_used_at = now() WHERE desk_id = \(deskID) AND id = \(keyID)")
    }
}
