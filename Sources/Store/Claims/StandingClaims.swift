package import Domain
package import Postgres

/// A claim that a newer version of its article may still have.
package struct StandingClaim: Sendable {
    package let id: Claim.ID
    package let status: Claim.Status
    package let mergedInto: Claim.ID?
    package let splitFrom: Claim.ID?
    /// A verdict of it was public once.
    package let wasPublic: Bool
    /// Where it stands in the version that it was last found in.
    package let anchor: Anchor

    init(row: Row) throws {
        id = try row["id"]
        status = try row["status"]
        mergedInto = try row["merged_into"]
        splitFrom = try row["split_from"]
        wasPublic = try row["was_public"]
        anchor = try Anchor(row: row)
    }

    /// In reading order. Of merged claims those whose other claim is not withdrawn itself.
    package static func all(
        of article: Article.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> [StandingClaim] {
        try session.all(
            """
            SELECT c.id, c.status, c.merged_into, c.split_from, c.published_at IS NOT NULL AS was_public, h.start_offset, h.end_offset, h.utf16_start,
                h.utf16_end, h.utf8_start, h.utf8_end, h.exact, h.prefix, h.suffix
            FROM \(Claim.tables)
            LEFT JOIN claims t ON t.desk_id = c.desk_id AND t.id = c.merged_into
            WHERE c.desk_id = \(desk) AND c.article_id = \(article) AND c.status <> 'withdrawn'
              AND t.status IS DISTINCT FROM 'withdrawn'
            ORDER BY c.ordinal, c.id
            """, StandingClaim.init)
    }
}
