-- Desks (the tenants), their members and the keys they sign in with.
-- Every table of a desk carries desk_id as the first part of its key, and every reference between such tables
-- carries it too: a row of one desk cannot point at a row of another, and a sharded Postgres can distribute by it.

-- Rows that are a record of what happened are never changed: a change is a new row.
CREATE FUNCTION refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'rows of % are immutable', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TABLE desks (
    id               uuid PRIMARY KEY,
    slug             text NOT NULL,
    name             text NOT NULL,
    required_reviews integer NOT NULL DEFAULT 2,
    lease_seconds    integer NOT NULL DEFAULT 900,
    live_leases      integer NOT NULL DEFAULT 20,
    agreement        text NOT NULL DEFAULT 'same',
    queue_score      double precision NOT NULL DEFAULT 0.2,
    minimum_evidence integer NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT desks_slug_key UNIQUE (slug),
    CONSTRAINT desks_slug_form CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    CONSTRAINT desks_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT desks_required_reviews_range CHECK (required_reviews BETWEEN 1 AND 20),
    CONSTRAINT desks_lease_seconds_range CHECK (lease_seconds BETWEEN 1 AND 86400),
    CONSTRAINT desks_live_leases_range CHECK (live_leases BETWEEN 1 AND 1000),
    CONSTRAINT desks_agreement_known CHECK (agreement IN ('same', 'adjacent', 'direction')),
    CONSTRAINT desks_queue_score_range CHECK (queue_score BETWEEN 0 AND 1),
    CONSTRAINT desks_minimum_evidence_range CHECK (minimum_evidence BETWEEN 0 AND 100)
);

CREATE TABLE members (
    desk_id        uuid NOT NULL REFERENCES desks,
    id             uuid NOT NULL,
    name           text NOT NULL,
    email          text,
    roles          text[] NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    deactivated_at timestamptz,
    PRIMARY KEY (desk_id, id),
    CONSTRAINT members_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT members_roles_known
        CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['submitter', 'reviewer', 'editor', 'auditor', 'admin'])
);
CREATE UNIQUE INDEX members_email_key ON members (desk_id, lower(email));

-- A key is shown once and stored as the SHA-256 of its secret (32 random bytes, so no salt or stretching is needed).
CREATE TABLE keys (
    desk_id      uuid NOT NULL,
    id           uuid NOT NULL,
    member_id    uuid NOT NULL,
    name         text NOT NULL,
    roles        text[] NOT NULL,
    hint         text NOT NULL,
    secret_hash  bytea NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, member_id) REFERENCES members (desk_id, id),
    CONSTRAINT keys_secret_hash_key UNIQUE (secret_hash),
    CONSTRAINT keys_secret_hash_length CHECK (octet_length(secret_hash) = 32),
    CONSTRAINT keys_roles_known
        CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['submitter', 'reviewer', 'editor', 'auditor', 'admin'])
);
CREATE INDEX keys_member_idx ON keys (desk_id, member_id);
