-- Claims, and where each stands in the versions of its article.
CREATE TABLE claims (
    desk_id          uuid NOT NULL,
    id               uuid NOT NULL,
    article_id       uuid NOT NULL,
    version_id       uuid NOT NULL,
    ordinal          integer NOT NULL,
    status           text NOT NULL DEFAULT 'detected',
    statement        text NOT NULL,
    context          text,
    claimant_name    text,
    claimant_kind    text NOT NULL,
    quotation        text,
    kind             text NOT NULL,
    checkable        boolean NOT NULL,
    worthiness       text NOT NULL,
    score            double precision NOT NULL,
    reasons          text[] NOT NULL,
    detector         text NOT NULL,
    priority         integer NOT NULL DEFAULT 0,
    required_reviews integer NOT NULL,
    revision         bigint NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    queued_at        timestamptz,
    decided_at       timestamptz,
    published_at     timestamptz,
    -- Withdrawn because a newer version of the article no longer has these words.
    superseded       boolean NOT NULL DEFAULT false,
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, article_id, version_id) REFERENCES article_versions (desk_id, article_id, id),
    CONSTRAINT claims_required_reviews_key UNIQUE (desk_id, id, required_reviews),
    CONSTRAINT claims_status_known CHECK (status IN ('detected', 'queued', 'dismissed', 'in_review', 'agreed',
        'disputed', 'decided', 'published', 'corrected', 'retracted', 'withdrawn', 'merged')),
    CONSTRAINT claims_ordinal_positive CHECK (ordinal >= 1),
    CONSTRAINT claims_statement_not_empty CHECK (statement <> ''),
    CONSTRAINT claims_claimant_kind_known CHECK (claimant_kind IN ('named', 'anonymous', 'article')),
    CONSTRAINT claims_claimant_named CHECK (claimant_kind <> 'named' OR claimant_name IS NOT NULL),
    CONSTRAINT claims_quotation_known CHECK (quotation IN ('direct', 'indirect', 'mixed')),
    CONSTRAINT claims_kind_known CHECK (kind IN ('quantity', 'event', 'statement', 'cause', 'comparison', 'law',
        'record', 'prediction', 'opinion', 'other')),
    CONSTRAINT claims_worthiness_known CHECK (worthiness IN ('important', 'minor', 'not')),
    CONSTRAINT claims_score_range CHECK (score BETWEEN 0 AND 1),
    CONSTRAINT claims_priority_range CHECK (priority BETWEEN -100 AND 100),
    CONSTRAINT claims_required_reviews_range CHECK (required_reviews BETWEEN 1 AND 20),
    CONSTRAINT claims_superseded_is_withdrawn CHECK (NOT superseded OR status = 'withdrawn'),
    CONSTRAINT claims_queued_has_time
        CHECK (status NOT IN ('queued', 'in_review', 'agreed', 'disputed') OR queued_at IS NOT NULL),
    CONSTRAINT claims_decided_has_time
        CHECK (status NOT IN ('decided', 'published', 'corrected', 'retracted') OR decided_at IS NOT NULL),
    CONSTRAINT claims_published_has_time
        CHECK (status NOT IN ('published', 'corrected', 'retracted') OR published_at IS NOT NULL)
);
CREATE INDEX claims_article_idx ON claims (desk_id, article_id, ordinal, id);
CREATE INDEX claims_status_idx ON claims (desk_id, status, id DESC);

-- Offsets are code points; UTF-16 and UTF-8 are what the extractor derived from the same text.
CREATE TABLE anchors (
    desk_id      uuid NOT NULL,
    claim_id     uuid NOT NULL,
    version_id   uuid NOT NULL,
    start_offset integer NOT NULL,
    end_offset   integer NOT NULL,
    utf16_start  integer NOT NULL,
    utf16_end    integer NOT NULL,
    utf8_start   integer NOT NULL,
    utf8_end     integer NOT NULL,
    exact        text NOT NULL,
    prefix       text NOT NULL,
    suffix       text NOT NULL,
    main         boolean NOT NULL,
    PRIMARY KEY (desk_id, version_id, start_offset, claim_id),
    FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    FOREIGN KEY (desk_id, version_id) REFERENCES article_versions (desk_id, id),
    CONSTRAINT anchors_offsets_ordered CHECK (start_offset >= 0 AND end_offset > start_offset),
    CONSTRAINT anchors_exact_is_its_range CHECK (char_length(exact) = end_offset - start_offset)
);
-- A claim stands in one place of a version first of all, and one place belongs to one claim:
-- an extraction that ran twice cannot store its claims twice.
CREATE UNIQUE INDEX anchors_main_key ON anchors (desk_id, claim_id, version_id) WHERE main;
CREATE UNIQUE INDEX anchors_place_key ON anchors (desk_id, version_id, start_offset, end_offset) WHERE main;
CREATE TRIGGER anchors_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON anchors
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The logged decision that a claim is queued or dismissed: by a member, or by a rule (then member_id is null).
CREATE TABLE triage_decisions (
    desk_id    uuid NOT NULL,
    id         uuid NOT NULL,
    claim_id   uuid NOT NULL,
    decision   text NOT NULL,
    reason     text NOT NULL,
    member_id  uuid,
    rule       text,
    decided_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, claim_id) REFERENCES claims (desk_id, id),
    FOREIGN KEY (desk_id, member_id) REFERENCES members (desk_id, id),
    CONSTRAINT triage_decisions_known CHECK (decision IN ('queue', 'dismiss')),
    CONSTRAINT triage_decisions_by_one CHECK (num_nonnulls(member_id, rule) = 1)
);
CREATE INDEX triage_decisions_claim_idx ON triage_decisions (desk_id, claim_id);
CREATE TRIGGER triage_decisions_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON triage_decisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
