package import Domain
package import Foundation
package import Postgres

extension Review {
    /// The first version of a review as it is stored: all that its rules ask has been asked.
    package struct Incoming: Sendable {
        package let id: ID
        package let lease: Lease
        /// That its reviewer sent.
        package let token: Int
        package let input: ReviewInput
        package let evidence: [Evidence.ID]
        package let scale: RatingScale.Reference
        /// The reviews of a verdict that was retracted since were for everybody to read.
        package let sawOthers: Bool

        package init(
            id: ID, under lease: Lease, token: Int, _ input: ReviewInput, evidence: [Evidence.ID],
            scale: RatingScale.Reference, sawOthers: Bool
        ) {
            self.id = id
            self.lease = lease
            self.token = token
            self.input = input
            self.evidence = evidence
            self.scale = scale
            self.sawOthers = sawOthers
        }
    }

    /// What Postgres gave a review that it stored.
    package typealias Stored = (submittedAt: Date, version: Int, wording: Int, evidence: [Evidence])

    /// A review as it was stored.
    package init(_ incoming: Incoming, rating: Rating, reviewerName: String, _ stored: Stored) {
        self.init(
            id: incoming.id, claimID: incoming.lease.claimID, reviewerID: incoming.lease.memberID,
            reviewerName: reviewerName, scale: incoming.scale, rating: rating, rationale: incoming.input.rationale,
            submittedAt: stored.submittedAt, version: stored.version, sawOthers: incoming.sawOthers,
            wording: stored.wording, evidence: stored.evidence)
    }

    /// Stores reviews with their evidence, each only while its lease is live: fills its slot, ends the lease and what an editor
    /// gave the reviewer of the claim, throws the draft away, and lets its claim enter the state that its reviews come to. Lock the
    /// claims first.
    ///
    /// - Parameter states: of the claims that enter another one.
    /// - Returns: those that were stored. When some are missing, their leases have ended since they were looked at, and the
    ///   transaction is to be undone.
    package static func submit(
        _ reviews: [Incoming], entering states: [Claim.ID: Claim.Status], on desk: DeskProfile.ID, in session: Session
    ) throws -> [ID: Stored] {
        if reviews.isEmpty { return [:] }
        let rows = try session.all(submitting(reviews, entering: states, on: desk)) { row in
            let stored: Stored = (
                submittedAt: try row["submitted_at"], version: try row["version"], wording: try row["wording"],
                evidence: try row.decode("id", as: Evidence.ID?.self) == nil ? [] : [try Evidence(row: row)]
            )
            return (try row.decode("stored_id", as: ID.self), stored)
        }
        return Dictionary(rows) { earlier, next in
            var stored = earlier
            stored.evidence += next.evidence
            return stored
        }
    }

    /// The statement of `submit`; a test looks at its plan.
    package static func submitting(
        _ reviews: [Incoming], entering states: [Claim.ID: Claim.Status], on desk: DeskProfile.ID
    ) -> SQL {
        let states = states.sorted { $0.key.description < $1.key.description }
        return """
            WITH
                given AS MATERIALIZED (
                    SELECT \(desk)::uuid AS desk_id, id, lease_id, slot_id, claim_id, member_id, token, scale_id, scale_version,
                        rating, rationale, saw_others
                    FROM unnest(\(reviews.map(\.id)), \(reviews.map(\.lease.id)), \(reviews.map(\.lease.slotID)),
                        \(reviews.map(\.lease.claimID)), \(reviews.map(\.lease.memberID)), \(reviews.map(\.token)),
                        \(reviews.map(\.scale.id)), \(reviews.map(\.scale.version)), \(reviews.map(\.input.rating)),
                        \(reviews.map(\.input.rationale)), \(reviews.map(\.sawOthers)))
                        WITH ORDINALITY AS g (id, lease_id, slot_id, claim_id, member_id, token, scale_id, scale_version,
                            rating, rationale, saw_others, place)
                    WHERE \(SQL.areFew("place"))
                ),
                -- 1. Under a live lease alone: all else hangs on it.
                filled AS (
                    UPDATE review_slots s SET state = 'done', review_id = g.id, \(SQL.keptForNobody)
                    FROM given g
                    WHERE s.desk_id = g.desk_id AND s.id = g.slot_id AND s.claim_id = g.claim_id
                      AND \(SQL.isLive(slot: "s", under: "g"))
                    RETURNING s.desk_id, s.id, s.review_id, s.lease_id, s.claim_id, s.reviewer_id
                ),
                ended AS (
                    UPDATE leases l SET ended_at = clock_timestamp(), ending = \(Lease.Ending.submitted)
                    FROM filled f
                    WHERE l.desk_id = f.desk_id AND l.id = f.lease_id
                    RETURNING l.id, l.wording
                ),
                -- 2. Who took a review back and is asked again gives the next version of it.
                stored AS (
                    INSERT INTO reviews (desk_id, id, claim_id, slot_id, lease_id, reviewer_id, scale_id, scale_version,
                        rating, rationale, saw_others, wording, version)
                    SELECT \(desk), g.id, g.claim_id, g.slot_id, g.lease_id, g.member_id, g.scale_id, g.scale_version,
                        g.rating, g.rationale, g.saw_others, e.wording,
                        coalesce((
                            SELECT max(r.version) FROM reviews r
                            WHERE r.desk_id = g.desk_id AND r.claim_id = g.claim_id AND r.reviewer_id = g.member_id), 0) + 1
                    FROM ended e
                    JOIN given g ON g.lease_id = e.id
                    RETURNING id, submitted_at, version, wording
                ),
                cited AS (
                    \(citing(reviews, on: desk))
                ),
                -- 3. What the reviewer was given of the claim is done, whichever slot was kept for them.
                done AS (
                    UPDATE assignments a SET ending = 'done', ended_at = clock_timestamp()
                    FROM filled f
                    WHERE a.desk_id = f.desk_id AND a.member_id = f.reviewer_id AND a.claim_id = f.claim_id AND a.ended_at IS NULL
                ),
                freed AS (
                    UPDATE review_slots s SET \(SQL.keptForNobody)
                    FROM filled f
                    WHERE s.desk_id = f.desk_id AND s.claim_id = f.claim_id AND s.assigned_to = f.reviewer_id AND s.id <> f.id
                ),
                discarded AS (
                    DELETE FROM drafts d
                    USING filled f
                    WHERE d.desk_id = f.desk_id AND d.claim_id = f.claim_id AND d.member_id = f.reviewer_id
                ),
                entered AS (
                    UPDATE claims SET \(Claim.entering("n.status"))
                    FROM (
                        SELECT \(desk)::uuid AS desk_id, n.id, n.status
                        FROM unnest(\(states.map(\.key)), \(states.map(\.value.rawValue))) WITH ORDINALITY AS n (id, status, place)
                        WHERE \(SQL.areFew("place"))
                    ) n
                    WHERE claims.desk_id = n.desk_id AND claims.id = n.id AND n.id IN (SELECT f.claim_id FROM filled f)
                )
            SELECT t.id AS stored_id, t.submitted_at, t.version, t.wording, \(Evidence.columns)
            FROM stored t
            LEFT JOIN cited e ON e.review_id = t.id
            ORDER BY t.id, e.position
            """
    }

    /// Stores what reviews cite, of those in `stored`.
    private static func citing(_ reviews: [Incoming], on desk: DeskProfile.ID) -> SQL {
        let cited = reviews.flatMap { review in
            zip(review.evidence, review.input.evidence).enumerated().map { place, cited in
                (review: review, position: place, id: cited.0, item: cited.1)
            }
        }
        return """
            INSERT INTO evidence (desk_id, id, claim_id, review_id, added_by, position, url, canonical_url, title,
                publisher, quote, stance, kind, interest, retrieved_at, archived_url, archive_sha256)
            SELECT \(desk), i.id, i.claim_id, i.review_id, i.added_by, i.position, i.url, i.canonical_url, i.title,
                i.publisher, i.quote, i.stance, i.kind, i.interest, coalesce(i.retrieved_at, t.submitted_at), i.archived_url,
                decode(i.archive_sha256, 'hex')
            FROM unnest(\(cited.map(\.id)), \(cited.map(\.review.lease.claimID)), \(cited.map(\.review.id)),
                \(cited.map(\.review.lease.memberID)), \(cited.map(\.position)),
                \(Evidence.columns(of: cited.map(\.item))))
                AS i (id, claim_id, review_id, added_by, position, url, canonical_url, title, publisher, quote, stance, kind,
                    interest, retrieved_at, archived_url, archive_sha256)
            JOIN stored t ON t.id = i.review_id
            RETURNING id, claim_id, review_id, position, url, title, publisher, quote, stance, kind, interest, retrieved_at,
                archived_url, archive_sha256
            """
    }
}
