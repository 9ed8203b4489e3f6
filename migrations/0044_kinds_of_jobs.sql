-- A fetch and an end write a job's row anew, and with it every check of the table is made again. The form of its kind is looked
-- at where a kind is written, and its lease in one check of fewer steps.
CREATE DOMAIN job_kind AS text CONSTRAINT job_kind_form CHECK (VALUE ~ '^[a-z][a-z0-9_]{0,62}$');
ALTER TABLE jobs
    DROP CONSTRAINT jobs_kind_form,
    DROP CONSTRAINT jobs_running_has_lease,
    DROP CONSTRAINT jobs_waiting_has_no_lease,
    ALTER COLUMN kind TYPE job_kind,
    ADD CONSTRAINT jobs_running_has_lease CHECK (
        CASE WHEN state = 'running' THEN token IS NOT NULL AND worker IS NOT NULL AND lease_expires_at IS NOT NULL
        ELSE token IS NULL AND worker IS NULL AND lease_expires_at IS NULL END);
