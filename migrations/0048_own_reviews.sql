-- A reviewer's own reviews, the newest first.
CREATE INDEX reviews_reviewer_idx ON reviews (desk_id, reviewer_id, id);
