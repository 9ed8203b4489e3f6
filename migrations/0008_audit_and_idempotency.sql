-- Who did what to which row: written in the transaction that did it, never changed.
CREATE TABLE audit_events (
    desk_id        uuid NOT NULL REFERENCES desks,
    sequence       bigint GENERATED ALWAYS AS IDENTITY,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at             timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_id       uuid,
    key_id         uuid,
    request_id     text,
    action         text NOT NULL,
    subject        text NOT NULL,
    subject_id     uuid NOT NULL,
    details        jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (desk_id, sequence),
    FOREIGN KEY (desk_id, actor_id) REFERENCES members (desk_id, id),
    CONSTRAINT audit_events_action_form CHECK (action ~ '^[a-z]+(\.[a-z_]+)+$')
);
CREATE INDEX audit_events_subject_idx ON audit_events (desk_id, subject_id, sequence);
CREATE TRIGGER audit_events_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The answer that was given to a write, so that the same request sent again gets the same answer and does nothing.
CREATE TABLE idempotency_keys (
    desk_id     uuid NOT NULL,
    member_id   uuid NOT NULL,
    key         text NOT NULL,
    fingerprint bytea NOT NULL,
    answer      jsonb,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, member_id, key),
    FOREIGN KEY (desk_id, member_id) REFERENCES members (desk_id, id),
    CONSTRAINT idempotency_keys_key_length CHECK (char_length(key) BETWEEN 1 AND 255),
    CONSTRAINT idempotency_keys_fingerprint_length CHECK (octet_length(fingerprint) = 32)
);
CREATE INDEX idempotency_keys_created_idx ON idempotency_keys (created_at);
