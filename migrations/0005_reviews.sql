-- The reviewers' queue: slots, the leases that were held on them, drafts, reviews and evidence.

-- Each take gets a token greater than every one before it: a fencing token.
CREATE SEQUENCE lease_tokens AS bigint;

-- One slot for each review that a claim needs. required_reviews repeats the claim's own number (the foreign key keeps
-- it equal), so that the check below refuses a slot more than the claim needs.
CREATE TABLE review_slots (
    desk_id          uuid NOT NULL,
    id               uuid NOT NULL,
    claim_id         uuid NOT NULL,
    article_id       uuid NOT NULL,
    submitted_by     uuid NOT NULL,
    ordinal          integer NOT NULL,
    required_reviews integer NOT NULL,
    rank             double precision NOT NULL,
    state            text NOT NULL DEFAULT 'open',
    reviewer_id      uuid,
    lease_id         uuid,
    token            bigint,
    lease_expires_at timestamptz,
    opened_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, claim_id, required_reviews) REFERENCES claims (desk_id, id, required_reviews)
        ON UPDATE CASCADE,
    FOREIGN KEY (desk_id, reviewer_id) REFERENCES members (desk_id, id),
    CONSTRAINT review_slots_claim_key UNIQUE (desk_id, id, claim_id),
    -- Deferrable: checked at the end of the statement, so that slots can be numbered anew by one.
    CONSTRAINT review_slots_ordinal_key UNIQUE (desk_id, claim_id, ordinal) DEFERRABLE,
    CONSTRAINT review_slots_no_more_than_required CHECK (ordinal BETWEEN 1 AND required_reviews),
    CONSTRAINT review_slots_state_known CHECK (state IN ('open', 'leased', 'done')),
    CONSTRAINT review_slots_open_is_free
        CHECK (state <> 'open' OR num_nonnulls(reviewer_id, lease_id, token, lease_expires_at) = 0),
    CONSTRAINT review_slots_taken_has_holder
        CHECK (state = 'open' OR num_nulls(reviewer_id, lease_id, token, lease_expires_at) = 0),
    CONSTRAINT review_slots_not_own_article CHECK (reviewer_id <> submitted_by)
);
-- Nobody holds or fills two slots of one claim.
CREATE UNIQUE INDEX review_slots_reviewer_key ON review_slots (desk_id, claim_id, reviewer_id)
    WHERE state <> 'open';
CREATE INDEX review_slots_open_idx ON review_slots (desk_id, rank DESC, claim_id, id) WHERE state = 'open';
CREATE INDEX review_slots_leased_idx ON review_slots (desk_id, lease_expires_at) WHERE state = 'leased';

-- Every lease that was ever held: who, until when, and how it ended.
CREATE TABLE leases (
    desk_id    uuid NOT NULL,
    id         uuid NOT NULL,
    slot_id    uuid NOT NULL,
    claim_id   uuid NOT NULL,
    member_id  uuid NOT NULL,
    token      bigint NOT NULL,
    taken_at   timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz,
    ending     text,
    reason     text,
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    FOREIGN KEY (desk_id, member_id) REFERENCES members (desk_id, id),
    CONSTRAINT leases_held_key UNIQUE (desk_id, id, slot_id, claim_id, member_id),
    CONSTRAINT leases_ending_known CHECK (ending IN ('submitted', 'released', 'skipped', 'expired', 'withdrawn')),
    CONSTRAINT leases_ended_has_ending CHECK ((ended_at IS NULL) = (ending IS NULL))
);
CREATE INDEX leases_live_idx ON leases (desk_id, member_id) WHERE ended_at IS NULL;

-- A claim that a reviewer skipped is not offered to them again.
CREATE TABLE skips (
    desk_id    uuid NOT NULL,
    claim_id   uuid NOT NULL,
    member_id  uuid NOT NULL,
    reason     text,
    skipped_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, claim_id, member_id),
    FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    FOREIGN KEY (desk_id, member_id) REFERENCES members (desk_id, id)
);

-- What a reviewer has written and not yet submitted; outlives the lease. content is as the reviewer sent it.
CREATE TABLE drafts (
    desk_id   uuid NOT NULL,
    claim_id  uuid NOT NULL,
    member_id uuid NOT NULL,
    content   jsonb NOT NULL,
    origin    text NOT NULL,
    saved_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, claim_id, member_id),
    FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    FOREIGN KEY (desk_id, member_id) REFERENCES members (desk_id, id),
    CONSTRAINT drafts_origin_known CHECK (origin IN ('saved', 'lease-lost'))
);

CREATE TABLE reviews (
    desk_id       uuid NOT NULL,
    id            uuid NOT NULL,
    claim_id      uuid NOT NULL,
    slot_id       uuid NOT NULL,
    lease_id      uuid NOT NULL,
    reviewer_id   uuid NOT NULL,
    scale_id      uuid NOT NULL,
    scale_version integer NOT NULL,
    rating        text NOT NULL,
    rationale     text NOT NULL,
    submitted_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, id),
    -- The review was written under a lease that this reviewer held on this slot of this claim.
    FOREIGN KEY (desk_id, lease_id, slot_id, claim_id, reviewer_id)
        REFERENCES leases (desk_id, id, slot_id, claim_id, member_id),
    FOREIGN KEY (desk_id, slot_id, claim_id) REFERENCES review_slots (desk_id, id, claim_id),
    FOREIGN KEY (desk_id, scale_id, scale_version, rating) REFERENCES ratings (desk_id, scale_id, scale_version, key),
    CONSTRAINT reviews_claim_key UNIQUE (desk_id, claim_id, id),
    CONSTRAINT reviews_one_a_slot UNIQUE (desk_id, slot_id),
    CONSTRAINT reviews_one_a_person UNIQUE (desk_id, claim_id, reviewer_id),
    CONSTRAINT reviews_rationale_not_empty CHECK (rationale <> '')
);
CREATE TRIGGER reviews_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A review is stored only in the transaction that ended its own lease while that lease was live.
CREATE FUNCTION review_needs_its_lease() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF NOT EXISTS (
        SELECT 1
        FROM review_slots
        WHERE desk_id = NEW.desk_id AND id = NEW.slot_id AND state = 'done' AND lease_id = NEW.lease_id
          AND reviewer_id = NEW.reviewer_id AND lease_expires_at > NEW.submitted_at
    ) THEN
        RAISE EXCEPTION 'the lease of this review is not the live one of its slot'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reviews_under_live_lease', TABLE = 'reviews';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER reviews_under_live_lease BEFORE INSERT ON reviews
    FOR EACH ROW EXECUTE FUNCTION review_needs_its_lease();

-- A cited item. It belongs to a claim; review_id tells with which review it came (null: an editor added it).
CREATE TABLE evidence (
    desk_id      uuid NOT NULL,
    id           uuid NOT NULL,
    claim_id     uuid NOT NULL,
    review_id    uuid,
    added_by     uuid NOT NULL,
    position     integer NOT NULL,
    url          text NOT NULL,
    title        text,
    publisher    text,
    quote        text,
    stance       text NOT NULL,
    kind         text,
    interest     text,
    retrieved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    FOREIGN KEY (desk_id, claim_id, review_id) REFERENCES reviews (desk_id, claim_id, id),
    FOREIGN KEY (desk_id, added_by) REFERENCES members (desk_id, id),
    CONSTRAINT evidence_claim_key UNIQUE (desk_id, claim_id, id),
    CONSTRAINT evidence_url_is_web CHECK (url ~* '^https?://'),
    CONSTRAINT evidence_stance_known CHECK (stance IN ('supports', 'refutes', 'context')),
    CONSTRAINT evidence_kind_known CHECK (kind IN ('primary', 'secondary', 'expert', 'claimant'))
);
CREATE INDEX evidence_claim_idx ON evidence (desk_id, claim_id, position);
