-- Discarded jobs are few among those that ended, and operators count those of the last day.
CREATE INDEX job_history_discarded_idx ON job_history (finished_at) WHERE state = 'discarded';
