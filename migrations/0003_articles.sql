-- Articles have a stable identity within their desk; the text of each version is immutable.
CREATE TABLE articles (
    desk_id         uuid NOT NULL REFERENCES desks,
    id              uuid NOT NULL,
    identity        text NOT NULL,
    external_id     text,
    source          text,
    url             text,
    submitted_by    uuid NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    latest_version  integer NOT NULL,
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, submitted_by) REFERENCES members (desk_id, id),
    CONSTRAINT articles_identity_key UNIQUE (desk_id, identity),
    CONSTRAINT articles_url_is_web CHECK (url ~* '^https?://')
);

CREATE TABLE article_versions (
    desk_id          uuid NOT NULL,
    id               uuid NOT NULL,
    article_id       uuid NOT NULL,
    number           integer NOT NULL,
    title            text NOT NULL,
    byline           text,
    publisher        text,
    published_at     timestamptz,
    language         text,
    media_type       text NOT NULL,
    body             text NOT NULL,
    content_hash     bytea NOT NULL,
    urgency          integer NOT NULL DEFAULT 5,
    required_reviews integer NOT NULL,
    submitted_by     uuid NOT NULL,
    received_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, id),
    FOREIGN KEY (desk_id, article_id) REFERENCES articles (desk_id, id),
    FOREIGN KEY (desk_id, submitted_by) REFERENCES members (desk_id, id),
    CONSTRAINT article_versions_number_key UNIQUE (desk_id, article_id, number),
    CONSTRAINT article_versions_article_key UNIQUE (desk_id, article_id, id),
    CONSTRAINT article_versions_number_positive CHECK (number >= 1),
    CONSTRAINT article_versions_title_length CHECK (char_length(title) BETWEEN 1 AND 1000),
    CONSTRAINT article_versions_body_not_empty CHECK (body <> ''),
    CONSTRAINT article_versions_media_type_known CHECK (media_type IN ('text/plain', 'text/markdown')),
    CONSTRAINT article_versions_content_hash_length CHECK (octet_length(content_hash) = 32),
    CONSTRAINT article_versions_urgency_range CHECK (urgency BETWEEN 1 AND 9),
    CONSTRAINT article_versions_required_reviews_range CHECK (required_reviews BETWEEN 1 AND 20)
);
CREATE INDEX article_versions_content_idx ON article_versions (desk_id, article_id, content_hash);
CREATE TRIGGER article_versions_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON article_versions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How far the reading of a version has come. The only thing about a version that changes.
CREATE TABLE extractions (
    desk_id     uuid NOT NULL,
    version_id  uuid NOT NULL,
    article_id  uuid NOT NULL,
    status      text NOT NULL DEFAULT 'received',
    detector    text,
    language    text,
    error       text,
    changed_at  timestamptz NOT NULL DEFAULT now(),
    ready_at    timestamptz,
    PRIMARY KEY (desk_id, version_id),
    FOREIGN KEY (desk_id, article_id, version_id) REFERENCES article_versions (desk_id, article_id, id),
    CONSTRAINT extractions_status_known
        CHECK (status IN ('received', 'extracting', 'ready', 'failed', 'superseded', 'withdrawn')),
    CONSTRAINT extractions_ready_has_time CHECK (status <> 'ready' OR (ready_at IS NOT NULL AND detector IS NOT NULL)),
    CONSTRAINT extractions_failed_has_error CHECK (status <> 'failed' OR error IS NOT NULL)
);
CREATE INDEX extractions_status_idx ON extractions (desk_id, status, version_id DESC);

-- Runs of a version with one role each, in code points.
CREATE TABLE passages (
    desk_id      uuid NOT NULL,
    version_id   uuid NOT NULL,
    start_offset integer NOT NULL,
    end_offset   integer NOT NULL,
    role         text NOT NULL,
    PRIMARY KEY (desk_id, version_id, start_offset),
    FOREIGN KEY (desk_id, version_id) REFERENCES article_versions (desk_id, id),
    CONSTRAINT passages_role_known
        CHECK (role IN ('kicker', 'headline', 'dek', 'body', 'caption', 'credit', 'boilerplate')),
    CONSTRAINT passages_offsets_ordered CHECK (start_offset >= 0 AND end_offset > start_offset)
);
CREATE TRIGGER passages_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON passages
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
