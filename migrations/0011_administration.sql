-- What a desk's administrators change: its settings, its members and keys, its rating scales.

-- The revision tells two administrators apart who change the same row at the same time.
ALTER TABLE desks
    ADD COLUMN revision      bigint NOT NULL DEFAULT 1,
    -- The scale that reviews are given on: of the desk's own scales, the version that is in use. Null: the newest.
    ADD COLUMN scale_id      uuid,
    ADD COLUMN scale_version integer,
    ADD CONSTRAINT desks_scale_fkey FOREIGN KEY (id, scale_id, scale_version)
        REFERENCES rating_scales (desk_id, id, version),
    ADD CONSTRAINT desks_scale_is_whole CHECK ((scale_id IS NULL) = (scale_version IS NULL));
UPDATE desks d
SET scale_id = s.id, scale_version = s.version
FROM (
    SELECT DISTINCT ON (desk_id) desk_id, id, version
    FROM rating_scales
    ORDER BY desk_id, created_at DESC, id DESC, version DESC
) s
WHERE s.desk_id = d.id;

ALTER TABLE members
    ADD COLUMN revision bigint NOT NULL DEFAULT 1;
CREATE INDEX members_name_idx ON members (desk_id, name, id);

-- A rotated key names the one that took its place.
ALTER TABLE keys
    ADD COLUMN replaced_by uuid,
    ADD CONSTRAINT keys_replaced_by_fkey FOREIGN KEY (desk_id, replaced_by) REFERENCES keys (desk_id, id),
    ADD CONSTRAINT keys_replaced_ends CHECK (replaced_by IS NULL OR expires_at IS NOT NULL OR revoked_at IS NOT NULL);

-- Which way a rating leans, and its label in other languages: {"de": "Falsch"}.
ALTER TABLE ratings
    ADD COLUMN direction    text,
    ADD COLUMN translations jsonb NOT NULL DEFAULT '{}',
    ADD CONSTRAINT ratings_direction_known CHECK (direction IN ('true', 'mixed', 'false')),
    ADD CONSTRAINT ratings_off_scale_has_no_direction CHECK (NOT off_scale OR direction IS NULL),
    ADD CONSTRAINT ratings_translations_is_object CHECK (jsonb_typeof(translations) = 'object');
-- Ratings that were there before lean as agreement has counted them so far: by the half of the scale that they lie on.
ALTER TABLE ratings DISABLE TRIGGER ratings_immutable;
UPDATE ratings r
SET direction = CASE
    WHEN 2 * n.place < n.last THEN 'true'
    WHEN 2 * n.place > n.last THEN 'false'
    ELSE 'mixed'
END
FROM (
    SELECT desk_id, scale_id, scale_version, key,
        row_number() OVER (PARTITION BY desk_id, scale_id, scale_version ORDER BY position) - 1 AS place,
        count(*) OVER (PARTITION BY desk_id, scale_id, scale_version) - 1 AS last
    FROM ratings
    WHERE NOT off_scale
) n
WHERE r.desk_id = n.desk_id AND r.scale_id = n.scale_id AND r.scale_version = n.scale_version AND r.key = n.key;
ALTER TABLE ratings ENABLE TRIGGER ratings_immutable;

-- The version of the scale that the reviewer was shown with the claim.
ALTER TABLE leases
    ADD COLUMN scale_id      uuid,
    ADD COLUMN scale_version integer,
    ADD CONSTRAINT leases_scale_fkey FOREIGN KEY (desk_id, scale_id, scale_version)
        REFERENCES rating_scales (desk_id, id, version),
    ADD CONSTRAINT leases_scale_is_whole CHECK ((scale_id IS NULL) = (scale_version IS NULL));

-- The reviews of one claim are compared with each other, so all are given on one version of one scale.
CREATE FUNCTION review_needs_its_claims_scale() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM reviews
        WHERE desk_id = NEW.desk_id AND claim_id = NEW.claim_id
          AND (scale_id, scale_version) <> (NEW.scale_id, NEW.scale_version)
    ) THEN
        RAISE EXCEPTION 'the other reviews of this claim are given on another scale version'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reviews_on_one_scale', TABLE = 'reviews';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER reviews_on_one_scale BEFORE INSERT ON reviews
    FOR EACH ROW EXECUTE FUNCTION review_needs_its_claims_scale();
