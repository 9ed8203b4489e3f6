-- What an entry changed about a published claim, each with what stood before and what stands after it:
-- [{"field": …, "before": …, "after": …}].
ALTER TABLE ledger_entries
    ADD COLUMN changes jsonb,
    ADD CONSTRAINT ledger_entries_changes_are_some CHECK (jsonb_typeof(changes) = 'array' AND changes <> '[]');
-- Whose answers are those of the claimant that the claim has now.
CREATE INDEX ledger_entries_claimant_idx ON ledger_entries (desk_id, claim_id, entered_at)
    WHERE changes @> '[{"field": "claimant"}]';
