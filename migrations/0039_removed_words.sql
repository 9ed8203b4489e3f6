-- Words that were taken off every public form: who did so, when and why. What they are, only the desk sees.
CREATE TABLE removals (
    desk_id        uuid NOT NULL REFERENCES desks,
    id             uuid NOT NULL,
    words          text NOT NULL,
    reason         text NOT NULL,
    removed_by     uuid NOT NULL,
    removed_at     timestamptz NOT NULL DEFAULT now(),
    lifted_by      uuid,
    lifted_at      timestamptz,
    lifting_reason text,
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, removed_by) REFERENCES members (desk_id, id),
    FOREIGN KEY (desk_id, lifted_by) REFERENCES members (desk_id, id),
    CONSTRAINT removals_words_not_empty CHECK (words <> ''),
    CONSTRAINT removals_reason_not_empty CHECK (reason <> ''),
    CONSTRAINT removals_lifted_as_a_whole CHECK (num_nulls(lifted_by, lifted_at, lifting_reason) IN (0, 3))
);
CREATE INDEX removals_standing_idx ON removals (desk_id) WHERE lifted_at IS NULL;

CREATE FUNCTION removals_are_lifted_once() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.lifted_at IS NOT NULL
        OR (NEW.desk_id, NEW.id, NEW.words, NEW.reason, NEW.removed_by, NEW.removed_at)
            IS DISTINCT FROM (OLD.desk_id, OLD.id, OLD.words, OLD.reason, OLD.removed_by, OLD.removed_at)
    THEN
        RAISE EXCEPTION 'a removal stays on record' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER removals_stay BEFORE UPDATE OR DELETE ON removals
    FOR EACH ROW EXECUTE FUNCTION removals_are_lifted_once();
