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
                SELECT l.desk_id, l.claim_id, l.id, l.version, l.basis, l.scale_id, l.scale_version, l.rating,
                    l.rationale, l.title, l.summary, l.claim_reviewed, l.decided_by, l.decided_at
                FROM verdicts l
                WHERE l.desk_id = \(claim).desk_id AND l.claim_id = \(claim).id
                ORDER BY \(standingFirst("l"))
                LIMIT 1
            ) v
        """
    }

    /// How many reviews stood behind the verdict: `VerdictProcess.reviews`.
    ///
    /// - Parameter verdict: the name of the row of `verdicts`.
    static func reviewCount(behind verdict: SQL) -> SQL {
        """
        (SELECT count(*) FROM verdict_reviews k
            WHERE k.desk_id = \(verdict).desk_id AND k.verdict_id = \(verdict).id)
        """
    }

    /// How many people reviewed, decided or published the verdict: `VerdictProcess.people`.
    ///
    /// - Parameter verdict: the name of the row of `verdicts`.
    static func people(behind verdict: SQL) -> SQL {
        """
        (SELECT count(*) FROM (
            SELECT r.reviewer_id FROM verdict_reviews k JOIN reviews r ON r.desk_id = k.desk_id AND r.id = k.review_id
            WHERE k.desk_id = \(verdict).desk_id AND k.verdict_id = \(verdict).id
            UNION SELECT \(verdict).decided_by
            UNION (SELECT l.entered_by FROM ledger_entries l
                WHERE l.desk_id = \(verdict).desk_id AND l.claim_id = \(verdict).claim_id AND l.verdict_id = \(verdict).id
                ORDER BY l.entered_at, l.id LIMIT 1)) p)
        """
    }

    /// The number that the public knows a version of a verdict by, `[LedgerEntry].publicVersion`; of a verdict that was
    /// never public, the desk's own.
    ///
    /// - Parameter verdict: the name of the row of `verdicts`, with `claim_id`.
    static func publicVersion(of verdict: SQL) -> SQL {
        """
        (SELECT CASE WHEN bool_or(b.verdict_id = \(verdict).id) THEN count(DISTINCT b.verdict_id)
                ELSE \(verdict).version END
            FROM ledger_entries b JOIN verdicts bv ON bv.desk_id = b.desk_id AND bv.id = b.verdict_id
            WHERE b.desk_id = \(verdict).desk_id AND b.claim_id = \(verdict).claim_id
                AND bv.version <= \(verdict).version)
        """
    }

    /// What the public was told about the claim's verdict, as `l` with the version that then stood as `lv`:
    /// `ArticleReport.Entry.notes`. A `FROM` with its `WHERE`.
    static func publicNotes(of claim: SQL) -> SQL {
        """
        FROM ledger_entries l JOIN verdicts lv ON lv.desk_id = l.desk_id AND lv.id = l.verdict_id
            WHERE l.desk_id = \(claim).desk_id AND l.claim_id = \(claim).id
                AND (l.public_text IS NOT NULL OR \(earlierRetraction(of: "l")) IS NOT NULL)
                AND NOT EXISTS (SELECT FROM ledger_entries lp WHERE lp.desk_id = l.desk_id AND lp.claim_id = l.claim_id
                    AND lp.kind = CASE WHEN \(claim).paused THEN 'pause' ELSE 'publication' END
                    AND (lp.entered_at, lp.id) > (l.entered_at, l.id))
                AND (NOT \(claim).paused OR l.kind = 'pause')
        """
    }

    /// The retraction that a publication came after, `[LedgerEntry].retraction(before:)`, as its id; null for any other entry.
    private static func earlierRetraction(of entry: SQL) -> SQL {
        """
        (SELECT lr.id FROM ledger_entries lr
            WHERE \(entry).kind = 'publication' AND lr.desk_id = \(entry).desk_id AND lr.claim_id = \(entry).claim_id
                AND lr.kind = 'retraction' AND (lr.entered_at, lr.id) < (\(entry).entered_at, \(entry).id)
            ORDER BY lr.entered_at DESC, lr.id DESC LIMIT 1)
        """
    }

    /// What an entry of `publicNotes` says, as the files of reports have it.
    ///
    /// - Parameter timeZone: the desk's, a text.
    static func told(by entry: SQL, timeZone: SQL) -> SQL {
        """
        coalesce((SELECT 'An earlier verdict (' || eg.label || ') was retracted on '
                || to_char(er.entered_at AT TIME ZONE \(timeZone), 'YYYY-MM-DD') || ': ' || er.public_text
            FROM ledger_entries er JOIN verdicts ev ON ev.desk_id = er.desk_id AND ev.id = er.verdict_id
                JOIN ratings eg ON eg.desk_id = ev.desk_id AND eg.scale_id = ev.scale_id
                    AND eg.scale_version = ev.scale_version AND eg.key = ev.rating
            WHERE er.desk_id = \(entry).desk_id AND er.id = \(earlierRetraction(of: entry))), \(entry).public_text)
        """
    }

    /// What an entry changed, as a cell of a CSV has it behind the entry's words: the column `corrections` of a report.
    ///
    /// - Parameter entry: the name of the row of `ledger_entries`.
    static func toldChanges(of entry: SQL) -> SQL {
        """
        coalesce((SELECT string_agg(' [' || (h.change ->> 'field') || CASE
                WHEN h.change ->> 'before' IS NULL AND h.change ->> 'after' IS NULL THEN ''
                ELSE ': ' || coalesce(h.change ->> 'before', '') || ' → ' || coalesce(h.change ->> 'after', '') END
                || ']', '' ORDER BY h.place)
            FROM jsonb_array_elements(\(entry).changes) WITH ORDINALITY AS h (change, place)), '')
        """
    }

    /// The order of `publicNotes`: the first word first.
    static let publicNotesOrder: SQL = "ORDER BY l.entered_at, l.id"

    /// The claimant's answer, else the last attempt to get one, as `y`: `ReplyAttempt.shown(of:)` of
    /// `[ReplyAttempt].made(to:)`. A `FROM` with all that follows.
    static func shownReply(of claim: SQL) -> SQL {
        """
        FROM reply_attempts y WHERE y.desk_id = \(claim).desk_id AND y.claim_id = \(claim).id
            AND y.claimant_number = \(claim).claimant_number
            ORDER BY (y.answer IS NOT NULL) DESC, y.contacted_at DESC, y.id DESC LIMIT 1
        """
    }

    /// The version of the verdict that an attempt was about, as the public counts, where another stands in its place: with
    /// another rating, or made anew after a retraction.
    ///
    /// - Parameter attempt: the name of the row of `reply_attempts`.
    static func earlierVersion(of attempt: SQL) -> SQL {
        func first(_ order: SQL, _ condition: SQL = "true") -> SQL {
            """
            (SELECT p.desk_id, p.claim_id, p.id, p.version, p.rating FROM verdicts p
                WHERE p.desk_id = \(attempt).desk_id AND p.claim_id = \(attempt).claim_id AND \(condition) AND EXISTS (
                    SELECT FROM ledger_entries pl
                    WHERE pl.desk_id = p.desk_id AND pl.claim_id = p.claim_id AND pl.verdict_id = p.id)
                ORDER BY p.version \(order) LIMIT 1)
            """
        }
        return """
            (SELECT \(publicVersion(of: "o")) FROM \(first("ASC", "p.version >= \(attempt).verdict_version")) o
                CROSS JOIN \(first("DESC")) n
                WHERE o.version < n.version AND (o.rating <> n.rating OR EXISTS (
                    SELECT FROM ledger_entries rl JOIN verdicts r ON r.desk_id = rl.desk_id AND r.id = rl.verdict_id
                    WHERE rl.desk_id = o.desk_id AND rl.claim_id = o.claim_id AND rl.kind = 'reopening'
                        AND r.version >= o.version)))
            """
    }
}
