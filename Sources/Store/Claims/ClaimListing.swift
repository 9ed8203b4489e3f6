package import Domain
package import Postgres

/// Which claims of a desk a list has, the newest first: a part of the filter that an index finds, and a part that every claim
/// which was found is looked at for.
package struct ClaimListing: Sendable {
    /// How many claims one request looks through: a word that hardly any claim has would otherwise be looked for in all that
    /// a desk ever checked. Ten thousand take some tenths of a second.
    package static let reach = 10_000

    private let page: PageRequest
    private let desk: DeskProfile.ID
    private let found: SQL
    private let wanted: SQL?
    private let reach: Int

    /// - Parameters:
    ///   - query: plain text, not a pattern, as is the claimant.
    ///   - reach: see `ClaimListing.reach`.
    /// - Throws: `InputError` for a cursor that was made up.
    package init(
        _ page: PageRequest, status: Claim.Status? = nil, query: String? = nil, claimant: String? = nil,
        minimumScore: Double? = nil, appearance: Appearance.State? = nil, reach: Int = ClaimListing.reach,
        on desk: DeskProfile.ID
    ) throws(InputError) {
        var found: [SQL] = ["c.desk_id = \(desk)"]
        var wanted: [SQL] = []
        if let place: Claim.ID = try page.idPlace() { found.append("c.id < \(place)") }
        if let appearance {
            found.append("c.appearance = \(appearance) AND (\(SQL.hasVerdict("c")) OR c.published_at IS NOT NULL)")
            if let status { wanted.append("c.status = \(status)") }
        } else if let status {
            found.append("c.status = \(status)")
        }
        if let minimumScore { wanted.append("c.score >= \(minimumScore)") }
        if let claimant { wanted.append(SQL.has("\(claimant)", in: "c.claimant_name")) }
        if let query {
            wanted.append(
                """
                (\(SQL.has("\(query)", in: "c.statement")) OR EXISTS (
                    SELECT FROM anchors h
                    WHERE h.desk_id = c.desk_id AND h.claim_id = c.id AND h.version_id = c.version_id AND h.main
                      AND \(SQL.has("\(query)", in: "h.exact"))))
                """)
        }
        self.page = page
        self.desk = desk
        self.found = found.joined(separator: " AND ")
        self.wanted = wanted.isEmpty ? nil : wanted.joined(separator: " AND ")
        self.reach = reach
    }

    /// The ids of a page, and one more where there is a next one.
    private var ids: SQL {
        guard let wanted else {
            return "SELECT c.id FROM claims c WHERE \(found) ORDER BY c.id DESC \(SQL.limit(page))"
        }
        return """
            SELECT n.id
            FROM (
                SELECT c.id, \(wanted) AS is_wanted FROM claims c
                WHERE \(found)
                ORDER BY c.id DESC
                \(SQL.limit(reach))
            ) n
            WHERE n.is_wanted
            ORDER BY n.id DESC
            \(SQL.limit(page))
            """
    }

    /// The statement of `page`; a test looks at its plan.
    package var reading: SQL {
        """
        WITH chosen AS MATERIALIZED (
            \(ids)
        )
        SELECT \(Claim.columns)
        FROM chosen n
        JOIN (\(Claim.tables)) ON c.desk_id = \(desk) AND c.id = n.id
        ORDER BY c.id DESC
        """
    }

    /// A page. It may have fewer claims than were asked for, and yet a next one: where more was to be looked through than one
    /// request does.
    package func page(in session: Session) throws -> Page<Claim> {
        let rows = try session.all(reading, Claim.init)
        if rows.count > page.limit || wanted == nil { return Page(rows, page) { [$0.id.description] } }
        return Page(items: rows, next: try end(in: session).map { Cursor([$0.description]) })
    }

    /// The last claim that was looked at; nil when there is none behind it.
    private func end(in session: Session) throws -> Claim.ID? {
        let last = try session.all(
            """
            SELECT c.id FROM claims c
            WHERE \(found)
            ORDER BY c.id DESC
            OFFSET \(reach - 1)
            LIMIT 2
            """
        ) { try $0.decode("id", as: Claim.ID.self) }
        return last.count > 1 ? last[0] : nil
    }
}
