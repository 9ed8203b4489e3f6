package import Domain
package import Foundation
package import Postgres

extension AccessKey {
    private static let columns: SQL = """
        k.id, k.member_id, m.name AS member_name, k.name, k.roles, k.hint, k.created_at, k.expires_at, k.revoked_at,
            k.last_used_at, k.replaced_by
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], memberID: try row["member_id"], memberName: try row["member_name"],
            name: try row["name"], roles: Set(column: try row["roles"]), hint: try row["hint"],
            createdAt: try row["created_at"], expiresAt: try row["expires_at"], revokedAt: try row["revoked_at"],
            lastUsedAt: try row["last_used_at"], replacedBy: try row["replaced_by"])
    }

    package static func find(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> AccessKey? {
        try session.first(
            """
            SELECT \(columns)
            FROM keys k JOIN members m ON m.desk_id = k.desk_id AND m.id = k.member_id
            WHERE k.desk_id = \(desk) AND k.id = \(id)
            """, AccessKey.init)
    }

    /// Some keys by their ids; those that the desk does not have are not in it.
    package static func all(_ ids: [ID], on desk: DeskProfile.ID, in session: Session) throws -> [ID: AccessKey] {
        let keys = try session.all(
            """
            SELECT \(columns)
            FROM keys k JOIN members m ON m.desk_id = k.desk_id AND m.id = k.member_id
            WHERE k.desk_id = \(desk) AND k.id = ANY(\(ids))
            """, AccessKey.init)
        return Dictionary(uniqueKeysWithValues: keys.map { ($0.id, $0) })
    }

    /// The newest first.
    ///
    /// - Parameter member: whose keys; nil for all of the desk.
    package static func page(
        _ page: PageRequest, of member: Member.ID?, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<AccessKey> {
        let place: ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT \(columns)
            FROM keys k JOIN members m ON m.desk_id = k.desk_id AND m.id = k.member_id
            WHERE k.desk_id = \(desk) AND (\(place)::uuid IS NULL OR k.id < \(place))
              AND (\(member)::uuid IS NULL OR k.member_id = \(member))
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

    /// Lets a key go on for a while beside the one that replaces it, and no longer than it would have lived anyway.
    ///
    /// - Returns: false when it was revoked or replaced meanwhile.
    package static func replace(
        _ id: ID, by successor: ID, overlapSeconds: Int, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE keys
            SET replaced_by = \(successor),
                expires_at = least(expires_at, clock_timestamp() + make_interval(secs => \(Double(overlapSeconds))))
            WHERE desk_id = \(desk) AND id = \(id) AND revoked_at IS NULL AND replaced_by IS NULL
            """) == 1
    }

    /// Revokes every key of the desk, or of one member.
    ///
    /// - Returns: those that were not revoked before.
    package static func revokeAll(
        of member: Member.ID? = nil, on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID] {
        try session.all(
            """
            UPDATE keys SET revoked_at = now()
            WHERE desk_id = \(desk) AND revoked_at IS NULL AND (\(member)::uuid IS NULL OR member_id = \(member))
            RETURNING id
            """
        ) { try $0["id"] }
    }
}
