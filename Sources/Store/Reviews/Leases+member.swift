package import Domain
package import Postgres

extension Lease {
    /// The leases that members hold just now, of each the first to end first.
    package static func live(
        of members: [Member.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Member.ID: [Lease]] {
        let leases = try session.all(
            """
            SELECT \(columns) FROM leases l
            WHERE l.desk_id = \(desk) AND l.member_id = ANY(\(members)) AND \(SQL.isLive(lease: "l"))
            ORDER BY expires_at, id
            """, Lease.init)
        return Dictionary(grouping: leases, by: \.memberID)
    }

    /// Puts everything that a member holds back into the queue. Their drafts stay. Call `Member.serializeTakes` first:
    /// then they take nothing more until the transaction ends.
    ///
    /// - Returns: the leases that ended by it; those that had run out end as such.
    package static func giveBackAll(
        of member: Member.ID, reason: String, on desk: DeskProfile.ID, in session: Session
    ) throws -> [Lease] {
        try session.all(
            """
            WITH
                -- 1. A review that is just coming in is waited for; its slot is then done and stays so.
                held AS MATERIALIZED (
                    SELECT s.id, s.lease_id
                    FROM leases l
                    JOIN review_slots s ON s.desk_id = l.desk_id AND s.id = l.slot_id AND s.lease_id = l.id
                    WHERE l.desk_id = \(desk) AND l.member_id = \(member) AND l.ended_at IS NULL
                      AND s.state = 'leased'
                    ORDER BY s.id
                    FOR UPDATE OF s
                ),
                -- 2. Back into the queue.
                freed AS (
                    UPDATE review_slots s
                    SET state = 'open', reviewer_id = NULL, lease_id = NULL, token = NULL, lease_expires_at = NULL
                    FROM held h
                    WHERE s.desk_id = \(desk) AND s.id = h.id
                )
            -- 3. The lease's own story.
            UPDATE leases l
            SET ended_at = clock_timestamp(), reason = \(reason),
                ending = CASE WHEN \(SQL.isLive(lease: "l")) THEN 'released' ELSE 'expired' END
            FROM held h
            WHERE l.desk_id = \(desk) AND l.id = h.lease_id
            RETURNING l.id, l.slot_id, l.claim_id, l.member_id, l.token, l.taken_at, l.expires_at, l.ending, l.reason,
                0 AS seconds_left
            """, Lease.init)
    }
}
