-- Editors give claims to reviewers, and those who may see a claim talk about it.

-- A claim given to a reviewer: who gave it, until when it is kept for them, and how that ended. It is open while a slot names it.
CREATE TABLE assignments (
    desk_id     uuid NOT NULL,
    id          uuid NOT NULL,
    claim_id    uuid NOT NULL,
    member_id   uuid NOT NULL,
    assigned_by uuid NOT NULL,
    due_at      timestamptz,
    assigned_at timestamptz NOT NULL DEFAULT now(),
    ended_at    timestamptz,
    ending      text,
    CONSTRAINT assignments_pkey PRIMARY KEY (desk_id, id),
    CONSTRAINT assignments_claim_fkey FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    CONSTRAINT assignments_member_fkey FOREIGN KEY (desk_id, member_id) REFERENCES members (desk_id, id),
    CONSTRAINT assignments_assigned_by_fkey FOREIGN KEY (desk_id, assigned_by) REFERENCES members (desk_id, id),
    CONSTRAINT assignments_ending_known CHECK (ending IN ('done', 'declined', 'withdrawn')),
    CONSTRAINT assignments_ended_has_ending CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CONSTRAINT assignments_due_later CHECK (due_at > assigned_at)
);
CREATE INDEX assignments_claim_idx ON assignments (desk_id, claim_id, id);
CREATE INDEX assignments_open_idx ON assignments (desk_id, member_id, id) WHERE ended_at IS NULL;

-- A slot that is kept for somebody, and what that adds to its rank. Once it is overdue anybody may take it.
ALTER TABLE review_slots
    ADD COLUMN assignment_id uuid,
    ADD COLUMN assigned_to uuid,
    ADD COLUMN due_at timestamptz,
    ADD COLUMN raised double precision NOT NULL DEFAULT 0,
    ADD CONSTRAINT review_slots_assignment_fkey FOREIGN KEY (desk_id, assignment_id)
        REFERENCES assignments (desk_id, id),
    ADD CONSTRAINT review_slots_assigned_as_a_whole
        CHECK ((assignment_id IS NULL) = (assigned_to IS NULL) AND (assigned_to IS NOT NULL OR due_at IS NULL)),
    ADD CONSTRAINT review_slots_raised_if_assigned CHECK (assigned_to IS NOT NULL OR raised = 0),
    ADD CONSTRAINT review_slots_done_is_kept_for_nobody CHECK (state <> 'done' OR assigned_to IS NULL),
    ADD CONSTRAINT review_slots_assignee_holds CHECK (state <> 'leased' OR assigned_to IS NULL OR assigned_to = reviewer_id),
    ADD CONSTRAINT review_slots_not_assigned_own_article CHECK (assigned_to <> submitted_by);
CREATE UNIQUE INDEX review_slots_assigned_key ON review_slots (desk_id, claim_id, assigned_to)
    WHERE assigned_to IS NOT NULL;
CREATE UNIQUE INDEX review_slots_assignment_key ON review_slots (desk_id, assignment_id)
    WHERE assignment_id IS NOT NULL;

-- What members say to each other about a claim, kept apart from its reviews. Open: it can carry nobody's judgement to those
-- who may yet be asked for a review, as its author will not be asked and could not read a review when writing it.
CREATE TABLE comments (
    desk_id    uuid NOT NULL,
    id         uuid NOT NULL,
    claim_id   uuid NOT NULL,
    author_id  uuid NOT NULL,
    text       text NOT NULL,
    open       boolean NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT comments_pkey PRIMARY KEY (desk_id, id),
    CONSTRAINT comments_claim_fkey FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    CONSTRAINT comments_author_fkey FOREIGN KEY (desk_id, author_id) REFERENCES members (desk_id, id),
    CONSTRAINT comments_say_something CHECK (text <> '')
);
CREATE INDEX comments_claim_idx ON comments (desk_id, claim_id, id);
CREATE TRIGGER comments_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON comments
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
