import Domain
import Postgres
import TestSupport

// What must never break, looked for in the rows.
extension Database {
    /// Writes down every change of a claim's and a slot's state from now on: rows alone tell only where they are.
    func watchSteps() async throws {
        try await writeWithoutTransaction { session in
            for statement in Self.watching { try session.execute(statement) }
        }
    }

    private static let watching: [SQL] = [
        "CREATE TABLE watched_steps (desk_id uuid NOT NULL, thing text NOT NULL, old text NOT NULL, new text NOT NULL)",
        """
        CREATE FUNCTION watch_step() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO watched_steps
            VALUES (NEW.desk_id, TG_TABLE_NAME, to_jsonb(OLD)->>TG_ARGV[0], to_jsonb(NEW)->>TG_ARGV[0]);
            RETURN NULL;
        END
        $$
        """,
        """
        CREATE TRIGGER watch_claims AFTER UPDATE ON claims
            FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION watch_step('status')
        """,
        """
        CREATE TRIGGER watch_slots AFTER UPDATE ON review_slots
            FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION watch_step('state')
        """,
    ]

    /// The rules that are broken, with how often; none when all is well.
    ///
    /// - Parameter slug: of one desk; nil for all.
    func brokenRules(of slug: String? = nil) async throws -> [String] {
        try await queueFaults(of: slug) + reviewFaults(slug) + faults(Self.verdicts(slug)) + ledgerFaults(slug)
            + faults(Self.comings(slug)) + faults(Self.requests(slug)) + faults(Self.unaudited(slug))
            + forbiddenSteps(slug)
    }

    /// What was done how often, as the audit trail has it: a history in which nothing succeeds breaks no rule either.
    func deeds() async throws -> [String: Int] {
        let counts = try await read { session in
            try session.all("SELECT action, count(*) AS times FROM audit_events GROUP BY action") {
                (try $0.decode("action", as: String.self), try $0.decode("times", as: Int.self))
            }
        }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    /// How many deadlocks the database has broken up since it was made.
    func deadlocks() async throws -> Int {
        try await read { session in
            try session.first("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") {
                try $0["deadlocks"]
            }
        } ?? -1
    }

    /// Reviews and the leases under which they were given.
    private func reviewFaults(_ slug: String?) async throws -> [String] {
        try await faults([
            """
            SELECT 'two counting reviews of one person' AS fault
            FROM review_slots s JOIN reviews r ON r.desk_id = s.desk_id AND r.id = s.review_id
            WHERE \(Self.on(slug, "s"))
            GROUP BY r.desk_id, r.claim_id, r.reviewer_id HAVING count(*) > 1
            """,
            """
            SELECT 'a gap in the versions of a review' AS fault FROM reviews r WHERE \(Self.on(slug, "r"))
            GROUP BY r.desk_id, r.claim_id, r.reviewer_id HAVING max(version) <> count(*) OR min(version) <> 1
            """,
            """
            SELECT 'a review whose lease did not end with it' AS fault
            FROM reviews r JOIN leases l ON l.desk_id = r.desk_id AND l.id = r.lease_id
            WHERE \(Self.on(slug, "r")) AND r.replaces IS NULL
              AND (l.ending IS DISTINCT FROM 'submitted' OR l.xmin <> r.xmin OR l.member_id <> r.reviewer_id)
            """,
            """
            SELECT 'a lease that ended with no review' AS fault FROM leases l
            WHERE \(Self.on(slug, "l")) AND l.ending = 'submitted'
              AND (SELECT count(*) FROM reviews r
                WHERE r.desk_id = l.desk_id AND r.claim_id = l.claim_id AND r.lease_id = l.id AND r.replaces IS NULL) <> 1
            """,
            """
            SELECT 'a live lease of one who is no reviewer' AS fault
            FROM leases l JOIN members m ON m.desk_id = l.desk_id AND m.id = l.member_id
            WHERE \(Self.on(slug, "l")) AND l.ended_at IS NULL
              AND (m.deactivated_at IS NOT NULL OR NOT 'reviewer' = ANY(m.roles))
            """,
            """
            SELECT 'a live lease on one''s own article' AS fault
            FROM leases l
            JOIN claims c ON c.desk_id = l.desk_id AND c.id = l.claim_id
            JOIN article_versions v ON v.desk_id = c.desk_id AND v.id = c.version_id
            WHERE \(Self.on(slug, "l")) AND v.submitted_by = l.member_id
            """,
        ])
    }

    /// Verdicts and publications: nobody alone on their own review, unless a reason was given, which is in the audit log.
    private static func verdicts(_ slug: String?) -> [SQL] {
        let reviewers: SQL = """
            ARRAY(SELECT s.reviewer_id FROM review_slots s
                WHERE s.desk_id = v.desk_id AND s.claim_id = v.claim_id AND s.state = 'done')
            """
        // Who took their review back has judged the claim all the same.
        let authors: SQL = """
            ARRAY(SELECT r.reviewer_id FROM reviews r WHERE r.desk_id = v.desk_id AND r.claim_id = v.claim_id)
            """
        return [
            """
            SELECT 'a claim with another rating than its latest verdict' AS fault FROM claims c
            WHERE \(on(slug, "c")) AND c.latest_rating IS DISTINCT FROM (
                SELECT v.rating FROM verdicts v WHERE v.desk_id = c.desk_id AND v.claim_id = c.id
                ORDER BY v.version DESC LIMIT 1)
            """,
            """
            SELECT 'a gap in the versions of a verdict' AS fault FROM verdicts v WHERE \(on(slug, "v"))
            GROUP BY v.desk_id, v.claim_id HAVING max(version) <> count(*)
            """,
            """
            SELECT 'a verdict on one''s own review' AS fault FROM verdicts v
            WHERE \(on(slug, "v")) AND v.basis <> 'agreement' AND v.override_reason IS NULL
              AND v.decided_by = ANY(\(authors))
            """,
            """
            SELECT 'a publication on one''s own review alone' AS fault
            FROM ledger_entries p
            JOIN verdicts v ON v.desk_id = p.desk_id AND v.id = p.verdict_id
            WHERE \(on(slug, "p")) AND p.kind = 'publication' AND p.override_reason IS NULL
              AND p.entered_by = v.decided_by AND p.entered_by = ALL(\(reviewers))
            """,
            """
            SELECT 'an override that is not in the audit log' AS fault
            FROM (
                SELECT desk_id, claim_id, id, override_reason FROM verdicts
                UNION ALL SELECT desk_id, claim_id, id, override_reason FROM ledger_entries
            ) o
            WHERE \(on(slug, "o")) AND o.override_reason IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM audit_events e
                WHERE e.desk_id = o.desk_id AND e.subject_id = o.claim_id
                  AND o.id::text IN (e.details->>'verdict', e.details->>'entry')
                  AND e.details->>'overrideReason' = o.override_reason)
            """,
        ]
    }

    /// What comes out, comes in, and what becomes of it meanwhile.
    private static func comings(_ slug: String?) -> [SQL] {
        [
            """
            SELECT 'a verdict in public while its article was held back' AS fault
            FROM audit_events e JOIN claims c ON c.desk_id = e.desk_id AND c.id = e.subject_id
            WHERE \(on(slug, "e")) AND e.action IN ('verdict.published', 'verdict.resumed', 'verdict.clarified',
                'verdict.updated', 'verdict.corrected')
              AND (SELECT a.action FROM audit_events a
                WHERE a.desk_id = e.desk_id AND a.subject_id = c.article_id AND a.sequence < e.sequence
                  AND a.action IN ('article.embargoed', 'article.embargo_lifted')
                ORDER BY a.sequence DESC LIMIT 1) = 'article.embargoed'
            """,
            """
            SELECT 'a version that nobody read: ' || x.status AS fault FROM extractions x
            WHERE \(on(slug, "x")) AND x.status NOT IN ('ready', 'superseded', 'withdrawn')
            """,
            """
            SELECT 'a kept number of claims that is wrong: ' || n.status AS fault
            FROM (
                SELECT desk_id, status, count FROM claim_counts
                UNION ALL SELECT desk_id, status, -1 FROM claims WHERE NOT superseded
            ) n
            WHERE \(on(slug, "n"))
            GROUP BY n.desk_id, n.status HAVING sum(n.count) <> 0
            """,
            """
            SELECT 'a claim merged into a merged one' AS fault
            FROM claims c JOIN claims i ON i.desk_id = c.desk_id AND i.id = c.merged_into
            WHERE \(on(slug, "c")) AND i.status = 'merged'
            """,
            """
            SELECT 'counting reviews of one claim on two versions of the scale' AS fault
            FROM review_slots s JOIN reviews r ON r.desk_id = s.desk_id AND r.id = s.review_id
            WHERE \(on(slug, "s"))
            GROUP BY r.desk_id, r.claim_id HAVING count(DISTINCT (r.scale_id, r.scale_version)) > 1
            """,
            """
            SELECT 'two claims in one place' AS fault
            FROM anchors a JOIN claims c ON c.desk_id = a.desk_id AND c.id = a.claim_id
            WHERE \(on(slug, "a")) AND a.main AND NOT c.superseded
            GROUP BY a.desk_id, a.version_id, a.start_offset, a.end_offset HAVING count(*) > 1
            """,
        ]
    }

    /// A request that was sent twice under one idempotency key did its work once. Words that are kept when a lease is lost
    /// are no answer, and kept each time; a key whose secret was lost on its way is made anew.
    private static func requests(_ slug: String?) -> [SQL] {
        [
            """
            SELECT 'a request carried out twice: ' || string_agg(e.action, ', ' ORDER BY e.sequence) AS fault
            FROM audit_events e
            WHERE \(on(slug, "e")) AND e.request_id IS NOT NULL AND e.action NOT IN ('draft.saved', 'key.created')
            GROUP BY e.desk_id, e.request_id HAVING count(DISTINCT e.transaction_id) > 1
            """
        ]
    }

    /// The ledger tells how its claim came to its state.
    private func ledgerFaults(_ slug: String?) async throws -> [String] {
        try await faults([
            """
            SELECT 'a ledger that tells another story than its claim, which is ' || c.status AS fault
            FROM claims c
            LEFT JOIN LATERAL (
                SELECT array_agg(p.kind ORDER BY p.entered_at) AS kinds,
                    (array_agg(p.kind ORDER BY p.entered_at DESC)
                        FILTER (WHERE p.kind IN ('pause', 'resumption', 'correction', 'retraction')))[1] AS last
                FROM ledger_entries p
                WHERE p.desk_id = c.desk_id AND p.claim_id = c.id
            ) l ON true
            WHERE \(Self.on(slug, "c")) AND (
                c.status <> CASE
                    WHEN l.kinds IS NULL THEN c.status
                    WHEN 'retraction' = ANY(l.kinds) THEN 'retracted'
                    WHEN 'correction' = ANY(l.kinds) THEN 'corrected'
                    ELSE 'published'
                END
                OR (l.kinds IS NULL) = (c.status IN ('published', 'corrected', 'retracted'))
                OR l.kinds[1] <> 'publication'
                OR cardinality(array_positions(l.kinds, 'publication')) > 1
                OR cardinality(array_positions(l.kinds, 'retraction')) > 1
                OR c.paused <> (coalesce(l.last, '') = 'pause'))
            """
        ])
    }

    /// Rows whose last change has no audit event in its transaction, and members with fewer events than changes: these rows the
    /// histories themselves touch, to let time pass. A claim and a member of the first revision are as they were set up.
    private static func unaudited(_ slug: String?) -> [SQL] {
        let rows: [SQL] = [
            "SELECT 'review' AS row, desk_id, id, xmin FROM reviews",
            "SELECT 'verdict', desk_id, id, xmin FROM verdicts",
            "SELECT 'ledger entry', desk_id, id, xmin FROM ledger_entries",
            "SELECT 'triage decision', desk_id, claim_id, xmin FROM triage_decisions",
            "SELECT 'review withdrawal', desk_id, review_id, xmin FROM review_withdrawals",
            "SELECT 'review return', desk_id, id, xmin FROM review_returns",
            "SELECT 'correction request', desk_id, id, xmin FROM correction_requests",
            "SELECT 'draft', desk_id, claim_id, xmin FROM drafts",
            "SELECT 'lease', desk_id, id, xmin FROM leases WHERE ended_at IS NOT NULL",
            "SELECT 'claim', desk_id, id, xmin FROM claims WHERE revision > 1",
        ]
        return [
            """
            SELECT 'a ' || r.row || ' changed without an audit event' AS fault
            FROM (\(rows.joined(separator: " UNION ALL "))) r
            WHERE \(on(slug, "r")) AND NOT EXISTS (
                SELECT 1 FROM audit_events e
                WHERE e.desk_id = r.desk_id AND e.transaction_id::text = r.xmin::text
                  AND (e.subject_id = r.id OR e.details @> ANY(ARRAY(
                    SELECT jsonb_build_object(k, r.id)
                    FROM unnest(ARRAY['review', 'verdict', 'entry', 'return', 'request', 'lease', 'claim']) k))
                  -- What was found, decided by rule or carried over is part of the reading of its article; claims that
                  -- were merged before go on with the one that they went into.
                  OR (r.row IN ('claim', 'triage decision') AND e.action = 'article.extracted')
                  OR (r.row = 'claim' AND e.details->>'into' = (
                    SELECT c.merged_into::text FROM claims c WHERE c.desk_id = r.desk_id AND c.id = r.id))))
            """,
            """
            SELECT 'a member changed without an audit event' AS fault
            FROM members m
            WHERE \(on(slug, "m")) AND m.revision - 1 > (
                SELECT count(*) FROM audit_events e
                WHERE e.desk_id = m.desk_id AND e.subject_id = m.id AND e.action IN (
                    'member.changed', 'member.deactivated', 'member.activated'))
            """,
        ]
    }

    /// Changes of state that no lifecycle has.
    private func forbiddenSteps(_ slug: String?) async throws -> [String] {
        let steps = try await read { session in
            try session.all(
                "SELECT DISTINCT w.thing, w.old, w.new FROM watched_steps w WHERE \(Self.on(slug, "w"))"
            ) { row -> (thing: String, old: String, new: String) in
                (try row["thing"], try row["old"], try row["new"])
            }
        }
        return steps.filter { !Self.isAllowed($0.thing, $0.old, $0.new) }
            .map { "\($0.thing) went from \($0.old) to \($0.new)" }
    }

    private static func isAllowed(_ thing: String, _ old: String, _ new: String) -> Bool {
        if thing == "claims", let old = Claim.Status(rawValue: old), let new = Claim.Status(rawValue: new) {
            return old.next.contains(new)
        }
        if let old = ReviewSlot.State(rawValue: old), let new = ReviewSlot.State(rawValue: new) {
            return old.next.contains(new)
        }
        return false
    }
}
