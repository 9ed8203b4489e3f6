package import Domain
package import Postgres

extension Article {
    /// Writes down the one form of addresses that an older release stored as they came, on all desks.
    ///
    /// - Parameter limit: how many articles at a time.
    /// - Returns: how many; 0 when none is left.
    package static func fillCanonicalURLs(limit: Int, in session: Session) throws -> Int {
        let rows = try session.all(
            """
            SELECT desk_id, id, url FROM articles
            WHERE url IS NOT NULL AND canonical_url IS NULL
            ORDER BY desk_id, id
            LIMIT \(limit)
            FOR NO KEY UPDATE SKIP LOCKED
            """
        ) { (desk: try $0["desk_id"] as DeskProfile.ID, id: try $0["id"] as ID, url: try $0["url"] as String) }
        if rows.isEmpty { return 0 }
        return try session.execute(
            """
            UPDATE articles a
            SET canonical_url = r.canonical_url
            FROM unnest(\(rows.map(\.desk)), \(rows.map(\.id)), \(rows.map { CanonicalURL.of($0.url) }))
                AS r (desk_id, id, canonical_url)
            WHERE a.desk_id = r.desk_id AND a.id = r.id
            """)
    }
}
