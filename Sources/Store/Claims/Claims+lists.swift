package import Domain
package import Postgres

extension Claim {
    /// In reading order.
    package static func page(
        _ page: PageRequest, of article: Article.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<Claim> {
        let place = try page.place { values -> (ordinal: Int, id: ID)? in
            guard values.count == 2, let ordinal = Int(values[0]), let id = ID(values[1]) else { return nil }
            return (ordinal, id)
        }
        let behind: SQL = place.map { "AND (c.ordinal, c.id) > (\($0.ordinal), \($0.id))" } ?? ""
        let rows = try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE c.desk_id = \(desk) AND c.article_id = \(article) AND NOT c.superseded \(behind)
            ORDER BY c.ordinal, c.id
            \(SQL.limit(page))
            """, Claim.init)
        return Page(rows, page) { [String($0.ordinal), $0.id.description] }
    }
}
