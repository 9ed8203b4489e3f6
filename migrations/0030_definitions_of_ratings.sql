-- What a rating means, for reviewers and readers.
ALTER TABLE ratings
    ADD COLUMN definition text,
    ADD CONSTRAINT ratings_definition_not_empty CHECK (definition <> '');
