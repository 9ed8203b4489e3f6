-- Rating scales are versioned data: a review or verdict names the version that it used, and that version never changes.
CREATE TABLE rating_scales (
    desk_id    uuid NOT NULL REFERENCES desks,
    id         uuid NOT NULL,
    name       text NOT NULL,
    version    integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (desk_id, id, version),
    CONSTRAINT rating_scales_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT rating_scales_version_positive CHECK (version >= 1)
);

CREATE TABLE ratings (
    desk_id       uuid NOT NULL,
    scale_id      uuid NOT NULL,
    scale_version integer NOT NULL,
    key           text NOT NULL,
    position      integer NOT NULL,
    label         text NOT NULL,
    value         integer,
    off_scale     boolean NOT NULL DEFAULT false,
    colour        text,
    PRIMARY KEY (desk_id, scale_id, scale_version, key),
    FOREIGN KEY (desk_id, scale_id, scale_version) REFERENCES rating_scales (desk_id, id, version),
    CONSTRAINT ratings_position_key UNIQUE (desk_id, scale_id, scale_version, position),
    CONSTRAINT ratings_key_form CHECK (key ~ '^[a-z][a-z0-9_]{0,62}$'),
    CONSTRAINT ratings_label_length CHECK (char_length(label) BETWEEN 1 AND 100),
    CONSTRAINT ratings_value_positive CHECK (value >= 1),
    CONSTRAINT ratings_off_scale_has_no_value CHECK (NOT off_scale OR value IS NULL)
);

CREATE TRIGGER rating_scales_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON rating_scales
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ratings_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON ratings
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
