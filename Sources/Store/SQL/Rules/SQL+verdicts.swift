import Postgres

// What the desk and the public are shown of a claim's verdict. Each takes the name that the statement gives to the row
// of `claims`.
extension SQL {
    /// The order in which the verdict that stands comes first: the highest version, as `PublicVerdict.current` has it.
    ///
    /// - Parameter verdict: the name of the row of `verdicts`.
    static func standingFirst(_ verdict: SQL) -> SQL { "\(verdict).version DESC" }

    /// The verdict of the claim that stands, joined as `v`; a claim without one is left out.
    static func latestVerdict(of claim: SQL) -> SQL {
        """
        CROSS JOIN LATERAL (
                SELECT l.desk_id, l.id, l.version, l.basis, l.scale_id, l.scale_version, l.rating, l.rationale,
                    l.decided_at
                FROM verdicts l
                WHERE l.desk_id = \(claim).desk_id AND l.claim_id = \(claim).id
                ORDER BY \(standingFirst("l"))
                LIMIT 1
            ) v
        """
    }

    /// How many reviews of the claim count: `ArticleReport.Entry.reviewCount`.
    static func reviewCount(of claim: SQL) -> SQL {
        """
        (SELECT count(*) FROM review_slots k
            WHERE k.desk_id = \(claim).desk_id AND k.claim_id = \(claim).id AND k.review_id IS NOT NULL)
        """
    }

    /// What the public was told about the claim's verdict, as `l` with the version that then stood as `lv`:
    /// `ArticleReport.Entry.notes`. A `FROM` with its `WHERE`.
    static func publicNotes(of claim: SQL) -> SQL {
        """
        FROM ledger_entries l JOIN verdicts lv ON lv.desk_id = l.desk_id AND lv.id = l.verdict_id
            WHERE l.desk_id = \(claim).desk_id AND l.claim_id = \(claim).id AND l.public_text IS NOT NULL
        """
    }

    /// The order of `publicNotes`: the first word first.
    static let publicNotesOrder: SQL = "ORDER BY l.entered_at, l.id"

    /// The claimant's answer, else the last attempt to get one, as `y`: `ReplyAttempt.shown(of:)`. A `FROM` with all
    /// that follows.
    static func shownReply(of claim: SQL) -> SQL {
        """
        FROM reply_attempts y WHERE y.desk_id = \(claim).desk_id AND y.claim_id = \(claim).id
            ORDER BY (y.answer IS NOT NULL) DESC, y.contacted_at DESC, y.id DESC LIMIT 1
        """
    }
}
