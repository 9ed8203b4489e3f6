-- A reviewer's own reviews, the newest first. Without the desk, which their reviewer tells: whoever looks up a review by desk
-- and id is to be led by its key, whatever Postgres knows of the table.
CREATE INDEX reviews_reviewer_idx ON reviews (reviewer_id, id);
