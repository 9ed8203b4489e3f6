package import Domain
package import Postgres

extension Member {
    private static let columns: SQL = "id, name, email, roles, revision, created_at, deactivated_at, erased_at"

    init(row: Row) throws {
        self.init(
            id: try row["id"], name: try row["name"], email: try row["email"], roles: Set(column: try row["roles"]),
            revision: try row["revision"], createdAt: try row["created_at"],
            deactivatedAt: try row["deactivated_at"], erasedAt: try row["erased_at"])
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

    /// By name; a nil state does not narrow.
    package static func page(
        _ page: PageRequest, state: State?, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<Member> {
        let place = try page.place { values -> (name: String, id: ID)? in
            guard values.count == 2, let id = ID(values[1]) else { return nil }
            return (values[0], id)
        }
        let rows = try session.all(
            """
            SELECT \(columns) FROM members
            WHERE desk_id = \(desk)
              AND (\(place?.id)::uuid IS NULL OR (name, id) > (\(place?.name), \(place?.id)))
              AND (\(state?.rawValue)::text IS NULL OR (deactivated_at IS NULL) = (\(state?.rawValue) = 'active'))
            ORDER BY name, id
            \(SQL.limit(page))
            """, Member.init)
        return Page(rows, page) { [$0.name, $0.id.description] }
    }

    /// An active member.
    ///
    /// - Parameter lock: true keeps them active until the transaction ends.
    package static func find(
        _ id: ID, on desk: DeskProfile.ID, in session: Session, lock: Bool = false
    ) throws -> Member? {
        let locked: SQL = lock ? "FOR SHARE" : ""
        return try session.first(
            """
            SELECT \(columns) FROM members
            WHERE desk_id = \(desk) AND id = \(id) AND deactivated_at IS NULL
            \(locked)
            """, Member.init)
    }

    /// Those of some members who are active.
    package static func active(_ ids: [ID], on desk: DeskProfile.ID, in session: Session) throws -> [ID: Member] {
        let members = try session.all(
            """
            SELECT \(columns) FROM members
            WHERE desk_id = \(desk) AND id = ANY(\(ids)) AND deactivated_at IS NULL
            """, Member.init)
        return Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0) })
    }

    /// A member, active or not.
    ///
    /// - Throws: `NotFound` when the desk has none of this id.
    package static func get(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Member {
        let found = try session.first(
            "SELECT \(columns) FROM members WHERE desk_id = \(desk) AND id = \(id)", Member.init)
        guard let found else { throw NotFound("member") }
        return found
    }

    /// How many active members administer the desk. Lock the desk first.
    package static func activeAdminCount(on desk: DeskProfile.ID, in session: Session) throws -> Int {
        try session.first(
            """
            SELECT count(*) AS count FROM members
            WHERE desk_id = \(desk) AND deactivated_at IS NULL AND 'admin' = ANY(roles)
            """
        ) { try $0["count"] } ?? 0
    }

    // No address runs into the index that keeps it from being there twice: the server would write it into its log.

    /// - Throws: `InputError` (`email`) when another member has the address.
    package func insert(on desk: DeskProfile.ID, in session: Session) throws {
        let count = try session.execute(
            """
            INSERT INTO members (desk_id, id, name, email, roles)
            VALUES (\(desk), \(id), \(name), \(email), \(roles.column))
            ON CONFLICT (desk_id, lower(email)) DO NOTHING
            """)
        try Self.requireFreeAddress(count)
    }

    /// How long after a change of roles something may still be read as before, seconds: an answer that is being written, a
    /// stream of events that looks at its key now and then.
    package static let sightLag = 60.0

    /// Stores name, email and roles as the next revision. Lock the desk first: nobody takes the address meanwhile.
    ///
    /// - Parameter endsSight: see `BlindReview.endsSight`.
    /// - Throws: `InputError` (`email`) when another member has the address.
    package func update(endsSight: Bool, on desk: DeskProfile.ID, in session: Session) throws {
        let count = try session.execute(
            """
            UPDATE members
            SET name = \(name), email = \(email), roles = \(roles.column), revision = revision + 1,
                oversaw_until = CASE WHEN \(endsSight)
                    THEN clock_timestamp() + make_interval(secs => \(Self.sightLag)) ELSE oversaw_until END
            WHERE desk_id = \(desk) AND id = \(id)
              AND NOT EXISTS (
                  SELECT FROM members AS other
                  WHERE other.desk_id = \(desk) AND other.id <> \(id) AND lower(other.email) = lower(\(email)::text))
            """)
        try Self.requireFreeAddress(count)
    }

    package static func setActive(
        _ isActive: Bool, _ id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE members
            SET deactivated_at = CASE WHEN \(isActive) THEN NULL ELSE now() END, revision = revision + 1
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }

    /// Makes the takes of one reviewer wait for each other until the transaction ends, so that the limit on live
    /// leases holds and no two of them reach for two slots of one claim.
    package static func serializeTakes(of id: ID, in session: Session) throws {
        try session.execute("SELECT pg_advisory_xact_lock(\(takesLock("\(id.description)")))")
    }

    /// The same for several reviewers, waiting for nobody.
    ///
    /// - Returns: those of whom no other transaction takes, or gives back, just now.
    package static func trySerializingTakes(of ids: some Collection<ID>, in session: Session) throws -> Set<ID> {
        let locked = try session.all(
            """
            SELECT m.id::uuid AS id FROM unnest(\(ids.map(\.description))) AS m (id)
            WHERE pg_try_advisory_xact_lock(\(takesLock("m.id")))
            """
        ) { try $0.decode("id", as: ID.self) }
        return Set(locked)
    }

    private static func takesLock(_ id: SQL) -> SQL { "hashtextextended(\(id), 1)" }

    private static func requireFreeAddress(_ count: Int) throws {
        if count == 0 { throw InputError("email", "is another member's already") }
    }
}
