-- What the extractor noted about a claim's words: the dates that they mention, resolved against the day of publication
-- (with offsets into the text of the claim's latest version), the figures and the names in them.
ALTER TABLE claims
    ADD COLUMN annotations jsonb NOT NULL DEFAULT '{"dates": [], "figures": [], "names": []}',
    -- The claimant is a body, not a person.
    ADD COLUMN claimant_is_organization boolean NOT NULL DEFAULT false;

-- Where else a version says what a claim says.
CREATE INDEX anchors_repeats_idx ON anchors (desk_id, claim_id, version_id, start_offset) WHERE NOT main;

-- Claims of one version that contradict each other, each pair in both directions.
CREATE TABLE claim_conflicts (
    desk_id    uuid NOT NULL,
    claim_id   uuid NOT NULL,
    version_id uuid NOT NULL,
    other_id   uuid NOT NULL,
    PRIMARY KEY (desk_id, claim_id, version_id, other_id),
    FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    FOREIGN KEY (desk_id, other_id) REFERENCES claims (desk_id, id),
    FOREIGN KEY (desk_id, version_id) REFERENCES article_versions (desk_id, id),
    CONSTRAINT claim_conflicts_two_claims CHECK (claim_id <> other_id)
);
CREATE TRIGGER claim_conflicts_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_conflicts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
