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
    /// The version in which it was last found.
    package let versionID: ArticleVersion.ID
    /// Where it stands there; nil for one that was added without a place.
    package let anchor: Anchor?
    package let claimant: Claimant
    /// Somebody added it: no reading takes it away.
    package let isAdded: Bool

    /// A verdict was made on it: what it says of whom is settled.
    package var isChecked: Bool { status.hasVerdict || wasPublic }

    /// Its words in the version's text; nil for a claim of the title and for one without a place.
    package var words: String? { anchor?.part == .text ? anchor?.exact : nil }

    init(row: Row) throws {
        id = try row["id"]
        status = try row["status"]
        mergedInto = try row["merged_into"]
        splitFrom = try row["split_from"]
        wasPublic = try row["was_public"]
        versionID = try row["version_id"]
        anchor = try Anchor(rowIfAny: row)
        claimant = Claimant(
            name: try row["claimant_name"], kind: try row["claimant_kind"], quotation: try row["quotation"],
            isOrganization: try row["claimant_is_organization"])
        isAdded = try row["is_added"]
    }

    /// In reading order. Of merged claims those whose other claim is not withdrawn itself.
    package static func all(
        of article: Article.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> [StandingClaim] {
        try session.all(
            """
            SELECT c.id, c.status, c.merged_into, c.split_from, c.version_id, c.published_at IS NOT NULL AS was_public,
                c.added_by IS NOT NULL AS is_added, c.claimant_name, c.claimant_kind, c.quotation,
                c.claimant_is_organization,
                h.start_offset, h.end_offset, h.utf16_start,
                h.utf16_end, h.utf8_start, h.utf8_end, h.exact, h.prefix, h.suffix, h.part
            FROM \(Claim.tables)
            LEFT JOIN claims t ON t.desk_id = c.desk_id AND t.id = c.merged_into
            WHERE c.desk_id = \(desk) AND c.article_id = \(article) AND c.status <> 'withdrawn'
              AND t.status IS DISTINCT FROM 'withdrawn'
            ORDER BY c.ordinal, c.id
            """, StandingClaim.init)
    }
}
