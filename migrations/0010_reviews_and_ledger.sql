-- Reviews in versions, evidence that editors add, the right of reply, and the ledger of what was made public.

-- A review is replaced by a new version or withdrawn, never changed. The slot names the one that counts.
ALTER TABLE review_slots ADD COLUMN review_id uuid;
UPDATE review_slots s
SET review_id = r.id
FROM reviews r
WHERE s.state = 'done' AND r.desk_id = s.desk_id AND r.slot_id = s.id;
ALTER TABLE review_slots
    ADD CONSTRAINT review_slots_done_has_review CHECK ((state = 'done') = (review_id IS NOT NULL)),
    -- Deferred: the slot is filled first, so that nobody else fills it, and its review is stored in the same transaction.
    ADD CONSTRAINT review_slots_review_fkey FOREIGN KEY (desk_id, claim_id, review_id)
        REFERENCES reviews (desk_id, claim_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE reviews
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN replaces uuid,
    -- Why it replaces the version before.
    ADD COLUMN reason text,
    -- Others' reviews could be seen when it was written: only a replacement can come so late.
    ADD COLUMN saw_others boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT reviews_one_a_slot,
    DROP CONSTRAINT reviews_one_a_person,
    ADD CONSTRAINT reviews_version_key UNIQUE (desk_id, claim_id, reviewer_id, version),
    ADD CONSTRAINT reviews_replaces_key UNIQUE (desk_id, replaces),
    ADD CONSTRAINT reviews_replaces_fkey FOREIGN KEY (desk_id, claim_id, replaces)
        REFERENCES reviews (desk_id, claim_id, id),
    ADD CONSTRAINT reviews_version_positive CHECK (version >= 1),
    ADD CONSTRAINT reviews_replacement_has_reason CHECK ((replaces IS NULL) = (reason IS NULL) AND reason <> ''),
    ADD CONSTRAINT reviews_later_version_replaces CHECK (replaces IS NULL OR version > 1);

-- A first version is stored only in the transaction that ended its own lease while that lease was live; a later one only
-- in the place of the one before it, by the same person, while that one counts.
CREATE OR REPLACE FUNCTION review_needs_its_lease() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF NOT EXISTS (
        SELECT 1
        FROM review_slots s
        WHERE s.desk_id = NEW.desk_id AND s.id = NEW.slot_id AND s.state = 'done' AND s.lease_id = NEW.lease_id
          AND s.reviewer_id = NEW.reviewer_id AND s.review_id = NEW.id
          AND (NEW.replaces IS NOT NULL OR s.lease_expires_at > NEW.submitted_at)
    ) THEN
        RAISE EXCEPTION 'the lease of this review is not the live one of its slot'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reviews_under_live_lease', TABLE = 'reviews';
    END IF;
    IF NEW.replaces IS NOT NULL AND NOT EXISTS (
        SELECT 1
        FROM reviews r
        WHERE r.desk_id = NEW.desk_id AND r.id = NEW.replaces AND r.slot_id = NEW.slot_id
          AND r.lease_id = NEW.lease_id AND r.reviewer_id = NEW.reviewer_id AND r.version = NEW.version - 1
    ) THEN
        RAISE EXCEPTION 'this review is not the next version of the one that it replaces'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reviews_next_version', TABLE = 'reviews';
    END IF;
    RETURN NEW;
END
$$;

CREATE TABLE review_withdrawals (
    desk_id      uuid NOT NULL,
    review_id    uuid NOT NULL,
    claim_id     uuid NOT NULL,
    withdrawn_by uuid NOT NULL,
    reason       text NOT NULL,
    withdrawn_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, review_id),
    FOREIGN KEY (desk_id, claim_id, review_id) REFERENCES reviews (desk_id, claim_id, id),
    FOREIGN KEY (desk_id, withdrawn_by) REFERENCES members (desk_id, id),
    CONSTRAINT review_withdrawals_reason_not_empty CHECK (reason <> '')
);
CREATE TRIGGER review_withdrawals_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON review_withdrawals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An editor asks a reviewer to look again. Open until the review is replaced, withdrawn, or the claim is decided.
CREATE TABLE review_returns (
    desk_id     uuid NOT NULL,
    id          uuid NOT NULL,
    review_id   uuid NOT NULL,
    claim_id    uuid NOT NULL,
    returned_by uuid NOT NULL,
    comment     text NOT NULL,
    returned_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, claim_id, review_id) REFERENCES reviews (desk_id, claim_id, id),
    FOREIGN KEY (desk_id, returned_by) REFERENCES members (desk_id, id),
    CONSTRAINT review_returns_comment_not_empty CHECK (comment <> '')
);
CREATE INDEX review_returns_review_idx ON review_returns (desk_id, review_id);
CREATE TRIGGER review_returns_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON review_returns
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The same page is the same item, however its address is written.
ALTER TABLE evidence
    ADD COLUMN canonical_url text,
    ADD COLUMN archived_url text,
    ADD COLUMN archive_sha256 bytea,
    ADD CONSTRAINT evidence_archived_url_is_web CHECK (archived_url ~* '^https?://'),
    ADD CONSTRAINT evidence_archive_sha256_length CHECK (octet_length(archive_sha256) = 32);
CREATE UNIQUE INDEX evidence_once_key ON evidence (desk_id, claim_id, md5(canonical_url)) WHERE review_id IS NULL;

-- Evidence of a review is part of what was reviewed: it changes with a new version of the review alone.
CREATE OR REPLACE FUNCTION refuse_change_of_cited_evidence() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF OLD.review_id IS NOT NULL THEN
        RAISE EXCEPTION 'evidence of a review is immutable' USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM verdict_evidence WHERE desk_id = OLD.desk_id AND evidence_id = OLD.id) THEN
        RAISE EXCEPTION 'evidence cited by a verdict is immutable' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;

-- Contact attempts with the claimant, and what they answered. The answer may come later, once.
CREATE TABLE reply_attempts (
    desk_id      uuid NOT NULL,
    id           uuid NOT NULL,
    claim_id     uuid NOT NULL,
    channel      text NOT NULL,
    contact      text NOT NULL,
    contacted_at timestamptz NOT NULL,
    message      text,
    answer       text,
    answered_at  timestamptz,
    recorded_by  uuid NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    FOREIGN KEY (desk_id, recorded_by) REFERENCES members (desk_id, id),
    CONSTRAINT reply_attempts_channel_known
        CHECK (channel IN ('email', 'phone', 'letter', 'social', 'in_person', 'other')),
    CONSTRAINT reply_attempts_contact_not_empty CHECK (contact <> ''),
    CONSTRAINT reply_attempts_answer_has_time CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX reply_attempts_claim_idx ON reply_attempts (desk_id, claim_id, contacted_at);

CREATE FUNCTION reply_attempts_gain_an_answer_once() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.answer IS NOT NULL
        OR (NEW.desk_id, NEW.id, NEW.claim_id, NEW.channel, NEW.contact, NEW.contacted_at, NEW.recorded_by)
            IS DISTINCT FROM
            (OLD.desk_id, OLD.id, OLD.claim_id, OLD.channel, OLD.contact, OLD.contacted_at, OLD.recorded_by)
        OR NEW.message IS DISTINCT FROM OLD.message
    THEN
        RAISE EXCEPTION 'a contact attempt stays as it was recorded' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER reply_attempts_stay BEFORE UPDATE OR DELETE ON reply_attempts
    FOR EACH ROW EXECUTE FUNCTION reply_attempts_gain_an_answer_once();

-- Somebody says that a published verdict is wrong. Answered by the ledger entry that names the request.
CREATE TABLE correction_requests (
    desk_id           uuid NOT NULL,
    id                uuid NOT NULL,
    claim_id          uuid NOT NULL,
    text              text NOT NULL,
    requester_name    text,
    requester_contact text,
    url               text,
    received_by       uuid NOT NULL,
    received_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    FOREIGN KEY (desk_id, received_by) REFERENCES members (desk_id, id),
    CONSTRAINT correction_requests_claim_key UNIQUE (desk_id, claim_id, id),
    CONSTRAINT correction_requests_text_not_empty CHECK (text <> ''),
    CONSTRAINT correction_requests_url_is_web CHECK (url ~* '^https?://')
);
CREATE TRIGGER correction_requests_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON correction_requests
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Publications become the first kind of entry in the ledger.
ALTER TABLE publications RENAME TO ledger_entries;
ALTER TABLE ledger_entries RENAME COLUMN published_by TO entered_by;
ALTER TABLE ledger_entries RENAME COLUMN published_at TO entered_at;
ALTER INDEX publications_claim_idx RENAME TO ledger_entries_claim_idx;
ALTER TRIGGER publications_immutable ON ledger_entries RENAME TO ledger_entries_immutable;
ALTER TABLE ledger_entries
    ADD COLUMN kind text NOT NULL DEFAULT 'publication',
    -- What the public reads of it.
    ADD COLUMN public_text text,
    -- For the desk alone.
    ADD COLUMN reason text,
    ADD COLUMN request_id uuid,
    -- Why gates of the desk were passed that the evidence did not open: {gate: reason}.
    ADD COLUMN gate_reasons jsonb,
    ADD FOREIGN KEY (desk_id, claim_id, request_id) REFERENCES correction_requests (desk_id, claim_id, id),
    ADD CONSTRAINT ledger_entries_kind_known CHECK (kind IN ('publication', 'pause', 'resumption', 'clarification',
        'update', 'correction', 'retraction', 'no_change')),
    ADD CONSTRAINT ledger_entries_request_key UNIQUE (desk_id, request_id),
    ADD CONSTRAINT ledger_entries_public_text_not_empty CHECK (public_text <> ''),
    ADD CONSTRAINT ledger_entries_public_text_given
        CHECK (kind IN ('publication', 'resumption', 'no_change') OR public_text IS NOT NULL),
    DROP CONSTRAINT publications_verdict_key;
CREATE UNIQUE INDEX ledger_entries_publication_key ON ledger_entries (desk_id, verdict_id) WHERE kind = 'publication';

ALTER TABLE verdicts
    DROP CONSTRAINT verdicts_basis_known,
    ADD CONSTRAINT verdicts_basis_known CHECK (basis IN ('agreement', 'adjudication', 'correction'));

ALTER TABLE claims
    -- Public forms leave the verdict out while it is paused.
    ADD COLUMN paused boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT claims_paused_is_public CHECK (NOT paused OR status IN ('published', 'corrected'));
-- An earlier verdict on the same words.
CREATE INDEX claims_precedent_idx ON claims (desk_id, md5(lower(statement))) WHERE status IN ('published', 'corrected');

ALTER TABLE desks
    ADD COLUMN skip_policy text NOT NULL DEFAULT 'others',
    ADD COLUMN skip_limit integer NOT NULL DEFAULT 3,
    -- Gates before publication, beside minimum_evidence. 0 and false: not asked for.
    ADD COLUMN independent_sources integer NOT NULL DEFAULT 0,
    ADD COLUMN primary_source boolean NOT NULL DEFAULT false,
    ADD COLUMN considered_against boolean NOT NULL DEFAULT false,
    ADD COLUMN right_of_reply boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT desks_independent_sources_range CHECK (independent_sources BETWEEN 0 AND 20),
    ADD CONSTRAINT desks_skip_policy_known CHECK (skip_policy IN ('queue', 'others', 'triage')),
    ADD CONSTRAINT desks_skip_limit_range CHECK (skip_limit BETWEEN 1 AND 100);

-- With the desk's policy "queue" a skipped claim may come back to the one who skipped it, after a while.
ALTER TABLE skips ADD COLUMN until timestamptz;
-- hold: taken out of the queue again, back to triage.
ALTER TABLE triage_decisions
    DROP CONSTRAINT triage_decisions_known,
    ADD CONSTRAINT triage_decisions_known CHECK (decision IN ('queue', 'dismiss', 'merge', 'split', 'hold'));

-- What a member has written, also on claims that no take gives back any more.
CREATE INDEX drafts_member_idx ON drafts (desk_id, member_id, claim_id DESC);
