-- An answer is kept as it was sent, so that a newer release, whose answers have more in them, gives it again as it was.
-- The column answer has it in the form of older releases, of which some may go on for a while beside this one.
ALTER TABLE idempotency_keys
    ADD COLUMN status  smallint,
    ADD COLUMN headers jsonb,
    ADD COLUMN body    text,
    ADD CONSTRAINT idempotency_keys_sent_whole CHECK (num_nulls(status, headers, body) IN (0, 3)),
    ADD CONSTRAINT idempotency_keys_sent_status CHECK (status BETWEEN 200 AND 299);
