package import Domain
package import Postgres

extension Anchor {
    /// Which of some ranges are the main place of a claim already.
    ///
    /// - Parameters:
    ///   - part: in which the ranges count.
    ///   - version: of the article.
    package static func taken(
        _ ranges: [Range], in part: Part, of version: ArticleVersion.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Set<Range> {
        let taken = try session.all(
            """
            SELECT a.start_offset, a.end_offset
            FROM anchors a
            JOIN unnest(\(ranges.map(\.start)), \(ranges.map(\.end))) AS r (start_offset, end_offset)
                ON r.start_offset = a.start_offset AND r.end_offset = a.end_offset
            WHERE a.desk_id = \(desk) AND a.version_id = \(version) AND a.part = \(part) AND a.main
            """
        ) { Range(start: try $0["start_offset"], end: try $0["end_offset"]) }
        return Set(taken)
    }
}
