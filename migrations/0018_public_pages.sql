-- What the public reads: pages and feeds of what a desk has published.
ALTER TABLE desks
    ADD COLUMN public_pages boolean NOT NULL DEFAULT true,
    -- The page of a verdict names who decided it.
    ADD COLUMN public_names boolean NOT NULL DEFAULT false,
    -- For caches: when name, policy or scale were last changed.
    ADD COLUMN changed_at   timestamptz NOT NULL DEFAULT now();

-- For caches: an answer may be recorded long after it was given.
ALTER TABLE reply_attempts
    ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();

-- What the public sees of a desk, the newest first, and by the words of statement and claimant.
CREATE INDEX claims_public_idx ON claims (desk_id, published_at DESC, id DESC)
    WHERE status IN ('published', 'corrected') AND NOT paused;
CREATE INDEX claims_public_words_idx ON claims
    USING gin (to_tsvector('simple', statement || ' ' || coalesce(claimant_name, '')))
    WHERE status IN ('published', 'corrected') AND NOT paused;
CREATE INDEX verdicts_rating_idx ON verdicts (desk_id, rating);

-- What was said in public last; and the corrections among it, which are few.
CREATE INDEX ledger_entries_time_idx ON ledger_entries (desk_id, entered_at DESC, id DESC);
CREATE INDEX ledger_entries_corrections_idx ON ledger_entries (desk_id, entered_at DESC, id DESC)
    WHERE kind IN ('clarification', 'update', 'correction', 'retraction');
