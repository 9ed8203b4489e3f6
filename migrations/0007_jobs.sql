-- Work for the worker. jobs holds live work only, so that it stays small under SKIP LOCKED; a job that has come to its
-- end moves to job_history in the statement that ended it.
CREATE SEQUENCE job_tokens AS bigint;

CREATE TABLE jobs (
    id               uuid PRIMARY KEY,
    desk_id          uuid NOT NULL REFERENCES desks,
    kind             text NOT NULL,
    payload          jsonb NOT NULL,
    state            text NOT NULL,
    priority         integer NOT NULL DEFAULT 0,
    run_at           timestamptz NOT NULL DEFAULT now(),
    attempt          integer NOT NULL DEFAULT 0,
    max_attempts     integer NOT NULL DEFAULT 8,
    unique_key       text,
    token            bigint,
    worker           text,
    lease_expires_at timestamptz,
    last_error       text,
    created_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT jobs_kind_form CHECK (kind ~ '^[a-z][a-z0-9_]{0,62}$'),
    CONSTRAINT jobs_state_known CHECK (state IN ('scheduled', 'available', 'running', 'retryable')),
    CONSTRAINT jobs_attempt_range CHECK (attempt BETWEEN 0 AND max_attempts),
    CONSTRAINT jobs_running_has_lease
        CHECK ((state = 'running') = (num_nonnulls(token, worker, lease_expires_at) = 3)),
    CONSTRAINT jobs_waiting_has_no_lease
        CHECK (state = 'running' OR num_nonnulls(token, worker, lease_expires_at) = 0),
    CONSTRAINT jobs_retryable_has_error CHECK (state <> 'retryable' OR last_error IS NOT NULL)
);
CREATE UNIQUE INDEX jobs_unique_key ON jobs (desk_id, kind, unique_key) WHERE unique_key IS NOT NULL;
CREATE INDEX jobs_fetch_idx ON jobs (priority DESC, run_at, id) WHERE state <> 'running';
CREATE INDEX jobs_lease_idx ON jobs (lease_expires_at) WHERE state = 'running';

CREATE TABLE job_history (
    id           uuid PRIMARY KEY,
    desk_id      uuid NOT NULL REFERENCES desks,
    kind         text NOT NULL,
    payload      jsonb NOT NULL,
    state        text NOT NULL,
    priority     integer NOT NULL,
    run_at       timestamptz NOT NULL,
    attempt      integer NOT NULL,
    max_attempts integer NOT NULL,
    unique_key   text,
    last_error   text,
    created_at   timestamptz NOT NULL,
    finished_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT job_history_state_known CHECK (state IN ('completed', 'discarded', 'cancelled')),
    CONSTRAINT job_history_discarded_has_error CHECK (state <> 'discarded' OR last_error IS NOT NULL)
);
CREATE INDEX job_history_finished_idx ON job_history (finished_at);

-- Every error that a job met, the last ones kept when the job itself is long done.
CREATE TABLE job_errors (
    job_id  uuid NOT NULL,
    attempt integer NOT NULL,
    worker  text NOT NULL,
    error   text NOT NULL,
    at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX job_errors_job_idx ON job_errors (job_id, at);
