package import Domain
package import Postgres

extension DeskProfile {
    private static let columns: SQL = "id, slug, name, scale_id, scale_version, revision, \(DeskPolicy.columns)"

    init(row: Row) throws {
        self.init(
            id: try row["id"], slug: try row["slug"], name: try row["name"], policy: try DeskPolicy(row: row),
            scale: try RatingScale.Reference(row: row), revision: try row["revision"])
    }

    /// - Throws: `NotFound` when there is no such desk.
    package static func get(_ id: ID, in session: Session) throws -> DeskProfile {
        let found = try session.first("SELECT \(columns) FROM desks WHERE id = \(id)", DeskProfile.init)
        guard let found else { throw NotFound("desk") }
        return found
    }

    /// The desk, locked until the transaction ends: what its administrators do to members, scales and settings is done
    /// one after the other. Rows that only refer to the desk do not wait.
    ///
    /// - Throws: `NotFound` when there is no such desk.
    package static func lock(_ id: ID, in session: Session) throws -> DeskProfile {
        let found = try session.first(
            "SELECT \(columns) FROM desks WHERE id = \(id) FOR NO KEY UPDATE", DeskProfile.init)
        guard let found else { throw NotFound("desk") }
        return found
    }

    package static func find(slug: String, in session: Session) throws -> DeskProfile? {
        try session.first("SELECT \(columns) FROM desks WHERE slug = \(slug)", DeskProfile.init)
    }

    /// Every desk, by slug.
    package static func all(in session: Session) throws -> [DeskProfile] {
        try session.all("SELECT \(columns) FROM desks ORDER BY slug", DeskProfile.init)
    }

    /// Stores a new desk, without a scale.
    package func insert(in session: Session) throws {
        try session.execute(
            """
            INSERT INTO desks (id, slug, name, \(DeskPolicy.columns))
            VALUES (\(id), \(slug), \(name), \(policy.values.joined(separator: ", ")))
            """)
    }

    /// Stores name, policy and scale as the next revision.
    package func update(in session: Session) throws {
        let settings = zip(DeskPolicy.settings, policy.values).map { setting, value -> SQL in
            "\(identifier: setting.column) = \(value)"
        }
        try session.execute(
            """
            UPDATE desks
            SET name = \(name), scale_id = \(scale?.id), scale_version = \(scale?.version), revision = revision + 1,
                changed_at = now(), \(settings.joined(separator: ", "))
            WHERE id = \(id)
            """)
    }
}

extension DeskPolicy {
    /// In the order of `settings`.
    static let columns: SQL = settings.map { "\(identifier: $0.column)" as SQL }.joined(separator: ", ")

    init(row: Row) throws {
        self.init()
        for setting in Self.settings { setting.restore(try setting.value(in: row), in: &self) }
    }

    /// Binds, in the order of `settings`.
    var values: [SQL] { Self.settings.map { $0.bind(of: self) } }
}

extension PolicySetting {
    fileprivate func value(in row: Row) throws -> JSON {
        switch form {
        case .integer: .int(try row[column])
        case .number: .double(try row[column])
        case .word, .text: .string(try row[column])
        case .flag: .bool(try row[column])
        }
    }

    fileprivate func bind(of policy: DeskPolicy) -> SQL {
        switch value(in: policy) {
        case .int(let value): "\(value)"
        case .double(let value): "\(value)"
        case .bool(let value): "\(value)"
        case .string(let value): "\(value)"
        // A setting has one of the forms above.
        case .null, .array, .object: "NULL"
        }
    }
}
