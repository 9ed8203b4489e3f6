-- What one worker does for all of them now and then: a task's turn goes to whoever asks first once it is due, and a later
-- turn's token fences an earlier one's work.
CREATE TABLE upkeep (
    task     text PRIMARY KEY,
    token    bigint NOT NULL DEFAULT 0,
    worker   text,
    begun_at timestamptz NOT NULL DEFAULT '-infinity',
    CONSTRAINT upkeep_task_known CHECK (task IN ('rescue', 'tidying')),
    CONSTRAINT upkeep_begun_by_somebody CHECK ((token = 0) = (worker IS NULL))
);
INSERT INTO upkeep (task) VALUES ('rescue'), ('tidying');
