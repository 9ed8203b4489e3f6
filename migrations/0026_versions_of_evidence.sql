-- An item that an editor added stays as it was cited: the same page in other words is another item, and takes its place.
ALTER TABLE evidence
    ADD COLUMN replaced_at timestamptz,
    ADD CONSTRAINT evidence_replaced_is_an_editors CHECK (replaced_at IS NULL OR review_id IS NULL);
DROP INDEX evidence_once_key;
CREATE INDEX evidence_page_idx ON evidence (desk_id, claim_id, md5(canonical_url)) WHERE review_id IS NULL;

-- That another has taken its place is no change of what was cited.
CREATE OR REPLACE FUNCTION refuse_change_of_cited_evidence() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'replaced_at' = to_jsonb(OLD) - 'replaced_at' THEN
        RETURN NEW;
    END IF;
    IF OLD.review_id IS NOT NULL THEN
        RAISE EXCEPTION 'evidence of a review is immutable' USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM verdict_evidence WHERE desk_id = OLD.desk_id AND evidence_id = OLD.id) THEN
        RAISE EXCEPTION 'evidence cited by a verdict is immutable' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;

-- The reviews that counted when a verdict was decided: who stood behind it, whatever becomes of its claim.
CREATE TABLE verdict_reviews (
    desk_id    uuid NOT NULL,
    verdict_id uuid NOT NULL,
    claim_id   uuid NOT NULL,
    review_id  uuid NOT NULL,
    PRIMARY KEY (desk_id, verdict_id, review_id),
    FOREIGN KEY (desk_id, claim_id, verdict_id) REFERENCES verdicts (desk_id, claim_id, id),
    FOREIGN KEY (desk_id, claim_id, review_id) REFERENCES reviews (desk_id, claim_id, id)
);
-- Reviews end with the verdict, so those that count now counted then.
INSERT INTO verdict_reviews (desk_id, verdict_id, claim_id, review_id)
SELECT v.desk_id, v.id, v.claim_id, s.review_id
FROM verdicts v
JOIN review_slots s ON s.desk_id = v.desk_id AND s.claim_id = v.claim_id AND s.review_id IS NOT NULL;
CREATE TRIGGER verdict_reviews_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON verdict_reviews
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Statistics count a claim's verdict once, however often it was decided: with which claim and version each is.
DROP INDEX verdicts_decided_at_idx;
CREATE INDEX verdicts_decided_at_idx ON verdicts (desk_id, decided_at)
    INCLUDE (claim_id, version, scale_id, scale_version, rating);
