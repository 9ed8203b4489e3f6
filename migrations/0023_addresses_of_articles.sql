-- An article without an id of the newsroom's own is known by its page, however the address is written. Articles of older
-- releases get the one form of their address from the worker, which knows the rule.
ALTER TABLE articles ADD COLUMN canonical_url text;
CREATE INDEX articles_page_idx ON articles (desk_id, md5(canonical_url)) WHERE external_id IS NULL;
CREATE INDEX articles_page_unknown_idx ON articles (desk_id, id) WHERE url IS NOT NULL AND canonical_url IS NULL;
