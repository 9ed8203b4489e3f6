package import Domain
package import Foundation
package import Postgres

extension Article {
    /// Until when an article is held back, and what time it is, by the database's clock; nil without an embargo.
    package static func embargo(
        of id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> (until: Date, now: Date)? {
        try session.first(
            """
            SELECT embargo_until, clock_timestamp() AS now
            FROM articles
            WHERE desk_id = \(desk) AND id = \(id) AND embargo_until IS NOT NULL
            """
        ) { (until: try $0["embargo_until"], now: try $0["now"]) }
    }

    /// Locks a claim's article against a change of its embargo until the transaction ends; others may lock it so too.
    /// Lock the article before its claims, as everybody does.
    ///
    /// - Returns: the article; nil when the desk has no such claim.
    package static func lockEmbargo(
        ofClaim claim: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> ID? {
        try session.first(
            """
            SELECT a.id
            FROM articles a
            JOIN claims c ON c.desk_id = a.desk_id AND c.article_id = a.id
            WHERE c.desk_id = \(desk) AND c.id = \(claim)
            FOR SHARE OF a
            """
        ) { try $0["id"] }
    }

    /// Whether a time is still to come, by the database's clock.
    package static func isAhead(_ time: Date, in session: Session) throws -> Bool {
        try session.first("SELECT \(time) > clock_timestamp() AS ahead") { try $0["ahead"] } ?? false
    }

    /// Holds the article back until a time, or no longer. Lock the article first.
    package static func setEmbargo(
        until: Date?, of id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            "UPDATE articles SET embargo_until = \(until) WHERE desk_id = \(desk) AND id = \(id)")
    }
}
