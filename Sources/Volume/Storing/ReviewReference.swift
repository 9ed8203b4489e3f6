/// What pgbench runs beside measured takes and reviews: the fewest statements that keep the same rules. A take leases a slot that
/// the reviewer may have (none of a claim that they hold or have reviewed), under a token greater than all before, and
/// notes it; a review is stored with its evidence only while its lease is live, once a reviewer and claim, moves the claim on and is noted.
package enum ReviewReference {
    /// For psql: the tables, with open slots.
    package static func tables(_ rows: Int) -> String {
        """
        SET client_min_messages = warning;
        DROP TABLE IF EXISTS bench_notes, bench_evidence, bench_reviews, bench_leases, bench_slots, bench_claims;
        DROP SEQUENCE IF EXISTS bench_tokens;
        CREATE SEQUENCE bench_tokens;
        CREATE TABLE bench_claims (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'queued');
        CREATE TABLE bench_slots (
            id bigint PRIMARY KEY, claim_id bigint NOT NULL REFERENCES bench_claims, rank double precision NOT NULL,
            state text NOT NULL DEFAULT 'open', reviewer_id bigint, token bigint, expires_at timestamptz);
        CREATE TABLE bench_leases (
            token bigint PRIMARY KEY, slot_id bigint NOT NULL REFERENCES bench_slots, reviewer_id bigint NOT NULL,
            taken_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz);
        CREATE TABLE bench_reviews (
            token bigint PRIMARY KEY REFERENCES bench_leases, claim_id bigint NOT NULL REFERENCES bench_claims,
            reviewer_id bigint NOT NULL, rating text NOT NULL, rationale text NOT NULL,
            submitted_at timestamptz NOT NULL DEFAULT now(), UNIQUE (claim_id, reviewer_id));
        CREATE TABLE bench_evidence (
            token bigint NOT NULL REFERENCES bench_reviews, url text NOT NULL, quote text NOT NULL);
        CREATE TABLE bench_notes (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), actor bigint NOT NULL,
            action text NOT NULL, subject bigint NOT NULL);
        INSERT INTO bench_claims (id) SELECT n FROM generate_series(1, \(rows)) n;
        INSERT INTO bench_slots (id, claim_id, rank) SELECT n, n, random() FROM generate_series(1, \(rows)) n;
        CREATE INDEX bench_slots_open ON bench_slots (rank DESC, id) WHERE state = 'open';
        CREATE UNIQUE INDEX bench_slots_reviewer ON bench_slots (claim_id, reviewer_id) WHERE state <> 'open';
        VACUUM ANALYZE bench_claims, bench_slots;
        CHECKPOINT;
        """
    }

    /// For pgbench: one transaction that takes and one that reviews what it took.
    package static let takeAndReview = """
        BEGIN;
        WITH best AS MATERIALIZED (
            SELECT s.id FROM bench_slots s
            WHERE s.state = 'open' AND NOT EXISTS (
                SELECT FROM bench_slots o
                WHERE o.claim_id = s.claim_id AND o.reviewer_id = :client_id AND o.state <> 'open')
            ORDER BY s.rank DESC, s.id LIMIT 1 FOR UPDATE SKIP LOCKED
        ), taken AS (
            UPDATE bench_slots s SET state = 'leased', reviewer_id = :client_id, token = nextval('bench_tokens'),
                expires_at = clock_timestamp() + interval '15 minutes'
            FROM best WHERE s.id = best.id RETURNING s.*
        ), leased AS (
            INSERT INTO bench_leases (token, slot_id, reviewer_id) SELECT token, id, reviewer_id FROM taken
        ), noted AS (
            INSERT INTO bench_notes (actor, action, subject) SELECT reviewer_id, 'lease.taken', token FROM taken
        )
        SELECT id AS slot, claim_id AS claim, token FROM taken \\gset
        COMMIT;
        BEGIN;
        UPDATE bench_claims SET status = 'agreed' WHERE id = :claim;
        WITH filled AS (
            UPDATE bench_slots SET state = 'done'
            WHERE id = :slot AND token = :token AND state = 'leased' AND expires_at > clock_timestamp()
            RETURNING token, claim_id, reviewer_id
        ), ended AS (
            UPDATE bench_leases l SET ended_at = now() FROM filled f WHERE l.token = f.token
        ), stored AS (
            INSERT INTO bench_reviews (token, claim_id, reviewer_id, rating, rationale)
            SELECT token, claim_id, reviewer_id, 'false', 'The register of the port says otherwise.' FROM filled
        ), cited AS (
            INSERT INTO bench_evidence (token, url, quote)
            SELECT token, 'https://example.org/register', '412 metres' FROM filled
        )
        INSERT INTO bench_notes (actor, action, subject) SELECT reviewer_id, 'review.submitted', token FROM filled;
        COMMIT;
        """
}
