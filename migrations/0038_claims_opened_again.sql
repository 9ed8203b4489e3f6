-- A claim whose verdict was retracted may be checked anew. Until another verdict of it is published, its page tells that the
-- last one was retracted.
ALTER TABLE claims
    ADD COLUMN reopened_at timestamptz,
    ADD CONSTRAINT claims_reopened_was_public CHECK (reopened_at IS NULL OR published_at IS NOT NULL);

ALTER TABLE ledger_entries
    DROP CONSTRAINT ledger_entries_kind_known,
    ADD CONSTRAINT ledger_entries_kind_known CHECK (kind IN ('publication', 'pause', 'resumption', 'clarification',
        'update', 'correction', 'retraction', 'reopening', 'no_change'));
DROP INDEX ledger_entries_corrections_idx;
CREATE INDEX ledger_entries_corrections_idx ON ledger_entries (desk_id, entered_at DESC, id DESC)
    WHERE kind IN ('clarification', 'update', 'correction', 'retraction', 'reopening');
