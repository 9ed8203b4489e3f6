package import Domain
package import Postgres

extension Rating {
    /// Reads a rating from columns that may carry a prefix, as where they are joined to a review.
    init(row: Row, prefix: String = "") throws {
        self.init(
            key: try row[prefix + "key"], label: try row[prefix + "label"], value: try row[prefix + "value"],
            offScale: try row[prefix + "off_scale"], colour: try row[prefix + "colour"])
    }

    /// The columns of a joined rating `g`, for `init(row:prefix: "rating_")`.
    static let joinedColumns: SQL = """
        g.key AS rating_key, g.label AS rating_label, g.value AS rating_value, g.off_scale AS rating_off_scale,
            g.colour AS rating_colour
        """
}

extension RatingScale {
    /// The newest version of each of the desk's scales, the scale in use (the newest of all) first.
    package static func current(on desk: DeskProfile.ID, in session: Session) throws -> [RatingScale] {
        let rows = try session.all(
            """
            SELECT s.id, s.name, s.version, g.key, g.label, g.value, g.off_scale, g.colour
            FROM (
                SELECT DISTINCT ON (id) desk_id, id, name, version, created_at
                FROM rating_scales
                WHERE desk_id = \(desk)
                ORDER BY id, version DESC
            ) s
            JOIN ratings g ON g.desk_id = s.desk_id AND g.scale_id = s.id AND g.scale_version = s.version
            ORDER BY s.created_at DESC, s.id DESC, g.position
            """
        ) { row in
            (
                id: try row.decode("id", as: ID.self), name: try row.decode("name", as: String.self),
                version: try row.decode("version", as: Int.self), rating: try Rating(row: row)
            )
        }
        var scales: [RatingScale] = []
        for row in rows {
            let ratings = scales.last?.id == row.id ? scales.removeLast().ratings : []
            scales.append(
                RatingScale(id: row.id, name: row.name, version: row.version, ratings: ratings + [row.rating]))
        }
        return scales
    }

    /// The scale that the desk rates on.
    ///
    /// - Throws: `NotFound` when the desk has none.
    package static func inUse(on desk: DeskProfile.ID, in session: Session) throws -> RatingScale {
        guard let scale = try current(on: desk, in: session).first else { throw NotFound("rating scale") }
        return scale
    }

    /// One version of a scale.
    ///
    /// - Throws: `NotFound` when the desk has no such version.
    package static func get(
        _ reference: Reference, on desk: DeskProfile.ID, in session: Session
    ) throws -> RatingScale {
        let rows = try session.all(
            """
            SELECT s.name, g.key, g.label, g.value, g.off_scale, g.colour
            FROM rating_scales s
            JOIN ratings g ON g.desk_id = s.desk_id AND g.scale_id = s.id AND g.scale_version = s.version
            WHERE s.desk_id = \(desk) AND s.id = \(reference.id) AND s.version = \(reference.version)
            ORDER BY g.position
            """
        ) { row in (name: try row.decode("name", as: String.self), rating: try Rating(row: row)) }
        guard let name = rows.first?.name else { throw NotFound("rating scale") }
        return RatingScale(id: reference.id, name: name, version: reference.version, ratings: rows.map(\.rating))
    }

    package func insert(on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            "INSERT INTO rating_scales (desk_id, id, name, version) VALUES (\(desk), \(id), \(name), \(version))")
        for (position, rating) in ratings.enumerated() {
            try session.execute(
                """
                INSERT INTO ratings (desk_id, scale_id, scale_version, key, position, label, value, off_scale, colour)
                VALUES (\(desk), \(id), \(version), \(rating.key), \(position), \(rating.label), \(rating.value),
                    \(rating.offScale), \(rating.colour))
                """)
        }
    }
}
