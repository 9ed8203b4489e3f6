package import Domain
package import Postgres

extension Member {
    private static let columns: SQL = "id, name, email, roles"

    init(row: Row) throws {
        self.init(
            id: try row["id"], name: try row["name"], email: try row["email"], roles: Set(column: try row["roles"]))
    }

    /// Everyone who is active on the desk, by name.
    package static func all(on desk: DeskProfile.ID, in session: Session) throws -> [Member] {
        try session.all(
            """
            SELECT \(columns) FROM members
            WHERE desk_id = \(desk) AND deactivated_at IS NULL
            ORDER BY name, id
            """, Member.init)
    }

    package static func find(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Member? {
        try session.first(
            "SELECT \(columns) FROM members WHERE desk_id = \(desk) AND id = \(id) AND deactivated_at IS NULL",
            Member.init)
    }

    package func insert(on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            """
            INSERT INTO members (desk_id, id, name, email, roles)
            VALUES (\(desk), \(id), \(name), \(email), \(roles.column))
            """)
    }

    /// Makes the takes of one reviewer wait for each other until the transaction ends, so that the limit on live
    /// leases holds and no two of them reach for two slots of one claim.
    package static func serializeTakes(of id: ID, in session: Session) throws {
        try session.execute("SELECT pg_advisory_xact_lock(hashtextextended(\(id.description), 1))")
    }
}
