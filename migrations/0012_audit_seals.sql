-- Audit events are sealed in batches: each batch is a tree of hashes (RFC 6962), and its seal names the one before.
-- docs/operations.md says how, and what that proves.

-- What is hashed has one form on every server: details are names and texts, times are ones that RFC 3339 can write.
ALTER TABLE audit_events
    ADD CONSTRAINT audit_events_details_texts
        CHECK (jsonb_typeof(details) = 'object' AND NOT jsonb_path_exists(details, '$.* ? (@.type() != "string")')),
    ADD CONSTRAINT audit_events_at_range
        CHECK (at >= '0001-01-01T00:00:00Z' AND at < '10000-01-01T00:00:00Z');

CREATE TABLE audit_seals (
    desk_id        uuid NOT NULL REFERENCES desks,
    batch          bigint NOT NULL,
    first_sequence bigint NOT NULL,
    last_sequence  bigint NOT NULL,
    events         integer NOT NULL,
    total          bigint NOT NULL,
    root           bytea NOT NULL,
    previous       bytea NOT NULL,
    hash           bytea NOT NULL,
    sealed_at      timestamptz NOT NULL,
    PRIMARY KEY (desk_id, batch),
    CONSTRAINT audit_seals_batch_range CHECK (batch >= 1),
    CONSTRAINT audit_seals_sequence_range CHECK (first_sequence <= last_sequence),
    CONSTRAINT audit_seals_events_range CHECK (events >= 1 AND total >= events),
    CONSTRAINT audit_seals_hash_lengths
        CHECK (octet_length(root) = 32 AND octet_length(previous) = 32 AND octet_length(hash) = 32)
);
CREATE TRIGGER audit_seals_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Which event stands where in which batch, and its hash. The unique key lets no event be sealed twice. There is no
-- reference to the event on purpose: a leaf whose event is gone is what names the missing one, and such a database must
-- still be restorable from its dump.
CREATE TABLE audit_leaves (
    desk_id  uuid NOT NULL,
    batch    bigint NOT NULL,
    position integer NOT NULL,
    sequence bigint NOT NULL,
    hash     bytea NOT NULL,
    PRIMARY KEY (desk_id, batch, position),
    FOREIGN KEY (desk_id, batch) REFERENCES audit_seals (desk_id, batch),
    CONSTRAINT audit_leaves_sequence_key UNIQUE (desk_id, sequence),
    CONSTRAINT audit_leaves_position_range CHECK (position >= 1),
    CONSTRAINT audit_leaves_hash_length CHECK (octet_length(hash) = 32)
);
CREATE TRIGGER audit_leaves_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_leaves
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Events that wait to be sealed. A trigger fills it, so that no writer can forget it, not even one of an older release;
-- the sealer empties it in the transaction that seals. Sequences alone would not tell what is left to do: they have gaps,
-- and a long transaction's come late. Transaction ids alone would not either: a restored database counts them anew.
-- Its rows are copies of audit_events', whose references hold for them too.
CREATE TABLE audit_unsealed (
    desk_id        uuid NOT NULL,
    sequence       bigint NOT NULL,
    transaction_id xid8 NOT NULL,
    PRIMARY KEY (desk_id, sequence)
);

CREATE FUNCTION audit_events_await_seal() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO audit_unsealed (desk_id, sequence, transaction_id)
    SELECT desk_id, sequence, transaction_id FROM added;
    RETURN NULL;
END
$$;
CREATE TRIGGER audit_events_await_seal AFTER INSERT ON audit_events
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_events_await_seal();

-- What was logged before there were seals.
INSERT INTO audit_unsealed (desk_id, sequence, transaction_id)
SELECT desk_id, sequence, transaction_id FROM audit_events;
