-- How often what a claim says, or who says it, was changed. Reviews and verdicts keep on which of these wordings they were given.
ALTER TABLE claims
    ADD COLUMN wording integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT claims_wording_counts CHECK (wording >= 1);
ALTER TABLE leases ADD COLUMN wording integer NOT NULL DEFAULT 1;
ALTER TABLE reviews ADD COLUMN wording integer NOT NULL DEFAULT 1;
ALTER TABLE verdicts ADD COLUMN wording integer NOT NULL DEFAULT 1;

-- When an item came in, whenever its source was read: after a reopening no verdict cites by itself what was there before. Null for
-- what came before this was noted.
ALTER TABLE evidence ADD COLUMN stored_at timestamptz;
ALTER TABLE evidence ALTER COLUMN stored_at SET DEFAULT now();

-- Reviews are compared with those that count beside them: a claim that is checked anew is rated on the scale of its day.
CREATE OR REPLACE FUNCTION review_needs_its_claims_scale() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM review_slots s
        JOIN reviews r ON r.desk_id = s.desk_id AND r.id = s.review_id
        WHERE s.desk_id = NEW.desk_id AND s.claim_id = NEW.claim_id
          AND (r.scale_id, r.scale_version) <> (NEW.scale_id, NEW.scale_version)
    ) THEN
        RAISE EXCEPTION 'the other reviews of this claim are given on another scale version'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reviews_on_one_scale', TABLE = 'reviews';
    END IF;
    RETURN NEW;
END
$$;
