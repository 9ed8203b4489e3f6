-- How much of a checked article's own text goes out with its verdicts. Desks that there are begin with the careful value too.
ALTER TABLE desks
    ADD COLUMN article_text text NOT NULL DEFAULT 'passages'
        CONSTRAINT desks_article_text_check CHECK (article_text IN ('whole', 'passages', 'none'));
