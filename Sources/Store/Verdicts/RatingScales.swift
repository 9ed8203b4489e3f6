package import Domain
package import Foundation
package import Postgres

extension Rating {
    /// Reads a rating from columns that may carry a prefix, as where they are joined to a review.
    init(row: Row, prefix: String = "") throws {
        let translations: JSON = try row[prefix + "translations"]
        self.init(
            key: try row[prefix + "key"], label: try row[prefix + "label"], value: try row[prefix + "value"],
            offScale: try row[prefix + "off_scale"], colour: try row[prefix + "colour"],
            direction: try row[prefix + "direction"], translations: translations.texts,
            definition: try row[prefix + "definition"])
    }

    /// The key of every rating that a version of one of the desk's scales has or had, in the order of the newest.
    package static func keys(on desk: DeskProfile.ID, in session: Session) throws -> [String] {
        try everUsed(on: desk, in: session).map(\.key)
    }

    /// Ratings that no longer stand on a scale, and that verdicts which are public still have: each as it was last.
    ///
    /// - Parameter current: keys of the scale that is in use.
    package static func publicBeside(
        _ current: [String], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Rating] {
        try everUsed(on: desk, in: session).filter { !current.contains($0.key) }.filter { rating in
            try session.first(
                """
                SELECT 1 AS one FROM claims c
                WHERE c.desk_id = \(desk) AND c.latest_rating = \(rating.key) AND \(SQL.showsVerdict("c"))
                LIMIT 1
                """
            ) { _ in true } ?? false
        }
    }

    private static func everUsed(on desk: DeskProfile.ID, in session: Session) throws -> [Rating] {
        try session.all(
            """
            SELECT key, label, value, off_scale, colour, direction, translations, definition
            FROM (
                SELECT DISTINCT ON (g.key) g.key, g.label, g.value, g.off_scale, g.colour, g.direction, g.translations,
                    g.definition,
                    s.created_at, g.position
                FROM ratings g
                JOIN rating_scales s ON s.desk_id = g.desk_id AND s.id = g.scale_id AND s.version = g.scale_version
                WHERE g.desk_id = \(desk)
                ORDER BY g.key, s.created_at DESC, s.version DESC
            ) r
            ORDER BY created_at DESC, position, key
            """
        ) { try Rating(row: $0) }
    }

    /// The columns of a joined rating `g`, for `init(row:prefix: "rating_")`.
    static let joinedColumns: SQL = """
        g.key AS rating_key, g.label AS rating_label, g.value AS rating_value, g.off_scale AS rating_off_scale,
            g.colour AS rating_colour, g.direction AS rating_direction, g.translations AS rating_translations,
            g.definition AS rating_definition
        """
}

extension RatingScale.Reference {
    /// Reads `scale_id` and `scale_version`; nil when the row names no scale.
    init?(row: Row) throws {
        guard let id: RatingScale.ID = try row["scale_id"] else { return nil }
        self.init(id: id, version: try row["scale_version"])
    }
}

extension RatingScale {
    /// One rating of one version a row; versions in whatever order, the ratings of each from its first to its last.
    private static let columns: SQL = """
        s.id, s.name, s.version, s.created_at, g.key, g.label, g.value, g.off_scale, g.colour, g.direction,
            g.translations, g.definition
        """
    private static let ratingJoin: SQL =
        "JOIN ratings g ON g.desk_id = s.desk_id AND g.scale_id = s.id AND g.scale_version = s.version"

    /// The newest version of each of the desk's scales, the scale in use first.
    package static func current(on desk: DeskProfile.ID, in session: Session) throws -> [RatingScale] {
        try read(
            """
            SELECT \(columns)
            FROM (
                SELECT DISTINCT ON (id) desk_id, id, name, version, created_at
                FROM rating_scales
                WHERE desk_id = \(desk)
                ORDER BY id, version DESC
            ) s
            \(ratingJoin)
            JOIN desks d ON d.id = s.desk_id
            ORDER BY (s.id = d.scale_id) DESC NULLS LAST, s.created_at DESC, s.id DESC, g.position
            """, in: session
        ).map(\.scale)
    }

    /// Every version of a scale with the time it was made, the newest first.
    ///
    /// - Throws: `NotFound` when the desk has no such scale.
    package static func versions(
        of id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> [(scale: RatingScale, createdAt: Date)] {
        let versions = try read(
            """
            SELECT \(columns)
            FROM rating_scales s \(ratingJoin)
            WHERE s.desk_id = \(desk) AND s.id = \(id)
            ORDER BY s.version DESC, g.position
            """, in: session)
        if versions.isEmpty { throw NotFound("rating scale") }
        return versions
    }

    /// One version of a scale.
    ///
    /// - Throws: `NotFound` when the desk has no such version.
    package static func get(
        _ reference: Reference, on desk: DeskProfile.ID, in session: Session
    ) throws -> RatingScale {
        let found = try read(
            """
            SELECT \(columns)
            FROM rating_scales s \(ratingJoin)
            WHERE s.desk_id = \(desk) AND s.id = \(reference.id) AND s.version = \(reference.version)
            ORDER BY g.position
            """, in: session)
        guard let scale = found.first?.scale else { throw NotFound("rating scale") }
        return scale
    }

    /// One version of a scale; nil: the one that the desk gives new reviews on.
    ///
    /// - Throws: `NotFound` when the desk has no such version.
    package static func get(
        _ reference: Reference?, on desk: DeskProfile.ID, in session: Session
    ) throws -> RatingScale {
        guard let reference else { return try inUse(on: desk, in: session) }
        return try get(reference as Reference, on: desk, in: session)
    }

    /// The scale that the desk gives new reviews on.
    ///
    /// - Throws: `NotFound` when the desk has none.
    package static func inUse(on desk: DeskProfile.ID, in session: Session) throws -> RatingScale {
        if let reference = try DeskProfile.get(desk, in: session).scale {
            return try get(reference, on: desk, in: session)
        }
        guard let scale = try current(on: desk, in: session).first else { throw NotFound("rating scale") }
        return scale
    }

    /// The number of a scale's newest version. Lock the desk first.
    ///
    /// - Throws: `NotFound` when the desk has no such scale.
    package static func newestVersion(of id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Int {
        let newest = try session.first(
            "SELECT max(version) AS version FROM rating_scales WHERE desk_id = \(desk) AND id = \(id)"
        ) { try $0.decode("version", as: Int?.self) }
        guard let newest, let newest else { throw NotFound("rating scale") }
        return newest
    }

    /// Stores a version; what is stored never changes.
    package func insert(on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            "INSERT INTO rating_scales (desk_id, id, name, version) VALUES (\(desk), \(id), \(name), \(version))")
        for (position, rating) in ratings.enumerated() {
            try session.execute(
                """
                INSERT INTO ratings (desk_id, scale_id, scale_version, key, position, label, value, off_scale, colour,
                    direction, translations, definition)
                VALUES (\(desk), \(id), \(version), \(rating.key), \(position), \(rating.label), \(rating.value),
                    \(rating.offScale), \(rating.colour), \(rating.direction), \(JSONValue(rating.translations)),
                    \(rating.definition))
                """)
        }
    }

    private static func read(_ statement: SQL, in session: Session) throws -> [(scale: RatingScale, createdAt: Date)] {
        let rows = try session.all(statement) { row in
            (
                reference: Reference(id: try row["id"], version: try row["version"]),
                name: try row.decode("name", as: String.self),
                createdAt: try row.decode("created_at", as: Date.self), rating: try Rating(row: row)
            )
        }
        var scales: [(scale: RatingScale, createdAt: Date)] = []
        for row in rows {
            let earlier = scales.last?.scale.reference == row.reference ? scales.removeLast().scale.ratings : []
            let scale = RatingScale(
                id: row.reference.id, name: row.name, version: row.reference.version, ratings: earlier + [row.rating])
            scales.append((scale: scale, createdAt: row.createdAt))
        }
        return scales
    }
}
