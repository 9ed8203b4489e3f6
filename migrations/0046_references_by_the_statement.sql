-- What an article's claims bring in many rows is checked by the statement and not by the row: the references of 50 claims, their
-- anchors, decisions and slots were looked up 380 times. What is refused is what foreign keys refused, by the same code.

-- Nothing refers to it since reviews name their slot through the lease.
ALTER TABLE review_slots DROP CONSTRAINT review_slots_claim_key;

-- Claims and versions are never deleted and keep their ids, so that whoever is there when a row comes stays there.
CREATE FUNCTION refuse_another_id() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'rows of % keep their ids', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER claims_keep_their_ids BEFORE UPDATE OF desk_id, id ON claims
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_another_id();

-- Plans are kept for as long as a connection: one that is made while claims are few must not read them from end to end.
CREATE FUNCTION refer_to_claims() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan = off AS
$$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT desk_id, claim_id FROM new_rows) n
        WHERE NOT EXISTS (SELECT FROM claims c WHERE c.desk_id = n.desk_id AND c.id = n.claim_id)
    ) THEN
        RAISE EXCEPTION 'a row of % is of no claim', TG_TABLE_NAME
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION refer_to_versions() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan = off AS
$$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT desk_id, version_id FROM new_rows) n
        WHERE NOT EXISTS (SELECT FROM article_versions v WHERE v.desk_id = n.desk_id AND v.id = n.version_id)
    ) THEN
        RAISE EXCEPTION 'a row of % is of no version', TG_TABLE_NAME
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;

-- Rows of these are never changed either.
ALTER TABLE passages DROP CONSTRAINT passages_desk_id_version_id_fkey;
CREATE TRIGGER passages_version_fkey AFTER INSERT ON passages
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refer_to_versions();

ALTER TABLE anchors
    DROP CONSTRAINT anchors_desk_id_claim_id_fkey,
    DROP CONSTRAINT anchors_desk_id_version_id_fkey;
CREATE TRIGGER anchors_claim_fkey AFTER INSERT ON anchors
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refer_to_claims();
CREATE TRIGGER anchors_version_fkey AFTER INSERT ON anchors
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refer_to_versions();

ALTER TABLE triage_decisions DROP CONSTRAINT triage_decisions_desk_id_claim_id_fkey;
CREATE TRIGGER triage_decisions_claim_fkey AFTER INSERT ON triage_decisions
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refer_to_claims();

-- A slot repeats how many reviews its claim needs. Whoever changes that number waits for whoever opens slots, and the other way round.
ALTER TABLE review_slots DROP CONSTRAINT review_slots_desk_id_claim_id_required_reviews_fkey;
ALTER TABLE claims DROP CONSTRAINT claims_required_reviews_key;

CREATE FUNCTION slots_are_as_many_as_their_claim_needs() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan = off AS
$$
BEGIN
    PERFORM FROM claims c
    WHERE (c.desk_id, c.id) IN (SELECT DISTINCT desk_id, claim_id FROM new_rows)
    FOR SHARE;
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT desk_id, claim_id, required_reviews FROM new_rows) n
        WHERE NOT EXISTS (
            SELECT FROM claims c
            WHERE c.desk_id = n.desk_id AND c.id = n.claim_id AND c.required_reviews = n.required_reviews)
    ) THEN
        RAISE EXCEPTION 'a slot is of no claim that needs so many reviews'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER review_slots_claim_fkey AFTER INSERT ON review_slots
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION slots_are_as_many_as_their_claim_needs();

CREATE FUNCTION slots_follow_their_claim() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan = off AS
$$
BEGIN
    UPDATE review_slots
    SET required_reviews = NEW.required_reviews
    WHERE desk_id = NEW.desk_id AND claim_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_tell_their_slots AFTER UPDATE OF required_reviews ON claims
    FOR EACH ROW WHEN (OLD.required_reviews <> NEW.required_reviews) EXECUTE FUNCTION slots_follow_their_claim();

CREATE FUNCTION slot_stays_with_its_claim() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF NEW.desk_id <> OLD.desk_id OR NEW.claim_id <> OLD.claim_id OR NOT EXISTS (
        SELECT FROM claims
        WHERE desk_id = NEW.desk_id AND id = NEW.claim_id AND required_reviews = NEW.required_reviews)
    THEN
        RAISE EXCEPTION 'a slot stays with its claim, and needs as many reviews'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'review_slots_claim_fkey', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER review_slots_stay_with_their_claim
    AFTER UPDATE OF desk_id, claim_id, required_reviews ON review_slots
    FOR EACH ROW
    WHEN ((OLD.desk_id, OLD.claim_id, OLD.required_reviews) IS DISTINCT FROM (NEW.desk_id, NEW.claim_id, NEW.required_reviews))
    EXECUTE FUNCTION slot_stays_with_its_claim();
