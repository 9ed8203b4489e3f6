-- What has become of a claim's words in its article since they were checked.
ALTER TABLE claims
    ADD COLUMN appearance text NOT NULL DEFAULT 'unchanged',
    ADD COLUMN appearance_at timestamptz,
    -- For the public.
    ADD COLUMN appearance_note text,
    ADD CONSTRAINT claims_appearance_known CHECK (appearance IN ('unchanged', 'changed', 'corrected', 'removed')),
    ADD CONSTRAINT claims_appearance_has_time CHECK (appearance = 'unchanged' OR appearance_at IS NOT NULL),
    ADD CONSTRAINT claims_appearance_note_not_empty CHECK (appearance_note <> '');

-- Until now nobody was told that a newer version does not have the words of a verdict any more.
UPDATE claims c
SET appearance = 'changed', appearance_at = e.ready_at, revision = c.revision + 1
FROM articles a
JOIN article_versions w ON w.desk_id = a.desk_id AND w.article_id = a.id AND w.number = a.latest_version
JOIN extractions e ON e.desk_id = w.desk_id AND e.version_id = w.id
WHERE a.desk_id = c.desk_id AND a.id = c.article_id AND c.version_id <> w.id AND e.status = 'ready'
  AND c.status IN ('decided', 'published', 'corrected', 'retracted')
  AND NOT EXISTS (
    SELECT FROM anchors h
    WHERE h.desk_id = c.desk_id AND h.claim_id = c.id AND h.version_id = c.version_id AND h.main
      AND position(h.exact IN w.body) > 0);

-- Which wait for an editor, and how many there are of each.
CREATE INDEX claims_appearance_idx ON claims (desk_id, appearance, id DESC)
    WHERE status IN ('decided', 'published', 'corrected', 'retracted');
