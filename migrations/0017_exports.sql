-- Files of verdicts that editors ask for: made by a worker, kept in pieces until they expire.
CREATE TABLE exports (
    desk_id      uuid NOT NULL REFERENCES desks,
    id           uuid NOT NULL,
    -- The format, the filter and how it is written.
    request      jsonb NOT NULL,
    -- Where the public reaches the desk's pages, which the files name.
    server       text NOT NULL,
    state        text NOT NULL DEFAULT 'queued',
    job_id       uuid NOT NULL,
    requested_by uuid NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    started_at   timestamptz,
    finished_at  timestamptz,
    expires_at   timestamptz,
    done         bigint NOT NULL DEFAULT 0,
    total        bigint,
    -- Whose pieces are the file: each attempt writes its own, so that two workers can never mix theirs.
    build        bigint,
    bytes        bigint,
    sha256       bytea,
    manifest     jsonb,
    error        text,
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, requested_by) REFERENCES members (desk_id, id),
    CONSTRAINT exports_state_known
        CHECK (state IN ('queued', 'running', 'ready', 'failed', 'cancelled', 'expired')),
    CONSTRAINT exports_running_has_build CHECK (state NOT IN ('running', 'ready') OR build IS NOT NULL),
    CONSTRAINT exports_finished_has_time CHECK ((state IN ('queued', 'running')) = (finished_at IS NULL)),
    CONSTRAINT exports_ready_is_whole
        CHECK (state NOT IN ('ready', 'expired') OR num_nulls(bytes, sha256, manifest, expires_at) = 0),
    CONSTRAINT exports_failed_has_error CHECK (state <> 'failed' OR error IS NOT NULL),
    CONSTRAINT exports_sha256_length CHECK (octet_length(sha256) = 32)
);
-- A desk has a few under way at most, and old ones are looked for every hour.
CREATE INDEX exports_live_idx ON exports (state, expires_at) WHERE state IN ('queued', 'running', 'ready');

CREATE TABLE export_parts (
    desk_id   uuid NOT NULL,
    export_id uuid NOT NULL,
    build     bigint NOT NULL,
    -- The offset of its first byte in the file.
    start     bigint NOT NULL,
    content   bytea NOT NULL,
    PRIMARY KEY (desk_id, export_id, build, start),
    FOREIGN KEY (desk_id, export_id) REFERENCES exports (desk_id, id)
);
-- Pieces of a piece are read without unpacking the whole, and zips are packed already.
ALTER TABLE export_parts ALTER COLUMN content SET STORAGE EXTERNAL;

-- Verdicts in the order in which they are exported: by when they became public, or before that, were decided.
CREATE INDEX claims_verdict_date_idx ON claims (desk_id, (coalesce(published_at, decided_at)), id)
    WHERE decided_at IS NOT NULL;
