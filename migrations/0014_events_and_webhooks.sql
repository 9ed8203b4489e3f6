-- Live events are read from audit_events in an order in which nothing can appear behind what was read.
CREATE INDEX audit_events_order_idx ON audit_events (desk_id, transaction_id, sequence);

-- Addresses that are told of the desk's changes. secret signs what is sent, so it must be readable: whoever can read this
-- table can sign in the desk's name.
CREATE TABLE webhooks (
    desk_id                    uuid NOT NULL REFERENCES desks,
    id                         uuid NOT NULL,
    url                        text NOT NULL,
    events                     text[] NOT NULL,
    description                text,
    secret                     bytea NOT NULL,
    previous_secret            bytea,
    previous_secret_expires_at timestamptz,
    created_by                 uuid NOT NULL,
    created_at                 timestamptz NOT NULL DEFAULT now(),
    -- Told of what is done from then on.
    active_since               timestamptz NOT NULL DEFAULT clock_timestamp(),
    deactivated_at             timestamptz,
    deactivation_reason        text,
    deleted_at                 timestamptz,
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, created_by) REFERENCES members (desk_id, id),
    CONSTRAINT webhooks_url_is_web CHECK (url ~* '^https?://'),
    CONSTRAINT webhooks_events_not_empty CHECK (cardinality(events) > 0),
    -- Wiped when the webhook is deleted.
    CONSTRAINT webhooks_secret_length CHECK ((octet_length(secret) = 32) = (deleted_at IS NULL)),
    CONSTRAINT webhooks_previous_secret_ends
        CHECK ((previous_secret IS NULL) = (previous_secret_expires_at IS NULL)),
    CONSTRAINT webhooks_deactivated_has_reason CHECK ((deactivated_at IS NULL) = (deactivation_reason IS NULL)),
    CONSTRAINT webhooks_deleted_is_inactive CHECK (deleted_at IS NULL OR deactivated_at IS NOT NULL)
);
CREATE INDEX webhooks_active_idx ON webhooks (desk_id, id) WHERE deactivated_at IS NULL;

-- How far a desk's events have been made into deliveries.
CREATE TABLE webhook_cursors (
    desk_id        uuid PRIMARY KEY REFERENCES desks,
    transaction_id xid8 NOT NULL,
    sequence       bigint NOT NULL
);

-- One message to one webhook: made from the event after its commit, exactly once.
CREATE TABLE webhook_deliveries (
    desk_id         uuid NOT NULL,
    id              uuid NOT NULL,
    number          bigint GENERATED ALWAYS AS IDENTITY,
    webhook_id      uuid NOT NULL,
    -- Null for a test message.
    event_sequence  bigint,
    type            text NOT NULL,
    body            text NOT NULL,
    state           text NOT NULL DEFAULT 'pending',
    created_at      timestamptz NOT NULL DEFAULT now(),
    next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Tried until then.
    expires_at      timestamptz NOT NULL,
    attempts        integer NOT NULL DEFAULT 0,
    -- Attempts since it was made or replayed.
    tries           integer NOT NULL DEFAULT 0,
    token           bigint,
    leased_until    timestamptz,
    finished_at     timestamptz,
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, webhook_id) REFERENCES webhooks (desk_id, id),
    CONSTRAINT webhook_deliveries_event_key UNIQUE (desk_id, webhook_id, event_sequence),
    CONSTRAINT webhook_deliveries_state_known CHECK (state IN ('pending', 'delivered', 'dead', 'cancelled')),
    CONSTRAINT webhook_deliveries_finished_has_time CHECK ((state = 'pending') = (finished_at IS NULL)),
    CONSTRAINT webhook_deliveries_lease_whole CHECK ((token IS NULL) = (leased_until IS NULL)),
    CONSTRAINT webhook_deliveries_lease_is_pending CHECK (token IS NULL OR state = 'pending')
);
CREATE INDEX webhook_deliveries_due_idx ON webhook_deliveries (desk_id, webhook_id, next_attempt_at, number)
    WHERE state = 'pending';
CREATE INDEX webhook_deliveries_webhook_idx ON webhook_deliveries (desk_id, webhook_id, number DESC);
CREATE INDEX webhook_deliveries_finished_idx ON webhook_deliveries (finished_at) WHERE state <> 'pending';

CREATE TABLE webhook_attempts (
    desk_id      uuid NOT NULL,
    delivery_id  uuid NOT NULL,
    number       integer NOT NULL,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    milliseconds integer NOT NULL,
    status       integer,
    error        text,
    answer       text,
    PRIMARY KEY (desk_id, delivery_id, number),
    FOREIGN KEY (desk_id, delivery_id) REFERENCES webhook_deliveries (desk_id, id) ON DELETE CASCADE,
    CONSTRAINT webhook_attempts_came_to_something CHECK (num_nonnulls(status, error) = 1)
);
