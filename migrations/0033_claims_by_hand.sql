-- Claims that people add: also in the headline, and with a source where they stand nowhere in the text.
ALTER TABLE claims
    ADD COLUMN added_by     uuid,
    -- Where it was found, as whoever added it said.
    ADD COLUMN source_title text,
    ADD COLUMN source_url   text,
    ADD CONSTRAINT claims_added_by_fkey FOREIGN KEY (desk_id, added_by) REFERENCES members (desk_id, id),
    ADD CONSTRAINT claims_source_is_of_added CHECK (added_by IS NOT NULL OR num_nonnulls(source_title, source_url) = 0),
    ADD CONSTRAINT claims_source_title_not_empty CHECK (source_title <> ''),
    ADD CONSTRAINT claims_source_url_is_web CHECK (source_url ~* '^https?://');
CREATE INDEX claims_added_idx ON claims (desk_id, article_id) WHERE added_by IS NOT NULL;

-- What of the version the offsets count in.
ALTER TABLE anchors
    ADD COLUMN part text NOT NULL DEFAULT 'text',
    ADD CONSTRAINT anchors_part_known CHECK (part IN ('title', 'text'));
DROP INDEX anchors_place_key;
CREATE UNIQUE INDEX anchors_place_key ON anchors (desk_id, version_id, start_offset, end_offset, part) WHERE main;

ALTER TABLE desks
    ADD COLUMN reviewers_add_claims  boolean NOT NULL DEFAULT false,
    ADD COLUMN submitters_add_claims boolean NOT NULL DEFAULT false;
