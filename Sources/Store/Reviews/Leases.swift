package import Domain
package import Foundation
package import Postgres

extension Lease {
    static let columns: SQL = """
        id, slot_id, claim_id, member_id, token, taken_at, expires_at, ending, reason,
            CASE WHEN ending IS NULL THEN greatest(0, floor(extract(epoch FROM expires_at - clock_timestamp())))
                ELSE 0 END::integer AS seconds_left
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], slotID: try row["slot_id"], claimID: try row["claim_id"],
            memberID: try row["member_id"], token: try row["token"], takenAt: try row["taken_at"],
            expiresAt: try row["expires_at"], ending: try row["ending"],
            endingReason: try row["reason"], secondsLeft: try row["seconds_left"])
    }

    /// A lease that this member held or holds.
    ///
    /// - Throws: `NotFound` when there is none; other people's leases look the same.
    package static func get(
        _ id: ID, of member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Lease {
        let found = try session.first(
            "SELECT \(columns) FROM leases WHERE desk_id = \(desk) AND id = \(id) AND member_id = \(member)",
            Lease.init)
        guard let found else { throw NotFound("lease") }
        return found
    }

    /// A lease that this member held or holds, and the version of the scale that they were shown with it; nil for leases from
    /// before that was noted.
    ///
    /// - Throws: as `get`.
    package static func getWithScale(
        _ id: ID, of member: Member.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> (lease: Lease, scale: RatingScale.Reference?) {
        let found = try session.first(
            """
            SELECT \(columns), scale_id, scale_version FROM leases
            WHERE desk_id = \(desk) AND id = \(id) AND member_id = \(member)
            """
        ) { (lease: try Lease(row: $0), scale: try RatingScale.Reference(row: $0)) }
        guard let found else { throw NotFound("lease") }
        return found
    }

    /// What members hold just now.
    ///
    /// - Returns: how many live leases, and whether they were given claims of their own to review, which are waiting.
    package static func holdings(
        of members: [Member.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [Member.ID: (live: Int, isGivenClaims: Bool)] {
        let rows = try session.all(
            """
            SELECT m.id,
                (SELECT count(*) FROM leases l
                 WHERE l.desk_id = \(desk) AND l.member_id = m.id AND \(SQL.isLive(lease: "l"))) AS live,
                EXISTS (SELECT 1 FROM assignments a
                    WHERE a.desk_id = \(desk) AND a.member_id = m.id AND a.ended_at IS NULL) AS is_given_claims
            FROM unnest(\(members)) AS m (id)
            """
        ) { row in
            let held: (live: Int, isGivenClaims: Bool) = (
                live: try row["live"], isGivenClaims: try row["is_given_claims"]
            )
            return (try row.decode("id", as: Member.ID.self), held)
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    package static func end(
        _ id: ID, _ ending: Ending, reason: String? = nil, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE leases SET ended_at = clock_timestamp(), ending = \(ending), reason = \(reason)
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }

    package static func setExpiry(
        _ date: Date, of id: ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute("UPDATE leases SET expires_at = \(date) WHERE desk_id = \(desk) AND id = \(id)")
    }

    /// Remembers that a member does not want a claim.
    ///
    /// - Parameter seconds: for how long; nil for ever.
    package static func skip(
        claim: Claim.ID, by member: Member.ID, reason: String?, until seconds: Int?, on desk: DeskProfile.ID,
        in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO skips (desk_id, claim_id, member_id, reason, until)
            VALUES (\(desk), \(claim), \(member), \(reason),
                clock_timestamp() + make_interval(secs => \(seconds.map(Double.init))))
            ON CONFLICT (desk_id, claim_id, member_id)
                DO UPDATE SET reason = excluded.reason, until = excluded.until, skipped_at = now()
            """)
    }

    /// How many members have skipped a claim since it was queued last. Who took a review of it back is kept away from it
    /// by a skip too, and has not skipped it.
    package static func skipCount(of claim: Claim.ID, on desk: DeskProfile.ID, in session: Session) throws -> Int {
        try session.first(
            """
            SELECT count(*) AS count
            FROM skips k
            JOIN claims c ON c.desk_id = k.desk_id AND c.id = k.claim_id
            WHERE k.desk_id = \(desk) AND k.claim_id = \(claim) AND k.skipped_at >= c.queued_at
              AND NOT EXISTS (
                SELECT 1 FROM reviews r
                WHERE r.desk_id = k.desk_id AND r.claim_id = k.claim_id AND r.reviewer_id = k.member_id)
            """
        ) { try $0["count"] } ?? 0
    }
}
