-- Triage beyond queueing and dismissing, the desk's own rules for it, and articles that are killed or held back.

-- Nothing of the article goes out before this time.
ALTER TABLE articles ADD COLUMN embargo_until timestamptz;

-- What the story is about, in the newsroom's own words.
ALTER TABLE article_versions
    ADD COLUMN topics text[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT article_versions_topics_few CHECK (cardinality(topics) <= 20);

ALTER TABLE extractions
    ADD COLUMN withdrawal_reason text,
    ADD CONSTRAINT extractions_withdrawn_has_reason
        CHECK ((status = 'withdrawn') = (withdrawal_reason IS NOT NULL)),
    ADD CONSTRAINT extractions_withdrawal_reason_not_empty CHECK (withdrawal_reason <> '');

-- A claim that says the same as another goes into it; a part of a claim can be a claim of its own.
ALTER TABLE claims
    ADD COLUMN merged_into uuid,
    ADD COLUMN split_from uuid,
    ADD CONSTRAINT claims_merged_into_fkey FOREIGN KEY (desk_id, merged_into) REFERENCES claims (desk_id, id),
    ADD CONSTRAINT claims_split_from_fkey FOREIGN KEY (desk_id, split_from) REFERENCES claims (desk_id, id),
    ADD CONSTRAINT claims_merged_has_target CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
    ADD CONSTRAINT claims_merged_into_another CHECK (merged_into <> id),
    ADD CONSTRAINT claims_split_from_another CHECK (split_from <> id);
CREATE INDEX claims_merged_into_idx ON claims (desk_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX claims_split_from_idx ON claims (desk_id, split_from) WHERE split_from IS NOT NULL;
-- The balance report counts the claims that were found in a stretch of time.
CREATE INDEX claims_created_idx ON claims (desk_id, created_at);

-- The desk's rules for claims that were just found, in order: the first that fits decides. A change is a new set, so
-- that a decision that was logged can be explained by the very rule that made it.
CREATE TABLE triage_rule_sets (
    desk_id   uuid NOT NULL REFERENCES desks,
    revision  integer NOT NULL,
    member_id uuid NOT NULL,
    set_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, revision),
    FOREIGN KEY (desk_id, member_id) REFERENCES members (desk_id, id),
    CONSTRAINT triage_rule_sets_revision_positive CHECK (revision >= 1)
);
CREATE TRIGGER triage_rule_sets_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON triage_rule_sets
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE triage_rules (
    desk_id  uuid NOT NULL,
    revision integer NOT NULL,
    position integer NOT NULL,
    name     text NOT NULL,
    rule     jsonb NOT NULL,
    PRIMARY KEY (desk_id, revision, position),
    FOREIGN KEY (desk_id, revision) REFERENCES triage_rule_sets (desk_id, revision),
    CONSTRAINT triage_rules_name_key UNIQUE (desk_id, revision, name),
    -- Names under which the desk's score and its rule of skips decide.
    CONSTRAINT triage_rules_name_free CHECK (name NOT IN ('queue_score', 'skip_limit')),
    CONSTRAINT triage_rules_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT triage_rules_position_positive CHECK (position >= 1)
);
CREATE TRIGGER triage_rules_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON triage_rules
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Into which claim one was merged, and of which set the rule is that decided.
ALTER TABLE triage_decisions
    ADD COLUMN into_id uuid,
    ADD COLUMN rule_revision integer,
    ADD CONSTRAINT triage_decisions_into_fkey FOREIGN KEY (desk_id, into_id) REFERENCES claims (desk_id, id),
    ADD CONSTRAINT triage_decisions_merge_has_target CHECK ((decision = 'merge') = (into_id IS NOT NULL)),
    ADD CONSTRAINT triage_decisions_rule_fkey
        FOREIGN KEY (desk_id, rule_revision, rule) REFERENCES triage_rules (desk_id, revision, name),
    ADD CONSTRAINT triage_decisions_revision_is_of_a_rule CHECK (rule_revision IS NULL OR rule IS NOT NULL);
