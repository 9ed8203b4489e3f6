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
    ///   - principal: who is told; claims whose reviews they must not know of are not counted.
    /// - Returns: the keys of the ratings that claims were given with how many claims were given just those, a few
    ///   hundred however many claims there are; and how many people gave them all.
    package static func ratings(
        on scale: RatingScale.Reference, kind: Claim.Kind?, since: Date?, until: Date?, for principal: Principal,
        in session: Session
    ) throws -> (units: [(ratings: [String], times: Int)], raters: Int) {
        let condition: SQL = """
            r.desk_id = \(principal.deskID) AND r.scale_id = \(scale.id) AND r.scale_version = \(scale.version)
              AND (\(since)::timestamptz IS NULL OR r.submitted_at >= \(since))
              AND (\(until)::timestamptz IS NULL OR r.submitted_at < \(until))
              AND (\(kind)::text IS NULL OR EXISTS (
                SELECT 1 FROM claims c WHERE c.desk_id = r.desk_id AND c.id = r.claim_id AND c.kind = \(kind)))
              AND NOT \(SQL.isHidden("r.claim_id", from: principal))
            """
        let rows = try session.all(
            """
            WITH
                -- 1. The reviews that count: read once, since of many this takes the time.
                counted AS MATERIALIZED (
                    SELECT r.claim_id, r.reviewer_id, r.rating
                    FROM reviews r
                    JOIN review_slots s ON s.desk_id = r.desk_id AND s.claim_id = r.claim_id AND s.review_id = r.id
                    WHERE \(condition)
                ),
                -- 2. Claims with two or more.
                units AS (
                    SELECT array_agg(rating ORDER BY rating) AS ratings FROM counted
                    GROUP BY claim_id
                    HAVING count(*) > 1
                )
            SELECT ratings, count(*) AS times FROM units GROUP BY ratings
            UNION ALL
            -- 3. How many people gave them.
            SELECT NULL, count(*) FROM (SELECT DISTINCT reviewer_id FROM counted) p
            """
        ) { (ratings: try $0["ratings"] as [String]?, times: try $0["times"] as Int) }
        let units = rows.compactMap { row in row.ratings.map { (ratings: $0, times: row.times) } }
        let raters = rows.first { $0.ratings == nil }?.times
        return (units, raters ?? 0)
    }
}
