-- What is checked need not be an article: a speech, a post, an image with what it shows.
ALTER TABLE article_versions
    ADD COLUMN kind        text NOT NULL DEFAULT 'article',
    -- What an image or a video shows, in the newsroom's words; body is what is said or written in it.
    ADD COLUMN description text,
    ADD COLUMN said_by     text,
    ADD COLUMN said_at     timestamptz,
    ADD COLUMN said_in     text,
    ADD CONSTRAINT article_versions_kind_known CHECK (kind IN ('article', 'speech', 'post', 'interview', 'transcript',
        'image', 'video', 'tip')),
    ADD CONSTRAINT article_versions_description_not_empty CHECK (description <> ''),
    ADD CONSTRAINT article_versions_seen_is_described
        CHECK (kind NOT IN ('image', 'video') OR description IS NOT NULL),
    DROP CONSTRAINT article_versions_body_not_empty,
    ADD CONSTRAINT article_versions_body_not_empty CHECK (body <> '' OR kind IN ('image', 'video'));
