import Domain
package import Postgres

extension Claim {
    /// Puts the numbers of claims by state together that have come to be written in many rows, on all desks.
    ///
    /// - Returns: how many rows there were of them.
    package static func foldCounts(in session: Session) throws -> Int {
        try session.first(
            """
            WITH
                -- 1. Of desks with many rows. What another folds just now is left to it.
                many AS MATERIALIZED (
                    SELECT c.ctid AS place FROM claim_counts c
                    WHERE c.desk_id IN (SELECT desk_id FROM claim_counts GROUP BY desk_id HAVING count(*) > 100)
                    FOR UPDATE SKIP LOCKED
                ),
                -- 2. Gone, and
                folded AS (
                    DELETE FROM claim_counts c USING many m WHERE c.ctid = m.place
                    RETURNING c.desk_id, c.status, c.count
                ),
                -- 3. back as one row a state.
                sums AS (
                    INSERT INTO claim_counts (desk_id, status, count)
                    SELECT desk_id, status, sum(count) FROM folded GROUP BY desk_id, status HAVING sum(count) <> 0
                )
            SELECT count(*) AS count FROM folded
            """
        ) { try $0["count"] } ?? 0
    }
}
