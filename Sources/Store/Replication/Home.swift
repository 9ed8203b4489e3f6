package import Postgres

/// The place where the desk's rows are at home. A copy that was restored somewhere else brings the row of its original along.
package enum Home {
    /// Whether nobody has said that another database is the real one.
    package static func isHere(_ identity: DatabaseIdentity, in session: Session) throws -> Bool {
        try session.first(
            """
            SELECT NOT EXISTS (
                SELECT 1 FROM homes WHERE (cluster, database) <> (\(identity.cluster), \(identity.database))) AS here
            """
        ) { try $0["here"] } ?? true
    }

    /// Takes the database for the real one, where nobody has said anything yet.
    ///
    /// - Returns: whether it is the real one.
    package static func settle(_ identity: DatabaseIdentity, in session: Session) throws -> Bool {
        try session.execute(
            """
            INSERT INTO homes (cluster, database)
            SELECT \(identity.cluster), \(identity.database)
            WHERE NOT EXISTS (SELECT 1 FROM homes)
            ON CONFLICT DO NOTHING
            """)
        return try isHere(identity, in: session)
    }

    /// Takes the database for the real one, whatever was said before.
    package static func confirm(_ identity: DatabaseIdentity, in session: Session) throws {
        try session.execute("DELETE FROM homes")
        try session.execute(
            "INSERT INTO homes (cluster, database) VALUES (\(identity.cluster), \(identity.database))")
    }

    /// Takes the database for a copy: no cluster and no database have the number 0.
    package static func deny(in session: Session) throws {
        try session.execute("DELETE FROM homes")
        try session.execute("INSERT INTO homes (cluster, database) VALUES (0, 0)")
    }
}
