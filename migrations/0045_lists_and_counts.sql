-- What pages and clients ask all day is answered from an index or from kept numbers, however much a desk has done.

-- How many claims of a desk are in each state: the sum over its rows. A change of claims adds rows and touches none, so
-- that no two of them wait for each other; the worker's upkeep puts the rows of a desk together. A trigger adds them,
-- so that no writer can forget it. Claims that a newer version does not have any more do not count.
CREATE TABLE claim_counts (
    desk_id uuid NOT NULL,
    status  text NOT NULL,
    count   bigint NOT NULL
);
CREATE INDEX claim_counts_desk_idx ON claim_counts (desk_id) INCLUDE (status, count);

INSERT INTO claim_counts (desk_id, status, count)
SELECT desk_id, status, count(*) FROM claims WHERE NOT superseded GROUP BY desk_id, status;

CREATE FUNCTION count_new_claims() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO claim_counts (desk_id, status, count)
    SELECT desk_id, status, count(*) FROM new_rows WHERE NOT superseded GROUP BY desk_id, status;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_are_counted AFTER INSERT ON claims
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_new_claims();

CREATE FUNCTION count_changed_claims() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO claim_counts (desk_id, status, count)
    SELECT desk_id, status, sum(step)
    FROM (
        SELECT desk_id, status, -1 AS step FROM old_rows WHERE NOT superseded
        UNION ALL
        SELECT desk_id, status, 1 FROM new_rows WHERE NOT superseded
    ) s
    GROUP BY desk_id, status
    HAVING sum(step) <> 0;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_change_their_count AFTER UPDATE ON claims
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION count_changed_claims();

-- A claim is never deleted: it is withdrawn.
CREATE FUNCTION refuse_removal() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'rows of % stay', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER claims_stay BEFORE DELETE OR TRUNCATE ON claims
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

-- The same of one article, from the index alone.
CREATE INDEX claims_standing_idx ON claims (desk_id, article_id, status) WHERE NOT superseded;

-- The score beside the state, as lists ask for both.
DROP INDEX claims_status_idx;
CREATE INDEX claims_status_idx ON claims (desk_id, status, id DESC) INCLUDE (score);

-- Also of claims that were opened again, as the list has them.
DROP INDEX claims_appearance_idx;
CREATE INDEX claims_appearance_idx ON claims (desk_id, appearance, id DESC)
    WHERE status IN ('decided', 'published', 'corrected', 'retracted') OR published_at IS NOT NULL;

-- Time to verdict counts from the queue.
DROP INDEX claims_decided_at_idx;
CREATE INDEX claims_decided_at_idx ON claims (desk_id, decided_at) INCLUDE (created_at, queued_at)
    WHERE decided_at IS NOT NULL;

-- What has waited longest, and how many leases ran out of late.
CREATE INDEX review_slots_opened_idx ON review_slots (desk_id, opened_at) WHERE state = 'open';
CREATE INDEX leases_expired_idx ON leases (desk_id, ended_at) WHERE ending = 'expired';

-- Articles in a state, the newest first; those of the newsroom's own id; and the versions of one.
DROP INDEX extractions_status_idx;
CREATE INDEX extractions_status_idx ON extractions (desk_id, status, article_id DESC);
CREATE INDEX extractions_article_idx ON extractions (desk_id, article_id);
CREATE INDEX articles_external_idx ON articles (desk_id, external_id, id DESC) WHERE external_id IS NOT NULL;
