-- Public lists by rating, the newest first: a rating that is frequent and long past was looked for through everything
-- that came after it.

-- Of the claim's latest verdict; kept by a trigger, as the verdict is stored in many ways.
ALTER TABLE claims ADD COLUMN latest_rating text;

UPDATE claims c
SET latest_rating = v.rating
FROM (
    SELECT DISTINCT ON (desk_id, claim_id) desk_id, claim_id, rating
    FROM verdicts
    ORDER BY desk_id, claim_id, version DESC
) v
WHERE v.desk_id = c.desk_id AND v.claim_id = c.id;

CREATE FUNCTION keep_latest_rating() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE claims
    SET latest_rating = NEW.rating
    WHERE desk_id = NEW.desk_id AND id = NEW.claim_id AND latest_rating IS DISTINCT FROM NEW.rating
      AND NOT EXISTS (
        SELECT FROM verdicts v
        WHERE v.desk_id = NEW.desk_id AND v.claim_id = NEW.claim_id AND v.version > NEW.version);
    RETURN NULL;
END
$$;
CREATE TRIGGER verdicts_latest_rating AFTER INSERT ON verdicts
    FOR EACH ROW EXECUTE FUNCTION keep_latest_rating();

CREATE INDEX claims_public_rating_idx ON claims (desk_id, latest_rating, published_at DESC, id DESC)
    WHERE status IN ('published', 'corrected') AND NOT paused;
-- Only those lists read it.
DROP INDEX verdicts_rating_idx;
