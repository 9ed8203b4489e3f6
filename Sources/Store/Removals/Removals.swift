package import Domain
package import Postgres

extension Removal {
    private static let columns: SQL = """
        r.id, r.words, r.reason, r.removed_by, m.name AS removed_by_name, r.removed_at, r.lifted_at, r.lifting_reason
        """
    private static let tables: SQL = "removals r JOIN members m ON m.desk_id = r.desk_id AND m.id = r.removed_by"

    init(row: Row) throws {
        self.init(
            id: try row["id"], input: Input(words: try row["words"], reason: try row["reason"]),
            removedBy: try row["removed_by"], removedByName: try row["removed_by_name"],
            removedAt: try row["removed_at"], liftedAt: try row["lifted_at"],
            liftingReason: try row["lifting_reason"])
    }

    package static func insert(
        _ id: ID, _ input: Input, by member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO removals (desk_id, id, words, reason, removed_by)
            VALUES (\(desk), \(id), \(input.words), \(input.reason), \(member))
            """)
    }

    /// - Returns: false when it was lifted before.
    package static func lift(
        _ id: ID, reason: String, by member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE removals SET lifted_by = \(member), lifted_at = now(), lifting_reason = \(reason)
            WHERE desk_id = \(desk) AND id = \(id) AND lifted_at IS NULL
            """) == 1
    }

    /// - Throws: `NotFound` when the desk has no such removal.
    package static func get(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Removal {
        let found = try session.first(
            "SELECT \(columns) FROM \(tables) WHERE r.desk_id = \(desk) AND r.id = \(id)", Removal.init)
        guard let found else { throw NotFound("removal") }
        return found
    }

    /// The newest first.
    package static func page(
        _ page: PageRequest, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<Removal> {
        let place: ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE r.desk_id = \(desk) AND (\(place)::uuid IS NULL OR r.id < \(place))
            ORDER BY r.id DESC
            \(SQL.limit(page))
            """, Removal.init)
        return Page(rows, page) { [$0.id.description] }
    }
}

extension RemovedWords {
    /// What is off the desk's public forms at this moment.
    package static func standing(on desk: DeskProfile.ID, in session: Session) throws -> RemovedWords {
        RemovedWords(
            try session.all("SELECT words FROM removals WHERE desk_id = \(desk) AND lifted_at IS NULL") {
                try $0["words"]
            })
    }
}

extension RemovalTimes {
    package static func all(on desk: DeskProfile.ID, in session: Session) throws -> RemovalTimes {
        RemovalTimes(
            try session.all(
                "SELECT words, greatest(removed_at, lifted_at) AS at FROM removals WHERE desk_id = \(desk)"
            ) { .init(words: try $0["words"], at: try $0["at"]) })
    }
}

extension DeskProfile {
    /// Makes caches of the desk's public pages ask anew.
    package static func renewPages(of desk: ID, in session: Session) throws {
        try session.execute("UPDATE desks SET revision = revision + 1, changed_at = now() WHERE id = \(desk)")
    }
}
