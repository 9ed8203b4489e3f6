package import Domain
package import Foundation
package import Postgres

/// The queue as a whole, counted in slots.
package enum Queue {
    /// Counting stops here: a larger number means that many or more. Keeps the answer to a take quick on any queue.
    package static let countLimit = 10_000

    /// Slots whose lease has run out count as open: the next taker will find them so.
    package static func now(
        on desk: DeskProfile.ID, in session: Session
    ) throws -> (open: Int, leased: Int, nextExpiryAt: Date?) {
        try session.first(counting(on: desk)) {
            (open: try $0["open"], leased: try $0["leased"], nextExpiryAt: try $0["next_expiry_at"])
        } ?? (0, 0, nil)
    }

    static func counting(on desk: DeskProfile.ID) -> SQL {
        """
        SELECT
            (SELECT count(*) FROM (
                -- In the order of an index, or all that ever was done may be passed over for it.
                SELECT FROM review_slots WHERE desk_id = \(desk) AND state = 'open'
                ORDER BY opened_at \(SQL.limit(countLimit))) o
            ) + count(*) FILTER (WHERE \(SQL.hasRunOut(slot: "l"))) AS open,
            count(*) FILTER (WHERE \(SQL.isLive(slot: "l"))) AS leased,
            min(l.lease_expires_at) FILTER (WHERE \(SQL.isLive(slot: "l"))) AS next_expiry_at
        FROM (
            SELECT state, lease_expires_at FROM review_slots
            WHERE desk_id = \(desk) AND state = 'leased'
            \(SQL.limit(countLimit))
        ) l
        """
    }

    /// How long the lease lasts that runs out next, seconds; nil when none is live.
    package static func secondsToNextExpiry(on desk: DeskProfile.ID, in session: Session) throws -> Double? {
        try session.first(
            """
            SELECT extract(epoch FROM min(s.lease_expires_at) - clock_timestamp())::float8 AS seconds
            FROM review_slots s
            WHERE s.desk_id = \(desk) AND \(SQL.isLive(slot: "s"))
            """
        ) { try $0.decode("seconds", as: Double?.self) } ?? nil
    }

    /// Why a reviewer finds nothing, counted in slots.
    package static func whyEmpty(
        for member: Member.ID, filter: SlotFilter, on desk: DeskProfile.ID, in session: Session
    ) throws -> (leasedByOthers: Int, notForYou: Int, filteredOut: Int) {
        try session.first(
            """
            SELECT count(*) FILTER (WHERE s.state = 'leased' AND s.reviewer_id <> \(member)) AS leased_by_others,
                count(*) FILTER (WHERE s.state = 'open' AND NOT s.permitted) AS not_for_you,
                count(*) FILTER (WHERE s.state = 'open' AND s.permitted AND NOT s.wanted) AS filtered_out
            FROM (
                SELECT s.state, s.reviewer_id, \(SlotFilter.permitted(to: "\(member)", on: desk)) AS permitted,
                    \(filter.wanted(by: member)) AS wanted
                FROM review_slots s
                WHERE s.desk_id = \(desk) AND s.state <> 'done'
                LIMIT \(countLimit)
            ) s
            """
        ) {
            (
                leasedByOthers: try $0["leased_by_others"], notForYou: try $0["not_for_you"],
                filteredOut: try $0["filtered_out"]
            )
        } ?? (0, 0, 0)
    }
}
