package import Domain
package import Postgres

extension Comment {
    private static let columns: SQL =
        "c.id, c.claim_id, c.author_id, m.name AS author_name, c.text, c.open, c.written_at"

    init(row: Row) throws {
        self.init(
            id: try row["id"], claimID: try row["claim_id"], authorID: try row["author_id"],
            authorName: try row["author_name"], text: try row["text"], isOpen: try row["open"],
            writtenAt: try row["written_at"])
    }

    /// Stores a comment. It is open only if its author has no review of the claim, and could not read one before a change
    /// of their roles.
    ///
    /// - Parameter mayBeOpen: `BlindReview.mayBeOpen`.
    package static func insert(
        _ id: ID, _ text: String, mayBeOpen: Bool, on claim: Claim.ID, by author: Member.ID, desk: DeskProfile.ID,
        in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO comments (desk_id, id, claim_id, author_id, text, open)
            SELECT \(desk), \(id), s.claim_id, \(author), \(text), \(mayBeOpen)
                AND NOT EXISTS (
                    SELECT 1 FROM reviews r
                    WHERE r.desk_id = s.desk_id AND r.claim_id = s.claim_id AND r.reviewer_id = \(author))
                AND NOT \(SQL.couldReadReviews(of: "s", "\(author)", on: desk))
            FROM (SELECT \(desk)::uuid AS desk_id, \(claim)::uuid AS claim_id) s
            """)
    }

    /// - Throws: `NotFound` when the desk has no such comment.
    package static func get(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws -> Comment {
        let found = try session.first(
            """
            SELECT \(columns) FROM comments c JOIN members m ON m.desk_id = c.desk_id AND m.id = c.author_id
            WHERE c.desk_id = \(desk) AND c.id = \(id)
            """, Comment.init)
        guard let found else { throw NotFound("comment") }
        return found
    }

    /// The comments on a claim, the oldest first.
    ///
    /// - Parameter reader: sees open ones and their own alone; nil sees all.
    package static func page(
        _ page: PageRequest, of claim: Claim.ID, for reader: Member.ID?, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<Comment> {
        let place: ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT \(columns) FROM comments c JOIN members m ON m.desk_id = c.desk_id AND m.id = c.author_id
            WHERE c.desk_id = \(desk) AND c.claim_id = \(claim) AND (\(place)::uuid IS NULL OR c.id > \(place))
              AND (\(reader)::uuid IS NULL OR c.open OR c.author_id = \(reader))
            ORDER BY c.id
            \(SQL.limit(page))
            """, Comment.init)
        return Page(rows, page) { [$0.id.description] }
    }
}
