import Domain
import Postgres

// `BlindReview` for statements: what a principal may not know of a claim, and who is not asked for a review because they
// could read others'.
extension SQL {
    /// What others found out about a claim is hidden from a principal: `BlindReview.seesAll` is false.
    ///
    /// - Parameter claim: a claim's id.
    static func isHidden(_ claim: SQL, from principal: Principal) -> SQL {
        let seen = Claim.Status.allCases.filter { BlindReview.seesAll(of: $0, ownIsIn: false, principal) }
        if seen.count == Claim.Status.allCases.count { return "false" }
        return """
            EXISTS (
                SELECT 1 FROM claims h
                WHERE h.desk_id = \(principal.deskID) AND h.id = \(claim) AND h.status NOT IN (\(words(seen)))
                  AND NOT EXISTS (
                    SELECT 1 FROM review_slots o
                    WHERE o.desk_id = h.desk_id AND o.claim_id = h.id AND o.reviewer_id = \(principal.memberID)
                      AND o.state = 'done'))
            """
    }

    /// The state is one in which overseers see the reviews of a claim, though they review too and it may yet ask for
    /// another.
    ///
    /// - Parameter status: a text.
    static func disclosesReviews(_ status: SQL) -> SQL {
        "\(status) IN (\(words([Claim.Status.agreed, .disputed])))"
    }

    /// The member is one who sees disclosed reviews: `BlindReview.overseers`.
    ///
    /// - Parameter member: the name of the row of `members`.
    static func oversees(_ member: SQL) -> SQL {
        "\(member).roles && ARRAY[\(words(BlindReview.overseers.sorted()))]"
    }

    /// The member could read reviews of a claim before a change of their roles ended that: `BlindReview.endsSight`.
    ///
    /// - Parameters:
    ///   - slot: the name of a row of `review_slots`: of the claim.
    ///   - member: an id.
    static func couldReadReviews(of slot: SQL, _ member: SQL, on desk: DeskProfile.ID) -> SQL {
        "NOT \(none("""
            reviews r
            WHERE r.desk_id = \(slot).desk_id AND r.claim_id = \(slot).claim_id
              -- Of nearly all members this is null, and asked once.
              AND r.submitted_at <= (
                SELECT m.oversaw_until FROM members m WHERE m.desk_id = \(desk) AND m.id = \(member))
            """))"
    }
}
