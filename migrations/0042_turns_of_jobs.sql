-- A line for each desk. Jobs that wait for their time (scheduled, retryable) become available when it has come, so that a
-- fetch reads nothing but jobs that can be begun. turn orders a line: microseconds since 1970 at which a job began to wait,
-- a point of priority counting as five minutes of waiting. All jobs age alike, so a turn never changes by itself, and
-- none waits for ever behind others of a higher priority.
DROP INDEX jobs_fetch_idx;
ALTER TABLE jobs ADD COLUMN turn bigint NOT NULL GENERATED ALWAYS AS
    ((date_part('epoch', run_at AT TIME ZONE 'UTC') * 1e6)::bigint - priority * 300000000::bigint) STORED;
CREATE INDEX jobs_line_idx ON jobs (desk_id, turn, id) WHERE state = 'available';
CREATE INDEX jobs_due_idx ON jobs (run_at) WHERE state IN ('scheduled', 'retryable');

-- A row comes here from jobs, where its desk was looked up, in the statement that ends the job: looking it up again is a
-- query for each row.
ALTER TABLE job_history DROP CONSTRAINT job_history_desk_id_fkey;
