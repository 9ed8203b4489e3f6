-- Which person a claim is about, counted from 1: whoever an editor names in another's place is the next. What somebody was asked
-- and answered is no word of who stands in their place.
ALTER TABLE claims
    ADD COLUMN claimant_number integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT claims_claimant_number_counts CHECK (claimant_number >= 1);

ALTER TABLE reply_attempts
    -- Whom of them it was made to; 0 where an older release named another since.
    ADD COLUMN claimant_number integer NOT NULL DEFAULT 1,
    -- The claimant's name then; null where there was none, and where it was not noted yet.
    ADD COLUMN asked_name text,
    -- About which version of the verdict: the one that stood, else the one to come.
    ADD COLUMN verdict_version integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT reply_attempts_claimant_number_counts CHECK (claimant_number >= 0),
    ADD CONSTRAINT reply_attempts_verdict_version_counts CHECK (verdict_version >= 1);

ALTER TABLE reply_attempts DISABLE TRIGGER reply_attempts_stay;
UPDATE reply_attempts y
SET claimant_number = CASE WHEN EXISTS (
        SELECT FROM ledger_entries l
        WHERE l.desk_id = y.desk_id AND l.claim_id = y.claim_id AND l.entered_at >= y.recorded_at
          AND l.changes @> '[{"field": "claimant"}]') THEN 0 ELSE 1 END,
    verdict_version = greatest(1,
        (SELECT coalesce(max(v.version), 0) FROM verdicts v
         WHERE v.desk_id = y.desk_id AND v.claim_id = y.claim_id AND v.decided_at <= y.recorded_at)
        + CASE (SELECT l.kind FROM ledger_entries l
                WHERE l.desk_id = y.desk_id AND l.claim_id = y.claim_id AND l.entered_at <= y.recorded_at
                ORDER BY l.entered_at DESC, l.id DESC LIMIT 1)
            WHEN 'reopening' THEN 1 ELSE 0 END);
ALTER TABLE reply_attempts ENABLE TRIGGER reply_attempts_stay;

CREATE OR REPLACE FUNCTION reply_attempts_gain_an_answer_once() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.answer IS NOT NULL
        OR (NEW.desk_id, NEW.id, NEW.claim_id, NEW.channel, NEW.contact, NEW.contacted_at, NEW.recorded_by,
            NEW.claimant_number, NEW.verdict_version)
            IS DISTINCT FROM
            (OLD.desk_id, OLD.id, OLD.claim_id, OLD.channel, OLD.contact, OLD.contacted_at, OLD.recorded_by,
            OLD.claimant_number, OLD.verdict_version)
        OR NEW.message IS DISTINCT FROM OLD.message
        OR NEW.asked_name IS DISTINCT FROM OLD.asked_name
    THEN
        RAISE EXCEPTION 'a contact attempt stays as it was recorded' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

DROP INDEX ledger_entries_claimant_idx;
