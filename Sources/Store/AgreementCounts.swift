package import Domain
package import Foundation
package import Postgres

/// The reviews of a desk as agreement is counted: which ratings each claim was given.
package enum AgreementCounts {
    /// Of the reviews that count, those of claims with two or more.
    ///
    /// - Parameters:
    ///   - scale: reviews on this version alone.
    ///   - kind: of claims of this kind; nil for all.
    ///   - since: submitted from then on; nil from the beginning.
    ///   - until: submitted before then; nil to this moment.
    /// - Returns: the keys of the ratings that claims were given with how many claims were given just those, a few
    ///   hundred however many claims there are; and how many people gave them all.
    package static func ratings(
        on scale: RatingScale.Reference, kind: Claim.Kind?, since: Date?, until: Date?, on desk: DeskProfile.ID,
        in session: Session
    ) throws -> (units: [(ratings: [String], times: Int)], raters: Int) {
        let condition: SQL = """
            r.desk_id = \(desk) AND r.scale_id = \(scale.id) AND r.scale_version = \(scale.version)
              AND (\(since)::timestamptz IS NULL OR r.submitted_at >= \(since))
              AND (\(until)::timestamptz IS NULL OR r.submitted_at < \(until))
              AND (\(kind)::text IS NULL OR EXISTS (
                SELECT 1 FROM claims c WHERE c.desk_id = r.desk_id AND c.id = r.claim_id AND c.kind = \(kind)))
            """
        let tables: SQL = """
            reviews r
                JOIN review_slots s ON s.desk_id = r.desk_id AND s.claim_id = r.claim_id AND s.review_id = r.id
            """
        let units = try session.all(
            """
            SELECT c.ratings, count(*) AS times
            FROM (
                SELECT array_agg(r.rating ORDER BY r.rating) AS ratings FROM \(tables)
                WHERE \(condition)
                GROUP BY r.claim_id
                HAVING count(*) > 1
            ) c
            GROUP BY c.ratings
            """
        ) { (ratings: try $0["ratings"] as [String], times: try $0["times"] as Int) }
        let raters: Int? = try session.first(
            "SELECT count(DISTINCT r.reviewer_id) AS raters FROM \(tables) WHERE \(condition)"
        ) { try $0["raters"] }
        return (units, raters ?? 0)
    }
}
